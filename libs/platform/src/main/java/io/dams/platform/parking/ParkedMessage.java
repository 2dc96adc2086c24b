package io.dams.platform.parking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that its listener could not take, or that followed one with the same key.
 *
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
    byte @Nullable [] payload,
    String headers,
    String reason,
    Instant parkedAt) {}
