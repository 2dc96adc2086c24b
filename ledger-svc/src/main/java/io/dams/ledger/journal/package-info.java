/**
 * Journals of balanced entries, posted once and never changed. Serves conservation: the entries of
 * each asset sum to zero.
 */
@NullMarked
package io.dams.ledger.journal;

import org.jspecify.annotations.NullMarked;
