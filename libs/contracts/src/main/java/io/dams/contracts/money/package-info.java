/** Assets and amounts: minor units in a {@code long}, exact arithmetic, no floating point. */
@NullMarked
package io.dams.contracts.money;

import org.jspecify.annotations.NullMarked;
