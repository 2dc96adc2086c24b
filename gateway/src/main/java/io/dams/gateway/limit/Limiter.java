package io.dams.gateway.limit;

import io.dams.gateway.limit.LimitSettings.Rate;
import io.dams.gateway.problem.GatewayProblem;
import io.dams.gateway.problem.RefusedException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** One limit and what is done when it cannot be told whether it is reached. */
class Limiter {

  /** What happens to a request while Redis is away. */
  enum WhenUnknown {
    LET_THROUGH,
    REFUSE
  }

  private static final Logger LOG = LoggerFactory.getLogger(Limiter.class);

  /** So long after the last time that it could not be told, an outage is over. */
  private static final Duration CALM = Duration.ofSeconds(10);

  private static final Duration REDIS_PAUSE = Duration.ofSeconds(5);

  private final RateLimits limits;
  private final String name;
  private final Rate rate;
  private final WhenUnknown whenUnknown;
  private final Counter beyond;
  private final Counter unknown;
  private final Clock clock;
  private final AtomicReference<@Nullable Instant> lastUnknown = new AtomicReference<>();

  Limiter(
      RateLimits limits,
      String name,
      Rate rate,
      WhenUnknown whenUnknown,
      MeterRegistry meters,
      Clock clock) {
    this.limits = limits;
    this.name = name;
    this.rate = rate;
    this.whenUnknown = whenUnknown;
    this.beyond = meters.counter("dams.gateway.limit.beyond", "limit", name);
    this.unknown = meters.counter("dams.gateway.limit.unknown", "limit", name);
    this.clock = clock;
  }

  /** Completes when the request may pass, or fails with a {@link RefusedException}. */
  Mono<Void> pass(String key) {
    return limits.take(name, key, rate).doOnNext(this::tell).flatMap(this::judge);
  }

  private Mono<Void> judge(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Within() -> Mono.empty();
      case Verdict.Beyond(Duration retryAfter) -> {
        beyond.increment();
        yield Mono.error(
            new RefusedException(
                GatewayProblem.TOO_MANY_REQUESTS,
                "More than " + rate.requests() + " in " + rate.period().toSeconds() + " seconds.",
                retryAfter));
      }
      case Verdict.Unknown _ -> {
        unknown.increment();
        yield whenUnknown == WhenUnknown.LET_THROUGH
            ? Mono.empty()
            : Mono.error(
                new RefusedException(
                    GatewayProblem.TEMPORARILY_UNAVAILABLE, "Log-in is closed now.", REDIS_PAUSE));
      }
    };
  }

  /** Tells the beginning and the end of an outage; one late answer among many is not its end. */
  private void tell(Verdict verdict) {
    Instant now = clock.instant();
    if (verdict instanceof Verdict.Unknown(Throwable cause)) {
      if (lastUnknown.getAndSet(now) == null) {
        LOG.error("limit {} cannot be told, {}: {}", name, whenUnknown, cause.toString());
      }
      return;
    }
    @Nullable Instant last = lastUnknown.get();
    if (last != null && last.isBefore(now.minus(CALM)) && lastUnknown.compareAndSet(last, null)) {
      LOG.info("limit {} can be told again", name);
    }
  }
}
