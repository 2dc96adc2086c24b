/**
 * From an order that is complete to its submission, or to its failure: everything that has to be
 * ready is owed as an obligation, and each answer decides, in one transaction with the group's
 * rows, what follows. Seed 001, order chapter, the backoffice's first part.
 */
@NullMarked
package io.dams.backoffice.reserve;

import org.jspecify.annotations.NullMarked;
