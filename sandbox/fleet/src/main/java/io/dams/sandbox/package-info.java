/**
 * The fleet's command line: {@link io.dams.sandbox.FleetCommand}s over one {@link
 * io.dams.sandbox.Installation}.
 */
@NullMarked
package io.dams.sandbox;

import org.jspecify.annotations.NullMarked;
