package io.dams.backoffice.reserve;

import io.dams.contracts.money.AssetCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a group is prepared.
 *
 * @param deadline what is not prepared by then is given up; a merchant must not execute a reserve
 *     later
 * @param breakerFailures after so many unanswered reserves in a row no new one is sent
 * @param breakerPause how long, until one is let through to see
 * @param breakers the same two for single merchants, by exCode
 */
@Validated
@ConfigurationProperties("dams.reserve")
record ReserveProperties(
    @DefaultValue("30s") Duration deadline,
    @DefaultValue("8") @Positive int breakerFailures,
    @DefaultValue("10s") Duration breakerPause,
    @DefaultValue Map<String, @Valid Breaker> breakers) {

  /** When a merchant's reserves stop, and for how long. */
  record Breaker(@Positive int failures, Duration pause) {}

  /** Those of a merchant. */
  Breaker breaker(AssetCode merchant) {
    return breakers.getOrDefault(merchant.code(), new Breaker(breakerFailures, breakerPause));
  }
}
