/** The merchants' conformance suite as a command of {@code ./fleet}. */
@NullMarked
package io.dams.sandbox.conformance;

import org.jspecify.annotations.NullMarked;
