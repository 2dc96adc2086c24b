/**
 * How much is open, for how long, and what was given up, as numbers for Prometheus. Serves
 * invariant 9: nothing silent.
 */
@NullMarked
package io.dams.transfer.backlog;

import org.jspecify.annotations.NullMarked;
