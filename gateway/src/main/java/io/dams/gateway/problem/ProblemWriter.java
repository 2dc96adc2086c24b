package io.dams.gateway.problem;

import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem as the answer of an exchange. */
public class ProblemWriter {

  private final JsonMapper json;

  ProblemWriter(JsonMapper json) {
    this.json = json;
  }

  /** Answers with the problem, its trace id, and when to try again if that is known. */
  public Mono<Void> write(
      ServerWebExchange exchange,
      GatewayProblem problem,
      String detail,
      @Nullable Duration retryAfter) {
    return write(exchange, problem, detail, retryAfter, Map.of());
  }

  Mono<Void> write(
      ServerWebExchange exchange,
      GatewayProblem problem,
      String detail,
      @Nullable Duration retryAfter,
      Map<String, String> extensions) {
    ProblemDetail body = ProblemDetail.forStatusAndDetail(problem.status(), detail);
    body.setType(problem.type());
    body.setTitle(problem.title());
    body.setInstance(URI.create(exchange.getRequest().getPath().value()));
    extensions.forEach(body::setProperty);
    body.setProperty("code", problem.code());
    traceId(exchange).ifPresent(id -> body.setProperty("traceId", id));
    byte[] bytes = json.writeValueAsBytes(body);
    ServerHttpResponse response = exchange.getResponse();
    response.setStatusCode(problem.status());
    HttpHeaders headers = response.getHeaders();
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    headers.setContentLength(bytes.length);
    headers.setCacheControl("no-store");
    if (retryAfter != null) {
      headers.set(HttpHeaders.RETRY_AFTER, Long.toString(wholeSeconds(retryAfter)));
    }
    DataBuffer buffer = response.bufferFactory().wrap(bytes);
    return response.writeWith(Mono.just(buffer));
  }

  private static long wholeSeconds(Duration duration) {
    return Math.max(1, duration.plusMillis(999).toSeconds());
  }

  private static Optional<String> traceId(ServerWebExchange exchange) {
    return ServerRequestObservationContext.findCurrent(exchange.getAttributes())
        .map(context -> context.<TracingContext>get(TracingContext.class))
        .map(TracingContext::getSpan)
        .map(span -> span.context().traceId());
  }
}
