/**
 * How an instance comes to own a shard: it follows the log with an engine of its own up to what the
 * owner committed, sees by the committed offset whether there is an owner, and then fences.
 */
@NullMarked
package io.dams.matching.takeover;

import org.jspecify.annotations.NullMarked;
