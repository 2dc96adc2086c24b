package io.dams.matching.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command as it stands in the log, unread.
 *
 * @param place topic, partition and offset, for people
 * @param type as its header says; empty when it says nothing
 * @param at when the log took it
 * @param value its bytes; null for a record without any
 * @param traceparent of the trace that it belongs to; null when it was not traced
 */
@SuppressWarnings("ArrayRecordComponent") // read once and thrown away, never compared
public record LoggedCommand(
    String place,
    String type,
    long offset,
    Instant at,
    byte @Nullable [] value,
    byte @Nullable [] traceparent) {}
