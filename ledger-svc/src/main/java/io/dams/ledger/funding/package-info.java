/**
 * How the tokens of an order group move: into and out of its purse, out of its hold. Serves the
 * invariant that the purse's residue in the ledger equals the core's.
 */
@NullMarked
package io.dams.ledger.funding;

import org.jspecify.annotations.NullMarked;
