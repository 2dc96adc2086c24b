/**
 * A straight replay of a shard's log, outside any service: rebuilds every event and the state at
 * any offset, and compares both with what was recorded.
 */
@NullMarked
package io.dams.matching.replay;

import org.jspecify.annotations.NullMarked;
