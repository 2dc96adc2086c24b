package io.dams.transfer.callback;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When callbacks are sent.
 *
 * @param pauses before each attempt; empty for those of the specification
 */
@Validated
@ConfigurationProperties("dams.transfer.callback")
record CallbackProperties(@DefaultValue List<Duration> pauses) {}
