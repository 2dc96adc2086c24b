package io.dams.gateway.door;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Rules for every request.
 *
 * @param maxBody the most bytes that a request's body may have
 * @param bodyWithin how long a client may take to send it
 * @param valueMoving paths whose POST moves value and so needs an {@code Idempotency-Key}
 */
@Validated
@ConfigurationProperties("dams.gateway.door")
record DoorSettings(
    @NotNull @DefaultValue("64KB") DataSize maxBody,
    @NotNull @DefaultValue("10s") Duration bodyWithin,
    @NotEmpty List<String> valueMoving) {}
