/**
 * What an order is in the ledger, and the obligations that bring it there: a journal for a transfer
 * in; a hold, its post or its end for a transfer out. Serves invariant 1: entries sum to zero.
 */
@NullMarked
package io.dams.transfer.posting;

import org.jspecify.annotations.NullMarked;
