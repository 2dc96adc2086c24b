package io.dams.transfer.posting;

import io.dams.platform.obligation.Backoff;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often an open question is asked again.
 *
 * @param first the wait after the first attempt; it doubles with each further one
 * @param longest the longest wait
 * @param attemptsToStuck after so many attempts without an answer it shows as stuck; it is still
 *     asked
 */
@Validated
@ConfigurationProperties("dams.transfer.retry")
public record PostingProperties(
    @DefaultValue("500ms") @NotNull Duration first,
    @DefaultValue("5m") @NotNull Duration longest,
    @DefaultValue("12") @Positive int attemptsToStuck) {

  /** The waits. */
  public Backoff backoff() {
    return new Backoff(first, longest);
  }
}
