package io.dams.matching.log;

import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreOrder;
import io.dams.contracts.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Kafka records from and to commands, events and snapshots' manifests. */
public class CoreRecordMapper {

  private static final String TRACEPARENT = "traceparent";

  private static final int TIME_BYTES = 32;

  private final byte[] source;
  private final ObjectReader orders;
  private final ObjectReader events;
  private final ObjectWriter orderWriter;
  private final ObjectWriter eventWriter;
  private final JsonMapper json;

  /**
   * @param source the service's name, for the headers
   */
  public CoreRecordMapper(String source, JsonMapper json) {
    this.source = bytes(source);
    this.json = json;
    this.orders = json.readerFor(CoreOrder.class);
    this.events = json.readerFor(CoreEvent.class);
    this.orderWriter = json.writerFor(CoreOrder.class);
    this.eventWriter = json.writerFor(CoreEvent.class);
  }

  /** A record of the log; throws {@link ShardStoppedException} when it has no append time. */
  public LoggedCommand logged(ConsumerRecord<String, byte[]> entry) {
    String place = place(entry);
    if (entry.timestampType() != TimestampType.LOG_APPEND_TIME) {
      throw new ShardStoppedException(place + " does not tell when the log took it", null);
    }
    Header traceparent = entry.headers().lastHeader(TRACEPARENT);
    Header type = entry.headers().lastHeader(Topics.CE_TYPE);
    return new LoggedCommand(
        place,
        type == null ? "" : new String(type.value(), StandardCharsets.UTF_8),
        entry.offset(),
        Instant.ofEpochMilli(entry.timestamp()),
        entry.value(),
        traceparent == null ? null : traceparent.value());
  }

  /** The command; throws {@link ShardStoppedException} when the record holds none. */
  public CoreOrder order(LoggedCommand command) {
    byte[] value = command.value();
    CoreOrder order = value == null ? null : read(command, value);
    if (order == null) {
      throw new ShardStoppedException(command.place() + " is empty", command.offset(), null);
    }
    return order;
  }

  private @Nullable CoreOrder read(LoggedCommand command, byte[] value) {
    CoreOrder usual = CoreOrderReader.read(value);
    try {
      return usual == null ? orders.readValue(value) : usual;
    } catch (JacksonException e) {
      throw new ShardStoppedException(command.place() + " is malformed", command.offset(), e);
    }
  }

  /** An event that was written before. */
  public CoreEvent event(ConsumerRecord<String, byte[]> entry) {
    try {
      return events.readValue(entry.value());
    } catch (JacksonException e) {
      throw new ShardStoppedException(place(entry) + " is malformed", e);
    }
  }

  /** The bytes of an event: the JSON mapper's, whoever writes them. */
  byte[] bytes(CoreEvent event) {
    byte[] usual = CoreEventWriter.write(event);
    return usual == null ? eventWriter.writeValueAsBytes(event) : usual;
  }

  /** The record of an event. Its aggregate, and so its key, is the shard. */
  public ProducerRecord<String, byte[]> entry(CoreEvent event, byte @Nullable [] traceparent) {
    var entry =
        new ProducerRecord<>(
            Topics.CORE_EVENT, event.shard(), Integer.toString(event.shard()), bytes(event));
    String type = event.body().getClass().getSimpleName();
    head(entry.headers(), event.id(), type, event.at());
    entry.headers().add(Topics.CE_SEQUENCE, bytes(Long.toString(event.sequence())));
    if (traceparent != null) {
      entry.headers().add(TRACEPARENT, traceparent);
    }
    return entry;
  }

  /**
   * The record of a command of the core's own.
   *
   * @param id tells this record from every other of this source
   */
  public ProducerRecord<String, byte[]> command(
      int shard, CoreOrder order, String id, Instant now) {
    var entry =
        new ProducerRecord<>(
            Topics.CORE_ORDER,
            shard,
            Integer.toString(shard),
            orderWriter.writeValueAsBytes(order));
    head(entry.headers(), id, order.getClass().getSimpleName(), now);
    return entry;
  }

  /** What the core noted for itself; null when that cannot be read. */
  public <T> @Nullable T read(byte @Nullable [] value, Class<T> type) {
    try {
      return value == null ? null : json.readValue(value, type);
    } catch (JacksonException e) {
      return null;
    }
  }

  /** Writes what {@link #read} reads. */
  public byte[] write(Object note) {
    return json.writeValueAsBytes(note);
  }

  private void head(Headers headers, String id, String type, Instant at) {
    headers
        .add(Topics.CE_ID, bytes(id))
        .add(Topics.CE_TYPE, bytes(type))
        .add(Topics.CE_SOURCE, source)
        .add(Topics.CE_TIME, new JsonBytes(TIME_BYTES).instant(at).toBytes());
  }

  private static String place(ConsumerRecord<String, byte[]> entry) {
    return entry.topic() + "-" + entry.partition() + "@" + entry.offset();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
