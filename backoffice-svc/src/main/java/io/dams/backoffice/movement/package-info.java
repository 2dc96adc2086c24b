/**
 * Movements of points at merchants, and the obligations that carry them out. Serves invariants 4
 * (once: the id is derived from what a movement is for) and 5 (unknown is not failed).
 */
@NullMarked
package io.dams.backoffice.movement;

import org.jspecify.annotations.NullMarked;
