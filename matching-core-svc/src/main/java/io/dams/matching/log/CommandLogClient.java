package io.dams.matching.log;

import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads one shard's command log, and of its event stream the end. It changes nothing. One thread,
 * except {@link #wakeUp()}. Kafka's exceptions pass through.
 */
public class CommandLogClient implements AutoCloseable {

  private static final Duration POLL_WAIT = Duration.ofMillis(100);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final TopicPartition commands;
  private final TopicPartition events;
  private final CoreRecordMapper mapper;
  private final Duration timeout;
  private final KafkaConsumer<String, byte[]> consumer;

  /** Opens the client. It does not connect before it is asked. */
  public CommandLogClient(int shard, KafkaSettings settings, CoreRecordMapper mapper) {
    this.commands = new TopicPartition(Topics.CORE_ORDER, shard);
    this.events = new TopicPartition(Topics.CORE_EVENT, shard);
    this.mapper = mapper;
    this.timeout = settings.properties().callTimeout();
    this.consumer = new KafkaConsumer<>(settings.consumer("shard-" + shard));
    consumer.assign(List.of(commands));
  }

  /**
   * What was committed of a shard.
   *
   * @param nextOffset of the first command that is not
   * @param sequence of the last event; 0 when there is none
   */
  public record Committed(long nextOffset, long sequence) {}

  /** Before it all commands are certainly done, by the last event that was said. */
  public long doneOffset() {
    return beyond(lastEvent());
  }

  /** Where the shard stands. Final only for whoever has fenced all others before. */
  public Committed committed() {
    CoreEvent last = lastEvent();
    long sequence = last == null ? 0 : last.sequence();
    long beyondLast = beyond(last);
    OffsetAndMetadata offset = consumer.committed(Set.of(commands)).get(commands);
    // A group without members forgets its offsets after some days of rest; the stream does not.
    return new Committed(
        offset == null ? beyondLast : Math.max(offset.offset(), beyondLast), sequence);
  }

  /** The offset behind the last command in the log. */
  public long endOffset() {
    return consumer.endOffsets(List.of(commands)).getOrDefault(commands, 0L);
  }

  /** The offset of the first command in the log. */
  public long beginningOffset() {
    return consumer.beginningOffsets(List.of(commands)).getOrDefault(commands, 0L);
  }

  /** Goes on reading at this command. */
  public void seek(long offset) {
    consumer.seek(commands, offset);
  }

  /** The offset of the command that is read next. */
  public long position() {
    return consumer.position(commands);
  }

  /** Commands behind the position; -1 while unknown. */
  public long lag() {
    return consumer.currentLag(commands).orElse(-1);
  }

  /** The next commands, in order; none when there are none for a while. */
  public List<LoggedCommand> poll() {
    return consumer.poll(POLL_WAIT).records(commands).stream().map(mapper::logged).toList();
  }

  /** Under which offsets of this log are committed in a transaction. */
  public ConsumerGroupMetadata groupMetadata() {
    return consumer.groupMetadata();
  }

  /** Makes a call of the owner's thread that waits return by an exception. Any thread may. */
  public void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
  }

  /** A command's events are committed together. */
  private static long beyond(@Nullable CoreEvent last) {
    return last == null ? 0 : last.command() + 1;
  }

  private @Nullable CoreEvent lastEvent() {
    consumer.assign(List.of(events));
    try {
      PartitionReadClient stream = new PartitionReadClient(consumer, events, timeout);
      ConsumerRecord<String, byte[]> last = stream.lastBefore(stream.end(), _ -> true);
      return last == null ? null : mapper.event(last);
    } finally {
      consumer.assign(List.of(commands));
    }
  }
}
