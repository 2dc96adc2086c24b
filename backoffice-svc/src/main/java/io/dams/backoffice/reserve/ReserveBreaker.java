package io.dams.backoffice.reserve;

import io.dams.contracts.money.AssetCode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lets no new reserve through to a merchant that does not answer, so that its orders fail fast.
 * Everything else (questions, returns, settlements) goes on. In memory only: it guards time, not
 * money.
 */
@Component
class ReserveBreaker {

  private final ReserveProperties properties;
  private final Clock clock;

  /** As many entries as there are merchants. */
  private final Map<AssetCode, Health> merchants = new ConcurrentHashMap<>();

  private final MeterRegistry meters;

  ReserveBreaker(ReserveProperties properties, Clock clock, MeterRegistry meters) {
    this.properties = properties;
    this.clock = clock;
    this.meters = meters;
  }

  /** Whether a new reserve may be sent. While open, one is let through after each pause. */
  boolean allows(AssetCode merchant) {
    Health health = merchants.get(merchant);
    ReserveProperties.Breaker breaker = properties.breaker(merchant);
    if (health == null || !isOpen(health, breaker)) {
      return true;
    }
    Instant now = clock.instant();
    Health probed = new Health(health.unanswered(), now.plus(breaker.pause()));
    return !now.isBefore(health.closedUntil()) && merchants.replace(merchant, health, probed);
  }

  /** The merchant answered a reserve, whatever it said. */
  void answered(AssetCode merchant) {
    merchants.remove(merchant);
  }

  /** The merchant left a reserve unanswered. */
  void unanswered(AssetCode merchant) {
    ReserveProperties.Breaker breaker = properties.breaker(merchant);
    Instant until = clock.instant().plus(breaker.pause());
    watch(merchant);
    merchants.merge(
        merchant,
        new Health(1, until),
        (health, _) -> new Health(Math.min(health.unanswered() + 1, breaker.failures()), until));
  }

  /** From its first unanswered reserve on a merchant is shown; again has no effect. */
  private void watch(AssetCode merchant) {
    Gauge.builder(
            "dams.reserve.breaker.open",
            () -> isOpen(merchants.get(merchant), properties.breaker(merchant)) ? 1 : 0)
        .description("1 while new reserves of the merchant fail at once")
        .tag("merchant", merchant.code())
        .register(meters);
  }

  private static boolean isOpen(@Nullable Health health, ReserveProperties.Breaker breaker) {
    return health != null && health.unanswered() >= breaker.failures();
  }

  private record Health(int unanswered, Instant closedUntil) {}
}
