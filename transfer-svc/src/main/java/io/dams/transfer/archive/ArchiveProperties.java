package io.dams.transfer.archive;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When orders are archived.
 *
 * @param after how long a completed order stays in the live table
 * @param batch orders of one transaction
 * @param every the rest between two sweeps
 */
@Validated
@ConfigurationProperties("dams.transfer.archive")
record ArchiveProperties(
    @DefaultValue("P6M") @NotNull Period after,
    @DefaultValue("200") @Min(1) @Max(2_000) int batch,
    @DefaultValue("1m") @NotNull Duration every) {}
