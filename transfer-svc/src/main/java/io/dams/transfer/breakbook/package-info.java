/**
 * The book of breaks: where a partner or the ledger does not say of an order what we say. Serves
 * invariants 8 (agreement) and 9 (nothing silent).
 */
@NullMarked
package io.dams.transfer.breakbook;

import org.jspecify.annotations.NullMarked;
