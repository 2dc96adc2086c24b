/**
 * What a transfer is worth: outside amount, inside amount, fee. Every computed amount is rounded
 * down to the ledger's scale; only what comes in with too many digits is refused.
 */
@NullMarked
package io.dams.transfer.amount;

import org.jspecify.annotations.NullMarked;
