package io.dams.platform.inbox;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The inbox's settings.
 *
 * @param keepDays how long a message is remembered; longer than its topic keeps it
 */
@Validated
@ConfigurationProperties("dams.inbox")
public record InboxProperties(@DefaultValue("30") @Min(1) int keepDays) {}
