/** Amounts, rates and fees, to the unit. */
@NullMarked
package io.dams.transfer.amount;

import org.jspecify.annotations.NullMarked;
