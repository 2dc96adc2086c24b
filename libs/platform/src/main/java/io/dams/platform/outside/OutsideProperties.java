package io.dams.platform.outside;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of calls to outside parties.
 *
 * @param allow {@code host:port} that may be called although it is not on the public internet, and
 *     without TLS: for a sandbox, empty in production
 * @param connectTimeout for the connection
 * @param wholeTimeout for everything, from the first byte sent to the last one read
 * @param connectionsPerHost at once, to one host
 * @param connections at once, to all
 * @param maxAnswerBytes a longer answer counts as none
 */
@Validated
@ConfigurationProperties("dams.outside")
public record OutsideProperties(
    @DefaultValue List<String> allow,
    @DefaultValue("2s") @NotNull Duration connectTimeout,
    @DefaultValue("10s") @NotNull Duration wholeTimeout,
    @DefaultValue("16") @Min(1) @Max(1_000) int connectionsPerHost,
    @DefaultValue("400") @Min(1) @Max(10_000) int connections,
    @DefaultValue("65536") @Min(1_024) @Max(10_485_760) int maxAnswerBytes) {}
