/**
 * Journals of the ledger, on disk when they are answered, against the same rows written by plain
 * batched statements; and what one busy account costs.
 */
@NullMarked
package io.dams.systemtests.bench.ledger;

import org.jspecify.annotations.NullMarked;
