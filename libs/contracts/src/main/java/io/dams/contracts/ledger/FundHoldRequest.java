package io.dams.contracts.ledger;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /internal/fund-holds/{hold}}: set units of a user aside until they are posted
 * or voided. Idempotent by the hold's name, which is the caller's own; another body is refused.
 *
 * @param account of kind USER
 * @param units positive minor units; text in JSON
 * @param expiresAt when what is left is free again; null for never
 */
public record FundHoldRequest(
    LedgerAccount account,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long units,
    @Nullable Instant expiresAt) {

  /** Throws {@link NullPointerException} when the account is missing. */
  public FundHoldRequest {
    Objects.requireNonNull(account);
  }
}
