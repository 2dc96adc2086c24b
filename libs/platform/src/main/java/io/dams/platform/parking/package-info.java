/**
 * Records that a listener could not take are parked with what follows of the same key, listed, and
 * replayed by an operator.
 */
@NullMarked
package io.dams.platform.parking;

import org.jspecify.annotations.NullMarked;
