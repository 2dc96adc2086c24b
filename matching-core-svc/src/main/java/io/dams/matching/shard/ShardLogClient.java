package io.dams.matching.shard;

import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One shard's command log and event stream in Kafka, as its owner uses them: one thread, and one
 * instance for each take-over. Kafka's exceptions pass through.
 */
class ShardLogClient implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ShardLogClient.class);
  private static final Duration POLL_WAIT = Duration.ofMillis(100);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  /** So far back from the end the last event is looked for at first; then further. */
  private static final long FIRST_LOOK_BACK = 16;

  private final TopicPartition commands;
  private final TopicPartition events;
  private final CoreRecordMapper mapper;
  private final KafkaConsumer<String, byte[]> consumer;
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaProducer<String, byte[]> ticks;
  private boolean inTransaction;

  ShardLogClient(int shard, String groupId, KafkaSettings settings, CoreRecordMapper mapper) {
    this.commands = new TopicPartition(Topics.CORE_ORDER, shard);
    this.events = new TopicPartition(Topics.CORE_EVENT, shard);
    this.mapper = mapper;
    this.consumer = new KafkaConsumer<>(settings.consumer(groupId, "shard-" + shard));
    this.producer = new KafkaProducer<>(settings.transactionalProducer(shard));
    this.ticks = new KafkaProducer<>(settings.tickProducer(shard));
    consumer.assign(List.of(commands));
  }

  /**
   * Makes this the owner: fences whoever had the shard and finishes or aborts what it had begun.
   * Only what is read of offsets after that is final.
   */
  void fenceOthers() {
    producer.initTransactions();
  }

  /** Where the shard stands, by what was committed. */
  Committed committed() {
    CoreEvent last = lastEvent();
    long sequence = last == null ? 0 : last.sequence();
    long beyondLast = last == null ? 0 : last.command() + 1;
    Long offset = committedOffset();
    // A group without members forgets its offsets after some days of rest; the stream does not.
    return new Committed(offset == null ? beyondLast : Math.max(offset, beyondLast), sequence);
  }

  /**
   * What was committed of a shard.
   *
   * @param nextOffset of the first command that is not
   * @param sequence of the last event; 0 when there is none
   */
  record Committed(long nextOffset, long sequence) {}

  private @Nullable Long committedOffset() {
    OffsetAndMetadata committed = consumer.committed(Set.of(commands)).get(commands);
    return committed == null ? null : committed.offset();
  }

  /** The offset behind the last command in the log. */
  long endOffset() {
    return consumer.endOffsets(List.of(commands)).getOrDefault(commands, 0L);
  }

  /** The offset of the first command in the log. */
  long beginningOffset() {
    return consumer.beginningOffsets(List.of(commands)).getOrDefault(commands, 0L);
  }

  /** Goes on reading at this command. */
  void seek(long offset) {
    consumer.seek(commands, offset);
  }

  /** The offset of the command that is read next. */
  long position() {
    return consumer.position(commands);
  }

  /** Commands behind the position; -1 while unknown. */
  long lag() {
    return consumer.currentLag(commands).orElse(-1);
  }

  /** The next commands, in order; none when there are none for a while. */
  List<LoggedCommand> poll() {
    return consumer.poll(POLL_WAIT).records(commands).stream().map(mapper::logged).toList();
  }

  /** Adds a command's events to the transaction, all or, when one cannot be written, none. */
  void send(List<CoreEvent> told, byte @Nullable [] traceparent) {
    List<ProducerRecord<String, byte[]>> entries =
        told.stream().map(event -> mapper.entry(event, traceparent)).toList();
    begin();
    entries.forEach(producer::send);
  }

  /** Commits the events sent and that all commands before this offset are done, at once. */
  void commit(long nextOffset) {
    begin();
    producer.sendOffsetsToTransaction(
        Map.of(commands, new OffsetAndMetadata(nextOffset)), consumer.groupMetadata());
    producer.commitTransaction();
    inTransaction = false;
  }

  /** Appends a tick to the log. A tick that gets lost is followed by another. */
  void tick(Instant now) {
    ticks.send(
        mapper.tick(commands.partition(), now),
        (_, failure) -> {
          if (failure != null) {
            log.warn("shard {}: a tick was not appended", commands.partition(), failure);
          }
        });
  }

  /** Makes a call of the owner's thread that waits return by an exception. Any thread may. */
  void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
    ticks.close(CLOSE_TIMEOUT);
    consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
  }

  private void begin() {
    if (!inTransaction) {
      producer.beginTransaction();
      inTransaction = true;
    }
  }

  private @Nullable CoreEvent lastEvent() {
    consumer.assign(List.of(events));
    try {
      long beginning = consumer.beginningOffsets(List.of(events)).getOrDefault(events, 0L);
      long end = consumer.endOffsets(List.of(events)).getOrDefault(events, 0L);
      // Behind the last event may stand markers of transactions, and events of aborted ones.
      long from = end;
      ConsumerRecord<String, byte[]> last = null;
      for (long back = FIRST_LOOK_BACK; last == null && from > beginning; back *= FIRST_LOOK_BACK) {
        from = Math.max(beginning, end - back);
        last = lastFrom(from, end);
      }
      return last == null ? null : mapper.event(last);
    } finally {
      consumer.assign(List.of(commands));
    }
  }

  private @Nullable ConsumerRecord<String, byte[]> lastFrom(long from, long end) {
    consumer.seek(events, from);
    ConsumerRecord<String, byte[]> last = null;
    while (consumer.position(events) < end) {
      List<ConsumerRecord<String, byte[]>> entries = consumer.poll(POLL_WAIT).records(events);
      if (!entries.isEmpty()) {
        last = entries.getLast();
      }
    }
    return last;
  }
}
