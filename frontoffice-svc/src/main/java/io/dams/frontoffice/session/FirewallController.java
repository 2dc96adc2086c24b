package io.dams.frontoffice.session;

import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemDetails;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Spring Security looks at a header or parameter when it is read, and throws at the controller what
 * no client may send: that is the client's error, not ours.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class FirewallController {

  private final ProblemDetails problems;

  FirewallController(ProblemDetails problems) {
    this.problems = problems;
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> refuse(RequestRejectedException e) {
    return ResponseEntity.badRequest()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(
            problems.of(
                CommonProblem.INVALID_REQUEST,
                "a header or parameter has characters that are not allowed",
                Map.of("field", "headers", "rule", "printable characters")));
  }
}
