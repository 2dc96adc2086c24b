/** Ids, groups, threads and messages for the ledger's tests. */
@NullMarked
package io.dams.ledger.testing;

import org.jspecify.annotations.NullMarked;
