package io.dams.gateway.route;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When a route is given a rest.
 *
 * @param calls how many of the last calls are looked at
 * @param failurePercent so many of them failed as a peer: the circuit opens
 * @param openFor how long nothing is sent
 * @param trials how many calls then try it out
 */
@Validated
@ConfigurationProperties("dams.gateway.circuit")
record CircuitSettings(
    @Min(2) @DefaultValue("20") int calls,
    @Min(1) @Max(100) @DefaultValue("50") int failurePercent,
    @NotNull @DefaultValue("3s") Duration openFor,
    @Min(1) @DefaultValue("3") int trials) {}
