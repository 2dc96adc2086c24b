package io.dams.platform.idempotency;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of idempotency keys.
 *
 * @param keepDays how long a client may repeat a request and get the first answer
 */
@Validated
@ConfigurationProperties("dams.idempotency")
public record IdempotencyProperties(@DefaultValue("30") @Min(1) int keepDays) {}
