package io.dams.platform.obligation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The worker's settings.
 *
 * @param worker whether this process attempts; owing works without
 * @param pollInterval how long one waits at most that another process owed or left behind
 * @param lease after which a dead worker's obligation is due again; renewed while an attempt runs
 * @param attemptTimeout after which an attempt is interrupted, and its lease no longer renewed
 * @param laneLimit attempts of one lane that run at once in this process
 * @param firstPause after the first attempt that threw; doubled after each
 * @param longestPause bound of that
 * @param attemptsToStuck after so many attempts in a row without an outcome it is stuck
 * @param stuckRetry how long a stuck obligation waits
 * @param keepDays how long a settled one is kept; as long as an outside party remembers our ids
 */
@Validated
@ConfigurationProperties("dams.obligations")
public record ObligationProperties(
    @DefaultValue("true") boolean worker,
    @DefaultValue("500ms") @NotNull Duration pollInterval,
    @DefaultValue("15s") @NotNull Duration lease,
    @DefaultValue("60s") @NotNull Duration attemptTimeout,
    @DefaultValue("16") @Min(1) @Max(1_000) int laneLimit,
    @DefaultValue("500ms") @NotNull Duration firstPause,
    @DefaultValue("2m") @NotNull Duration longestPause,
    @DefaultValue("8") @Min(1) @Max(1_000) int attemptsToStuck,
    @DefaultValue("5m") @NotNull Duration stuckRetry,
    @DefaultValue("400") @Min(1) int keepDays) {

  Backoff backoff() {
    return new Backoff(firstPause, longestPause);
  }
}
