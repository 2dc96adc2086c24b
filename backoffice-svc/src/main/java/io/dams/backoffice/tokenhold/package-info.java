/**
 * Tokens that the ledger holds for a group with one buy leg and nothing to sell. Backoffice places
 * the hold, and voids it only while the group is not submitted; afterwards the ledger ends it with
 * the group.
 */
@NullMarked
package io.dams.backoffice.tokenhold;

import org.jspecify.annotations.NullMarked;
