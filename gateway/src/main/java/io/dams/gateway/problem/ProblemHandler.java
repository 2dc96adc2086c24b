package io.dams.gateway.problem;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Turns what was thrown while an exchange was handled into a problem. */
class ProblemHandler implements WebExceptionHandler, Ordered {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
  private static final Duration UPSTREAM_PAUSE = Duration.ofSeconds(2);

  private final ProblemWriter problems;

  ProblemHandler(ProblemWriter problems) {
    this.problems = problems;
  }

  /** Before Spring Boot's own handler (-1), which leaves out much of this. */
  @Override
  public int getOrder() {
    return -2;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
    if (exchange.getResponse().isCommitted()) {
      return Mono.error(error);
    }
    if (error instanceof RefusedException refused) {
      return problems.write(
          exchange,
          refused.problem(),
          String.valueOf(refused.getMessage()),
          refused.retryAfter(),
          refused.extensions());
    }
    Optional<GatewayProblem> upstream = UpstreamFailure.of(error);
    if (upstream.isPresent()) {
      // An open circuit was told when it opened.
      Level level = error instanceof CallNotPermittedException ? Level.DEBUG : Level.WARN;
      LOG.atLevel(level)
          .log("{} {}: {}", upstream.get().code(), exchange.getRequest().getPath(), error + "");
      boolean nothingDone = upstream.get() == GatewayProblem.UPSTREAM_UNAVAILABLE;
      return problems.write(
          exchange,
          upstream.get(),
          nothingDone
              ? "Nothing was done; try again."
              : "Whether it was done is unknown; ask, or send the same Idempotency-Key again.",
          nothingDone ? UPSTREAM_PAUSE : null);
    }
    return switch (error) {
      case AuthenticationServiceException e -> {
        LOG.error("tokens cannot be checked: {}", e.getMessage());
        yield problems.write(
            exchange,
            GatewayProblem.TEMPORARILY_UNAVAILABLE,
            "Access tokens cannot be checked now.",
            UPSTREAM_PAUSE);
      }
      case AuthenticationException _ ->
          write(exchange, GatewayProblem.UNAUTHENTICATED, "The access token is not valid.");
      case AccessDeniedException _ -> write(exchange, GatewayProblem.FORBIDDEN, "Not for you.");
      case ErrorResponse e -> write(exchange, ofStatus(e.getStatusCode()), detail(exchange));
      default -> {
        LOG.error("{} failed", exchange.getRequest().getPath(), error);
        yield write(exchange, GatewayProblem.INTERNAL, "It is logged under this trace id.");
      }
    };
  }

  private Mono<Void> write(ServerWebExchange exchange, GatewayProblem problem, String detail) {
    return problems.write(exchange, problem, detail, null);
  }

  /** The problem for a status that something below set or threw without more words. */
  static GatewayProblem ofStatus(HttpStatusCode status) {
    return switch (status.value()) {
      case 401 -> GatewayProblem.UNAUTHENTICATED;
      case 403 -> GatewayProblem.FORBIDDEN;
      case 404 -> GatewayProblem.NOT_FOUND;
      case 405 -> GatewayProblem.METHOD_NOT_ALLOWED;
      case 413 -> GatewayProblem.CONTENT_TOO_LARGE;
      case 415 -> GatewayProblem.UNSUPPORTED_MEDIA_TYPE;
      case 429 -> GatewayProblem.TOO_MANY_REQUESTS;
      case 502 -> GatewayProblem.UPSTREAM_BROKEN;
      case 503 -> GatewayProblem.UPSTREAM_UNAVAILABLE;
      case 504 -> GatewayProblem.UPSTREAM_TIMEOUT;
      default ->
          status.is4xxClientError() ? GatewayProblem.INVALID_REQUEST : GatewayProblem.INTERNAL;
    };
  }

  /** Names what was asked for, nothing of what is inside. */
  static String detail(ServerWebExchange exchange) {
    return exchange.getRequest().getMethod() + " " + exchange.getRequest().getPath().value();
  }
}
