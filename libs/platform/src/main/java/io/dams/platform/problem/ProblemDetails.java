package io.dams.platform.problem;

import io.dams.platform.tracing.TraceContexts;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/** Builds the bodies of problem answers. */
public class ProblemDetails {

  private final TraceContexts traces;

  ProblemDetails(TraceContexts traces) {
    this.traces = traces;
  }

  /** A body with the type's URI, title and status, its {@code code}, and the trace's id. */
  public ProblemDetail of(ProblemType type, String detail, Map<String, ?> extensions) {
    ProblemDetail body = ProblemDetail.forStatus(type.status());
    body.setType(type.uri());
    body.setTitle(type.title());
    body.setDetail(detail);
    extensions.forEach(body::setProperty);
    body.setProperty("code", type.code());
    @Nullable String traceId = traces.traceId();
    if (traceId != null) {
      body.setProperty("traceId", traceId);
    }
    return body;
  }
}
