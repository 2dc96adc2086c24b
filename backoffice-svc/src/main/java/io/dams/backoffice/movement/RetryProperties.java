package io.dams.backoffice.movement;

import io.dams.platform.obligation.Backoff;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often a call is tried again.
 *
 * @param first the wait after the first attempt; it doubles with each further one
 * @param most the longest wait
 * @param attemptsToBook after so many unanswered attempts a movement stands in the error book
 * @param validity for how long a merchant may execute one attempt of a settlement, return or fee
 */
@Validated
@ConfigurationProperties("dams.retry")
public record RetryProperties(
    @DefaultValue("500ms") Duration first,
    @DefaultValue("30s") Duration most,
    @DefaultValue("6") @Positive int attemptsToBook,
    @DefaultValue("5m") Duration validity) {

  /** How long to wait after this attempt: doubled each time, then up to half of it taken off. */
  public Duration after(int attempt, RandomGenerator random) {
    return new Backoff(first, most).after(attempt, random);
  }
}
