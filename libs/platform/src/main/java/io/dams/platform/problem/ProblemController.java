package io.dams.platform.problem;

import io.dams.platform.inbox.Outages;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** Renders every exception of a controller as {@code application/problem+json}. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE - 100)
class ProblemController extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ProblemController.class);

  private final ProblemDetails problems;

  ProblemController(ProblemDetails problems) {
    this.problems = problems;
  }

  /** One thing that is wrong with a request. */
  record Violation(String field, String rule, String message) {}

  @ExceptionHandler
  ResponseEntity<Object> refuse(ProblemException e) {
    return answer(problems.of(e.type(), e.detail(), e.extensions()));
  }

  @ExceptionHandler
  ResponseEntity<Object> refuse(ConstraintViolationException e) {
    List<Violation> violations = new ArrayList<>();
    for (ConstraintViolation<?> each : e.getConstraintViolations()) {
      String rule = each.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName();
      violations.add(new Violation(each.getPropertyPath().toString(), rule, each.getMessage()));
    }
    return answer(invalid(violations));
  }

  /** Nothing is added to an answer that has begun: it stays broken off. */
  @ExceptionHandler
  @Nullable ResponseEntity<Object> fail(Exception e, HttpServletResponse response) {
    if (response.isCommitted()) {
      log.error("an answer broke off", e);
      return null;
    }
    if (Outages.isOutage(e)) {
      log.warn("answering 503: {}", e.toString());
      ProblemType type = CommonProblem.TEMPORARILY_UNAVAILABLE;
      return answer(problems.of(type, "a part that this needs does not answer", Map.of()));
    }
    log.error("answering 500", e);
    return answer(problems.of(CommonProblem.INTERNAL, "see the logs by the traceId", Map.of()));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<Violation> violations = new ArrayList<>();
    for (FieldError each : e.getBindingResult().getFieldErrors()) {
      violations.add(violation(each.getField(), each));
    }
    e.getBindingResult().getGlobalErrors().forEach(g -> violations.add(violation("", g)));
    return answer(invalid(violations));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<Violation> violations = new ArrayList<>();
    e.getParameterValidationResults()
        .forEach(
            result -> {
              String parameter = result.getMethodParameter().getParameterName();
              String name = parameter == null ? "" : parameter;
              result
                  .getResolvableErrors()
                  .forEach(
                      error ->
                          violations.add(
                              error instanceof FieldError field
                                  ? violation(field.getField(), field)
                                  : violation(name, error)));
            });
    return answer(invalid(violations));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (e.getCause() instanceof DatabindException databind) {
      String field = path(databind);
      return answer(
          problems.of(
              CommonProblem.INVALID_REQUEST,
              "a value in the body is missing or not of the form that is needed",
              Map.of("field", field.isEmpty() ? "body" : field, "rule", "form")));
    }
    return answer(
        problems.of(
            CommonProblem.INVALID_REQUEST,
            "the body cannot be read as JSON",
            Map.of("field", "body", "rule", "json")));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    String name =
        e instanceof MethodArgumentTypeMismatchException mismatch
            ? mismatch.getName()
            : String.valueOf(e.getPropertyName());
    return answer(
        problems.of(
            CommonProblem.INVALID_REQUEST,
            name + " is not of the form that is needed",
            Map.of("field", name, "rule", "form")));
  }

  /** All that the framework refuses by itself: unknown paths, methods, media types, and so on. */
  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (request instanceof ServletWebRequest servlet
        && servlet.getResponse() != null
        && servlet.getResponse().isCommitted()) {
      log.warn("an answer broke off: {}", e.toString());
      return null;
    }
    Map<String, String> extensions =
        switch (e) {
          case MissingServletRequestParameterException missing ->
              Map.of("field", missing.getParameterName(), "rule", "required");
          case MissingRequestHeaderException missing ->
              Map.of("field", missing.getHeaderName(), "rule", "required");
          default -> Map.of();
        };
    ProblemType type = type(HttpStatus.valueOf(status.value()));
    if (type == CommonProblem.INTERNAL) {
      log.error("answering 500", e);
    }
    String detail =
        body instanceof ProblemDetail given && given.getDetail() != null
            ? given.getDetail()
            : type.title();
    ProblemDetail problem = problems.of(type, detail, extensions);
    problem.setStatus(status.value());
    return ResponseEntity.status(status)
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  static ProblemType type(HttpStatus status) {
    return switch (status) {
      case UNAUTHORIZED -> CommonProblem.UNAUTHENTICATED;
      case FORBIDDEN -> CommonProblem.FORBIDDEN;
      case NOT_FOUND -> CommonProblem.NOT_FOUND;
      case METHOD_NOT_ALLOWED -> CommonProblem.METHOD_NOT_ALLOWED;
      case NOT_ACCEPTABLE -> CommonProblem.NOT_ACCEPTABLE;
      case CONTENT_TOO_LARGE -> CommonProblem.CONTENT_TOO_LARGE;
      case UNSUPPORTED_MEDIA_TYPE -> CommonProblem.UNSUPPORTED_MEDIA_TYPE;
      case SERVICE_UNAVAILABLE -> CommonProblem.TEMPORARILY_UNAVAILABLE;
      default -> status.is4xxClientError() ? CommonProblem.INVALID_REQUEST : CommonProblem.INTERNAL;
    };
  }

  private ProblemDetail invalid(List<Violation> violations) {
    Map<String, Object> extensions = new LinkedHashMap<>();
    String detail = CommonProblem.INVALID_REQUEST.title();
    if (!violations.isEmpty()) {
      Violation first = violations.getFirst();
      extensions.put("field", first.field());
      extensions.put("rule", first.rule());
      extensions.put("violations", violations);
      detail = first.field() + " " + first.message();
    }
    return problems.of(CommonProblem.INVALID_REQUEST, detail.strip(), extensions);
  }

  private static Violation violation(String field, MessageSourceResolvable error) {
    String[] codes = error.getCodes();
    String rule = codes == null || codes.length == 0 ? "valid" : codes[codes.length - 1];
    return new Violation(field, rule, String.valueOf(error.getDefaultMessage()));
  }

  private static String path(DatabindException e) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference each : e.getPath()) {
      if (each.getPropertyName() == null) {
        path.append('[').append(each.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(each.getPropertyName());
      }
    }
    return path.toString();
  }

  private static ResponseEntity<Object> answer(ProblemDetail problem) {
    return ResponseEntity.status(problem.getStatus())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }
}
