/**
 * Orders and cancels as they arrive: what is known already is passed over, what is incomplete fails
 * at once, and everything else is handed to the preparation. Seed 001, order chapter, step 2.
 */
@NullMarked
package io.dams.backoffice.arrival;

import org.jspecify.annotations.NullMarked;
