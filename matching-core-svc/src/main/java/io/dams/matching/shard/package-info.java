/**
 * A shard in service: its log is read from {@code dams.exchange.point.coreOrder}, applied to one
 * engine, and its events are written to {@code dams.exchange.point.coreEvent}, exactly once.
 *
 * <p>Exactly once rests on three things. Events and the offset of their commands are committed in
 * one Kafka transaction. The transactional id is the shard's, so whoever takes the shard over
 * fences whoever had it, and only then reads the committed offset. And the engine is deterministic,
 * so that what was computed but not committed is computed again, alike.
 */
@NullMarked
package io.dams.matching.shard;

import org.jspecify.annotations.NullMarked;
