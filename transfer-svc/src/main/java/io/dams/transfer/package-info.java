/**
 * Transfers between partner apps and internal funds, as seed 003 describes them. Each package is a
 * feature; the money itself is in the ledger.
 */
@NullMarked
package io.dams.transfer;

import org.jspecify.annotations.NullMarked;
