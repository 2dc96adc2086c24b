/**
 * The process that owns the fleet: it starts everything in order, answers how it goes, and ends
 * everything in order. It restarts nothing by itself. If it is killed, all its children are.
 */
@NullMarked
package io.dams.sandbox.supervisor;

import org.jspecify.annotations.NullMarked;
