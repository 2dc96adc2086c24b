/**
 * What can be seen of the shards of this instance: phase, place in the log, how near they are to
 * their bounds, and a hash of the state. A shard's thread reports; metrics, health and the API read
 * what it reported, and never reach into the shard.
 */
@NullMarked
package io.dams.matching.status;

import org.jspecify.annotations.NullMarked;
