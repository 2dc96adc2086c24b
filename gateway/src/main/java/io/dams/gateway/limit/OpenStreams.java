package io.dams.gateway.limit;

import io.dams.gateway.limit.LimitSettings.StreamBound;
import io.dams.gateway.problem.GatewayProblem;
import io.dams.gateway.problem.RefusedException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The event streams of one kind that are open at this replica. Each keeps a connection to its
 * service for as long as it lives, so they are counted here, where the connections are.
 */
class OpenStreams {

  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final StreamBound bound;
  private final Counter beyond;
  private final Map<String, Integer> byHolder = new HashMap<>();
  private int open;

  OpenStreams(String name, StreamBound bound, MeterRegistry meters) {
    this.bound = bound;
    this.beyond = meters.counter("dams.gateway.limit.beyond", "limit", name);
    meters.gauge("dams.gateway.streams.open", Tags.of("kind", name), this, OpenStreams::open);
  }

  /**
   * Runs a stream in its holder's name and counts it until it ends, however it ends. Fails with a
   * {@link RefusedException} when there are too many.
   */
  Mono<Void> during(String holder, Mono<Void> stream) {
    return Mono.defer(
        () -> {
          @Nullable RefusedException refusal = take(holder);
          if (refusal != null) {
            beyond.increment();
            return Mono.error(refusal);
          }
          return stream.doFinally(signal -> giveBack(holder));
        });
  }

  private synchronized @Nullable RefusedException take(String holder) {
    int held = byHolder.getOrDefault(holder, 0);
    if (held >= bound.ofOne()) {
      return new RefusedException(
          GatewayProblem.TOO_MANY_STREAMS,
          "At most " + bound.ofOne() + " at the same time; end one first.",
          PAUSE);
    }
    if (open >= bound.total()) {
      return new RefusedException(
          GatewayProblem.STREAMS_FULL, "All places are taken at this moment.", PAUSE);
    }
    byHolder.put(holder, held + 1);
    open++;
    return null;
  }

  private synchronized void giveBack(String holder) {
    byHolder.computeIfPresent(holder, (h, held) -> held == 1 ? null : held - 1);
    open--;
  }

  private synchronized int open() {
    return open;
  }
}
