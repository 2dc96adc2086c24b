package io.dams.frontoffice.session;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Keys and lives of tokens.
 *
 * @param tokenKeyFile PKCS#8 PEM of a P-256 key: signs access tokens
 * @param accessTokenLife of minutes, since access tokens are not revoked
 * @param refreshTokenLife since its issue
 * @param sessionLife however often it is refreshed
 */
@Validated
@ConfigurationProperties("dams.login")
record SessionProperties(
    @NotNull Path tokenKeyFile,
    @DefaultValue("10m") Duration accessTokenLife,
    @DefaultValue("30d") Duration refreshTokenLife,
    @DefaultValue("90d") Duration sessionLife) {}
