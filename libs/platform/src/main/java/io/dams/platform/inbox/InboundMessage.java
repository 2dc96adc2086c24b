package io.dams.platform.inbox;

import io.dams.contracts.topic.Topics;
import io.dams.platform.tracing.TraceContexts;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A received record with the headers that its sender must set.
 *
 * @param id unique, made by the origin ({@code ce_id})
 * @param type simple name of the payload's record ({@code ce_type})
 * @param source the sending service ({@code ce_source})
 * @param sequence contiguous within source, topic and key ({@code ce_sequence}); 0 when not sent
 * @param key the aggregate's id; empty when the record has none
 * @param value JSON
 * @param traceparent of the sender's trace; null when it has none
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as they came, never compared
public record InboundMessage(
    String id,
    String type,
    String source,
    long sequence,
    String topic,
    int partition,
    long offset,
    String key,
    byte[] value,
    @Nullable String traceparent) {

  /**
   * Reads a record. Throws {@link IllegalArgumentException} when it has no value or lacks the
   * header {@code ce_id}, {@code ce_type} or {@code ce_source}: such a record is poison.
   */
  public static InboundMessage of(ConsumerRecord<String, byte[]> r) {
    @Nullable String sequence = header(r, Topics.CE_SEQUENCE);
    if (r.value() == null) {
      throw new IllegalArgumentException("record without a value at " + place(r));
    }
    return new InboundMessage(
        required(r, Topics.CE_ID),
        required(r, Topics.CE_TYPE),
        required(r, Topics.CE_SOURCE),
        sequence == null ? 0 : Long.parseLong(sequence),
        r.topic(),
        r.partition(),
        r.offset(),
        r.key() == null ? "" : r.key(),
        r.value(),
        header(r, TraceContexts.TRACEPARENT));
  }

  /** Where it stood, for log lines. */
  public String place() {
    return topic + "-" + partition + "@" + offset;
  }

  @Override
  public String toString() {
    return type + " " + id + " of " + source + " at " + place();
  }

  private static String required(ConsumerRecord<String, byte[]> r, String name) {
    String value = header(r, name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("record without header " + name + " at " + place(r));
    }
    return value;
  }

  /** A header as text; null when the record has none. */
  static @Nullable String header(ConsumerRecord<String, byte[]> r, String name) {
    Header header = r.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static String place(ConsumerRecord<String, byte[]> r) {
    return r.topic() + "-" + r.partition() + "@" + r.offset();
  }
}
