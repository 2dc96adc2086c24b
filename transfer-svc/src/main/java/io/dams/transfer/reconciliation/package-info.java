/**
 * Each day of each app, order by order: what the partner says and what the ledger has, against our
 * row. Differences go to the book of breaks. Serves invariants 8 (agreement) and 9 (nothing
 * silent).
 */
@NullMarked
package io.dams.transfer.reconciliation;

import org.jspecify.annotations.NullMarked;
