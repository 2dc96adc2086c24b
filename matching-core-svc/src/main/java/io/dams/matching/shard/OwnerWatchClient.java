package io.dams.matching.shard;

import io.dams.contracts.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Looks at how far a shard's owner has come, without touching it. */
class OwnerWatchClient implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final TopicPartition commands;
  private final KafkaConsumer<String, byte[]> consumer;

  OwnerWatchClient(int shard, String groupId, KafkaSettings settings) {
    this.commands = new TopicPartition(Topics.CORE_ORDER, shard);
    this.consumer = new KafkaConsumer<>(settings.consumer(groupId, "watch-" + shard));
    consumer.assign(List.of(commands));
  }

  /** The offset before which all commands are done; 0 when none is known to be. */
  long committedOffset() {
    OffsetAndMetadata committed = consumer.committed(Set.of(commands)).get(commands);
    return committed == null ? 0 : committed.offset();
  }

  /** The offset behind the last command. */
  long endOffset() {
    return consumer.endOffsets(List.of(commands)).getOrDefault(commands, 0L);
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
  }
}
