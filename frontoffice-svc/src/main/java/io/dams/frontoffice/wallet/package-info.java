/**
 * Points that a user has bound ({@code pointwallet}), with their live balances at the merchants.
 */
@NullMarked
package io.dams.frontoffice.wallet;

import org.jspecify.annotations.NullMarked;
