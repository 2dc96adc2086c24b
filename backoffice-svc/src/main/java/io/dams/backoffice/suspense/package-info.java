/**
 * The users' suspense: points that were bought, or were not sold, and whose destination is closed
 * at the merchant. They stay in the intermediary account until the user binds an account again or
 * an operator names one (invariants 2 and 9).
 */
@NullMarked
package io.dams.backoffice.suspense;

import org.jspecify.annotations.NullMarked;
