/**
 * What a program would otherwise take from its surroundings, and so is injected: the clock and
 * randomness.
 */
@NullMarked
package io.dams.platform.ambient;

import org.jspecify.annotations.NullMarked;
