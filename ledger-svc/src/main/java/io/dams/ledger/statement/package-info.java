/**
 * Mirrors of the merchants' accounts, from the movements that the merchants confirmed. Serves the
 * invariant that the intermediary's balance is what is held, traded or in suspense.
 */
@NullMarked
package io.dams.ledger.statement;

import org.jspecify.annotations.NullMarked;
