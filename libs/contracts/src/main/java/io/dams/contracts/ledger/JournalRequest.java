package io.dams.contracts.ledger;

import java.util.List;

/**
 * Body of {@code PUT /internal/journals/{reference}}: units move between accounts, all or nothing.
 * Idempotent by the reference, which is the caller's own; another body is refused.
 *
 * @param entries 2 to {@value #MAX_ENTRIES}; each account once; for each asset they sum to zero
 */
public record JournalRequest(List<LedgerLine> entries) {

  /** The most entries of a journal. */
  public static final int MAX_ENTRIES = 20;

  /** Copies the list. */
  public JournalRequest {
    entries = List.copyOf(entries);
  }
}
