package io.dams.platform.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code message_outbox} as the relay reads it. */
@SuppressWarnings("ArrayRecordComponent") // bytes as they came, never compared
record OutboxRow(
    long id,
    String messageId,
    int bucket,
    String topic,
    @Nullable Integer partitionNumber,
    String messageKey,
    long sequenceNumber,
    String type,
    byte[] payload,
    @Nullable String traceparent,
    Instant createdAt) {

  /** Rows of one stream keep their order. */
  record Stream(String topic, String key) {}

  Stream stream() {
    return new Stream(topic, messageKey);
  }

  /** Where a row goes; its partition is null when Kafka chooses it by the key. */
  record Place(String topic, @Nullable Integer partition) {}

  Place place() {
    return new Place(topic, partitionNumber);
  }
}
