package io.dams.contracts.ledger;

import java.util.List;

/**
 * Body of {@code POST /internal/fund-holds/{hold}/posts/{post}}: pay out of a hold, all payees or
 * none. Idempotent by the post's name within the hold; another body is refused.
 *
 * @param payees 1 to {@value #MAX_PAYEES}; each account once; units positive, together at most what
 *     the hold has left
 */
public record FundHoldPost(List<LedgerLine> payees) {

  /** The most payees of a post. */
  public static final int MAX_PAYEES = 10;

  /** Copies the list. */
  public FundHoldPost {
    payees = List.copyOf(payees);
  }
}
