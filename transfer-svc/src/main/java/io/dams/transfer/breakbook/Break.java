package io.dams.transfer.breakbook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A difference.
 *
 * @param rule what should hold: a stable code
 * @param ours what we say
 * @param theirs what the partner or the ledger says
 */
public record Break(
    long id,
    int transferAppId,
    long orderId,
    String rule,
    String ours,
    String theirs,
    State state,
    @Nullable String note,
    @Nullable String operator,
    Instant foundAt,
    Instant seenAt,
    @Nullable Instant closedAt) {

  /** OPEN → EXPLAINED → RESOLVED; a break that is seen again is open again. */
  public enum State {
    OPEN,
    EXPLAINED,
    RESOLVED
  }
}
