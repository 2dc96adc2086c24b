package io.dams.backoffice.reserve;

import io.dams.contracts.money.AssetCode;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

  ReserveBreaker(ReserveProperties properties, Clock clock) {
    this.properties = properties;
    this.clock = clock;
  }

  /** Whether a new reserve may be sent. While open, one is let through after each pause. */
  boolean allows(AssetCode merchant) {
    Health health = merchants.get(merchant);
    ReserveProperties.Breaker breaker = properties.breaker(merchant);
    if (health == null || health.unanswered() < breaker.failures()) {
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
    merchants.merge(
        merchant,
        new Health(1, until),
        (health, _) -> new Health(Math.min(health.unanswered() + 1, breaker.failures()), until));
  }

  private record Health(int unanswered, Instant closedUntil) {}
}
