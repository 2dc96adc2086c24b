package io.dams.gateway.token;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How access tokens are checked.
 *
 * @param jwksUri where the issuer publishes its keys (RFC 7517)
 * @param issuer the {@code iss} that a token must have
 * @param audience what its {@code aud} must hold
 * @param clockSkew how far its times may be from ours
 * @param fetchTimeout bound of one fetch of the keys
 * @param fetchEvery the least time between two fetches, whatever unknown key ids are asked for
 * @param refreshAfter keys older than this are fetched anew, while the old ones still serve
 * @param discardAfter keys older than this are no longer trusted
 * @param rememberFor how long a signature that was found right is not verified again
 */
@Validated
@ConfigurationProperties("dams.gateway.token")
record TokenSettings(
    @NotNull URI jwksUri,
    @NotBlank @DefaultValue("frontoffice-svc") String issuer,
    @NotBlank @DefaultValue("dams") String audience,
    @DefaultValue("5s") Duration clockSkew,
    @DefaultValue("2s") Duration fetchTimeout,
    @DefaultValue("10s") Duration fetchEvery,
    @DefaultValue("5m") Duration refreshAfter,
    @DefaultValue("1h") Duration discardAfter,
    @DefaultValue("1m") Duration rememberFor) {}
