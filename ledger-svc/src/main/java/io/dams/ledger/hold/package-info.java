/**
 * Tokens set aside on a user's account until they are posted or voided. Serves the invariant that
 * open holds equal open obligations.
 */
@NullMarked
package io.dams.ledger.hold;

import org.jspecify.annotations.NullMarked;
