package io.dams.contracts.ledger;

import io.dams.contracts.money.AssetCode;
import java.util.Objects;

/**
 * An account as other services name it. One that nobody has named before is opened.
 *
 * @param kind what it is for
 * @param owner of a USER account the user's id; of a SYSTEM account the app, 1 to 20 of {@code A-Z
 *     a-z 0-9 _ -}
 * @param fund which of the owner's funds (seed 003: {@code fund_id}); 0 is what orders use
 * @param asset the asset that it counts
 */
public record LedgerAccount(Kind kind, String owner, int fund, AssetCode asset) {

  /** Throws {@link NullPointerException} when something is missing. */
  public LedgerAccount {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(owner);
    Objects.requireNonNull(asset);
  }

  /** What an account is for. */
  public enum Kind {
    /** What a user may spend; never below zero. */
    USER,
    /** An app's own; may be below zero, as it stands for what a partner holds outside. */
    SYSTEM
  }
}
