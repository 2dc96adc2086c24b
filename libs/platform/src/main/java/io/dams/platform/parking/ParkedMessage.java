package io.dams.platform.parking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that its listener could not take, or that followed one with the same key.
 *
 * @param source who sent it; empty when it does not say
 * @param sequenceNumber its number within source, topic and key; 0 when it has none
 * @param waitsFor the number that must come before it; null when something else is wrong
 * @param headers names and values, as JSON
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as they came, never compared
record ParkedMessage(
    long id,
    String consumer,
    String topic,
    int partitionNumber,
    long offsetNumber,
    String messageKey,
    String source,
    long sequenceNumber,
    @Nullable Long waitsFor,
    byte @Nullable [] payload,
    String headers,
    String reason,
    Instant parkedAt) {}
