package io.dams.frontoffice.login;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of codes and logins.
 *
 * @param codeLife how long a code is good
 * @param codeAttempts how often a code may be tried
 * @param codePause between two codes to one phone
 * @param codesPerPhone codes to one phone in an hour
 * @param codesPerDevice codes asked for by one device in an hour
 * @param codesPerAddress codes asked for from one address in an hour
 * @param loginsPerAddress logins tried from one address in an hour
 */
@Validated
@ConfigurationProperties("dams.login.limits")
record LoginProperties(
    @DefaultValue("5m") Duration codeLife,
    @DefaultValue("5") @Min(1) @Max(10) int codeAttempts,
    @DefaultValue("60s") Duration codePause,
    @DefaultValue("5") @Min(1) int codesPerPhone,
    @DefaultValue("10") @Min(1) int codesPerDevice,
    @DefaultValue("30") @Min(1) int codesPerAddress,
    @DefaultValue("100") @Min(1) int loginsPerAddress) {}
