/**
 * Points that buy legs got: the trades of one leg in one command of the core go to the buyer as one
 * transfer, to the destination that was stored when the order was placed.
 */
@NullMarked
package io.dams.backoffice.settle;

import org.jspecify.annotations.NullMarked;
