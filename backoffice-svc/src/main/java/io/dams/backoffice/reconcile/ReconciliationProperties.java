package io.dams.backoffice.reconcile;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When and how days are compared.
 *
 * @param grace how long after midnight (UTC) a day is closed
 * @param recheck how long a day with open breaks waits for its next pass
 * @param recheckDays days that are further back have no more passes by themselves
 * @param pageLines lines read or compared at a time
 * @param keepLines how long the ids are kept that a pass has read
 */
@Validated
@ConfigurationProperties("dams.reconciliation")
record ReconciliationProperties(
    @DefaultValue("30m") Duration grace,
    @DefaultValue("6h") Duration recheck,
    @DefaultValue("35") @Min(1) @Max(400) int recheckDays,
    @DefaultValue("500") @Min(1) @Max(1_000) int pageLines,
    @DefaultValue("2d") Duration keepLines) {}
