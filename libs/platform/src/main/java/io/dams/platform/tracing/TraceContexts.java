package io.dams.platform.tracing;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the current trace context into text, and works on under one that was read before. */
public class TraceContexts {

  /** The W3C header and Kafka header that carries the context. */
  public static final String TRACEPARENT = "traceparent";

  private final @Nullable Tracer tracer;
  private final @Nullable Propagator propagator;

  /** Without a tracer, nothing is read and nothing is continued. */
  public TraceContexts(@Nullable Tracer tracer, @Nullable Propagator propagator) {
    this.tracer = tracer;
    this.propagator = propagator;
  }

  /** The current {@code traceparent}; null when nothing is being traced. */
  public @Nullable String current() {
    if (tracer == null || propagator == null) {
      return null;
    }
    Span span = tracer.currentSpan();
    if (span == null) {
      return null;
    }
    Map<String, String> carrier = new HashMap<>();
    propagator.inject(span.context(), carrier, (_, name, value) -> carrier.put(name, value));
    return carrier.get(TRACEPARENT);
  }

  /** The current trace's id, as in log lines; null when nothing is being traced. */
  public @Nullable String traceId() {
    Span span = tracer == null ? null : tracer.currentSpan();
    return span == null ? null : span.context().traceId();
  }

  /**
   * Runs the work in a new span below the given context, or in a new trace when it is null.
   *
   * @param name of the span
   */
  public void inside(@Nullable String traceparent, String name, Runnable work) {
    if (tracer == null || propagator == null) {
      work.run();
      return;
    }
    Map<String, String> carrier = traceparent == null ? Map.of() : Map.of(TRACEPARENT, traceparent);
    Span span = propagator.extract(carrier, (_, key) -> carrier.get(key)).name(name).start();
    try (Tracer.SpanInScope _ = tracer.withSpan(span)) {
      work.run();
    } catch (RuntimeException e) {
      span.error(e);
      throw e;
    } finally {
      span.end();
    }
  }
}
