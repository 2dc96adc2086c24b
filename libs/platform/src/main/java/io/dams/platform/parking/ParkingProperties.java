package io.dams.platform.parking;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What happens before a record is parked.
 *
 * @param attempts how often a record is tried whose failure is no outage
 * @param firstPause after the first attempt; doubled after each
 * @param longestPause bound of the pauses, during outages too
 */
@Validated
@ConfigurationProperties("dams.parking")
public record ParkingProperties(
    @DefaultValue("5") @Min(1) @Max(100) int attempts,
    @DefaultValue("200ms") @NotNull Duration firstPause,
    @DefaultValue("10s") @NotNull Duration longestPause) {}
