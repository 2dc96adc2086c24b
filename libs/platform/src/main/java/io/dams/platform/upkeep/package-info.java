/**
 * Chores that a service does beside its work, each on a thread of its own: old rows are deleted,
 * numbers for metrics are read.
 */
@NullMarked
package io.dams.platform.upkeep;

import org.jspecify.annotations.NullMarked;
