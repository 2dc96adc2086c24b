/**
 * The ledger, where the money is. Each order has one name there for each thing that is done, so
 * that to ask again is always safe. Serves invariants 1 (conservation), 4 (once) and 5 (unknown is
 * not failed).
 */
@NullMarked
package io.dams.transfer.ledger;

import org.jspecify.annotations.NullMarked;
