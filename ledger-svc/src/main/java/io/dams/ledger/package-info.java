/** The ledger: double-entry accounts, holds, and the histories of orders and trades. */
@NullMarked
package io.dams.ledger;

import org.jspecify.annotations.NullMarked;
