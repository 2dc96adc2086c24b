package io.dams.systemtests.bench.core;

import io.dams.contracts.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What there is of a core's snapshots, by the records that tell their hashes. */
final class SnapshotWatch {

  private static final String HASH_KEY = "hash-";
  private static final Duration WITHIN = Duration.ofMinutes(5);

  private SnapshotWatch() {}

  /** Waits for a snapshot at or behind an offset; where it is. */
  static long await(String bootstrap, int shard, long offset) {
    TopicPartition partition = new TopicPartition(Topics.CORE_SNAPSHOT, shard);
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long endNanos = System.nanoTime() + WITHIN.toNanos();
      while (System.nanoTime() < endNanos) {
        for (ConsumerRecord<String, byte[]> entry : consumer.poll(Duration.ofMillis(200))) {
          if (entry.key().startsWith(HASH_KEY)) {
            long at = Long.parseLong(entry.key().substring(HASH_KEY.length()));
            if (at >= offset) {
              return at;
            }
          }
        }
      }
    }
    throw new IllegalStateException("no snapshot behind offset " + offset);
  }
}
