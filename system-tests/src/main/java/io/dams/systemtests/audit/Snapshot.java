package io.dams.systemtests.audit;

import java.util.List;

/**
 * The books, what was still under way when they were read, and what stands in the error book.
 *
 * @param unrest empty when the fleet was at rest
 * @param errors open rows of {@code point_error_statement_book}
 */
record Snapshot(Books books, List<Unrest> unrest, List<ErrorEntry> errors) {

  Snapshot {
    unrest = List.copyOf(unrest);
    errors = List.copyOf(errors);
  }

  /** A movement that could not be made; seen, owed and tried again, and so no breach. */
  record ErrorEntry(String transferId, String kind, String exCode, long units, String reason) {}
}
