package io.dams.platform.outbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The relay's settings.
 *
 * @param relay whether this process sends; writing to the outbox works without
 * @param pollInterval how long a message waits at most when the process that wrote it does not hold
 *     its bucket
 * @param lease for how long a dead relay's buckets stay unsent
 * @param sendTimeout how long Kafka may take to accept a record; shorter than half the lease
 * @param batch rows read at once
 * @param maxPayloadBytes a larger payload is refused in the transaction that writes it
 */
@Validated
@ConfigurationProperties("dams.outbox")
public record OutboxProperties(
    @DefaultValue("true") boolean relay,
    @DefaultValue("300ms") @NotNull Duration pollInterval,
    @DefaultValue("10s") @NotNull Duration lease,
    @DefaultValue("4s") @NotNull Duration sendTimeout,
    @DefaultValue("500") @Min(1) @Max(5_000) int batch,
    @DefaultValue("900000") @Min(1_000) @Max(1_000_000) int maxPayloadBytes) {

  /** Throws {@link IllegalArgumentException} when a send could outlive its lease. */
  public OutboxProperties {
    if (sendTimeout.multipliedBy(2).compareTo(lease) > 0) {
      throw new IllegalArgumentException(
          "dams.outbox.send-timeout must be at most half of dams.outbox.lease");
    }
  }
}
