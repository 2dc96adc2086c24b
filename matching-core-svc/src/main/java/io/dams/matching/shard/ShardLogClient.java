package io.dams.matching.shard;

import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreOrder;
import io.dams.contracts.topic.Topics;
import io.dams.matching.log.CommandLogClient;
import io.dams.matching.log.CoreRecordMapper;
import io.dams.matching.log.KafkaSettings;
import io.dams.matching.log.SentRecordClient;
import io.dams.matching.takeover.OwnerWatchClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one shard's owner writes: events and offsets in transactions, and its ticks. One thread, and
 * one instance for each take-over. Kafka's exceptions pass through.
 */
class ShardLogClient implements AutoCloseable {

  private static final Logger logger = LoggerFactory.getLogger(ShardLogClient.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final TopicPartition commands;
  private final CommandLogClient log;
  private final CoreRecordMapper mapper;
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaProducer<String, byte[]> ticks;
  private boolean inTransaction;

  ShardLogClient(int shard, CommandLogClient log, KafkaSettings settings, CoreRecordMapper mapper) {
    this.commands = new TopicPartition(Topics.CORE_ORDER, shard);
    this.log = log;
    this.mapper = mapper;
    this.producer = new KafkaProducer<>(settings.transactionalProducer(shard));
    this.ticks = new KafkaProducer<>(settings.commandProducer(Integer.toString(shard)));
  }

  /**
   * Makes this the owner: fences whoever had the shard and finishes or aborts what it had begun.
   * Only what is read of offsets after that is final.
   */
  void fenceOthers() {
    producer.initTransactions();
  }

  /** Adds a command's events to the transaction, all or, when one cannot be written, none. */
  void send(List<CoreEvent> told, byte @Nullable [] traceparent) {
    List<ProducerRecord<String, byte[]>> entries =
        told.stream().map(event -> mapper.entry(event, traceparent)).toList();
    begin();
    entries.forEach(producer::send);
  }

  /** Adds to the transaction that a command is passed over. */
  void sendSkip(CoreOrder.SkipCommand skip, Instant now) {
    int shard = commands.partition();
    String id = "skip-" + shard + "-" + skip.offset();
    begin();
    producer.send(mapper.command(shard, skip, id, now));
  }

  /** Commits the events sent and that all commands before this offset are done, at once. */
  void commit(long nextOffset) {
    commit(new OffsetAndMetadata(nextOffset));
  }

  /** Commits that all commands before this offset are done and that nobody owns the shard now. */
  void release(long nextOffset) {
    commit(new OffsetAndMetadata(nextOffset, OwnerWatchClient.RELEASED));
  }

  /** Appends a tick to the log. A tick that gets lost is followed by another. */
  void tick(Instant now) {
    int shard = commands.partition();
    String id = "tick-" + shard + "-" + now.toEpochMilli();
    ticks.send(
        mapper.command(shard, new CoreOrder.Tick(), id, now),
        (_, failure) -> {
          if (failure != null) {
            logger.warn("shard {}: a tick was not appended", shard, failure);
          }
        });
  }

  /** Appends a command of the core's own to the log, and waits until it is there: its offset. */
  long append(CoreOrder command, Instant now) {
    int shard = commands.partition();
    String id = "core-" + shard + "-" + now.toEpochMilli();
    return SentRecordClient.offset(ticks.send(mapper.command(shard, command, id, now)));
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
    ticks.close(CLOSE_TIMEOUT);
  }

  private void begin() {
    if (!inTransaction) {
      producer.beginTransaction();
      inTransaction = true;
    }
  }

  private void commit(OffsetAndMetadata offset) {
    begin();
    producer.sendOffsetsToTransaction(Map.of(commands, offset), log.groupMetadata());
    producer.commitTransaction();
    inTransaction = false;
  }
}
