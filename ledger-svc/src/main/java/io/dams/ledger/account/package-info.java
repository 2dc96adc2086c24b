/**
 * Accounts by owner, fund and asset, their balances and floors, and who may do what with which
 * kind. Serves the invariant that no balance which may not be negative is.
 */
@NullMarked
package io.dams.ledger.account;

import org.jspecify.annotations.NullMarked;
