package io.dams.systemtests.bench.core;

import io.dams.contracts.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.json.JsonMapper;

/**
 * The baseline, in a JVM of its own: consumes the core's commands and produces bytes, in
 * transactions of as many commands as the core's, without any logic. Prints its commands a second.
 * Arguments: bootstrap servers, shard, commands to warm up with, commands to measure, {@code
 * commands} (each command's bytes once) or {@code events} (for each command as many records of as
 * many bytes as the core said to it).
 */
final class CopyLoop {

  static final String OUTPUT = "bench.copy";

  private static final int BATCH = 500;
  private static final String SERIALIZER =
      "org.apache.kafka.common.serialization.ByteArraySerializer";
  private static final String DESERIALIZER =
      "org.apache.kafka.common.serialization.ByteArrayDeserializer";

  private CopyLoop() {}

  public static void main(String[] arguments) {
    String bootstrap = arguments[0];
    int shard = Integer.parseInt(arguments[1]);
    long warmUp = Long.parseLong(arguments[2]);
    long end = warmUp + Long.parseLong(arguments[3]);
    boolean asEvents = arguments[4].equals("events");
    int[][] sizes = asEvents ? eventSizes(bootstrap, shard, (int) end) : new int[0][];
    System.out.println(run(bootstrap, shard, warmUp, end, sizes));
  }

  private static long run(String bootstrap, int shard, long warmUp, long end, int[][] sizes) {
    TopicPartition commands = new TopicPartition(Topics.CORE_ORDER, shard);
    String name = "copy-" + shard + "-" + (sizes.length > 0);
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", bootstrap,
            "acks", "all",
            "transactional.id", name,
            "linger.ms", 20,
            "batch.size", 256 << 10,
            "key.serializer", SERIALIZER,
            "value.serializer", SERIALIZER);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrap, name);
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings)) {
      producer.initTransactions();
      consumer.assign(List.of(commands));
      consumer.seek(commands, 0);
      long startNanos = 0;
      long done = 0;
      long startedAt = 0;
      while (done < end) {
        List<ConsumerRecord<byte[], byte[]>> batch =
            consumer.poll(Duration.ofMillis(100)).records(commands);
        if (batch.isEmpty()) {
          continue;
        }
        producer.beginTransaction();
        batch.forEach(entry -> copy(producer, shard, entry, sizes));
        done = batch.getLast().offset() + 1;
        producer.sendOffsetsToTransaction(
            Map.of(commands, new OffsetAndMetadata(done)), consumer.groupMetadata());
        producer.commitTransaction();
        if (startNanos == 0 && done >= warmUp) {
          startNanos = System.nanoTime();
          startedAt = done;
        }
      }
      return (done - startedAt) * 1_000_000_000L / (System.nanoTime() - startNanos);
    }
  }

  private static void copy(
      KafkaProducer<byte[], byte[]> producer,
      int shard,
      ConsumerRecord<byte[], byte[]> entry,
      int[][] sizes) {
    if (sizes.length == 0) {
      producer.send(new ProducerRecord<>(OUTPUT, shard, entry.key(), entry.value()));
      return;
    }
    int offset = (int) entry.offset();
    for (int size : offset < sizes.length ? sizes[offset] : new int[0]) {
      byte[] value = Arrays.copyOf(entry.value(), size);
      producer.send(new ProducerRecord<>(OUTPUT, shard, entry.key(), value));
    }
  }

  /** The sizes of the events that the core said to each command. */
  private static int[][] eventSizes(String bootstrap, int shard, int commands) {
    List<List<Integer>> sizes = new ArrayList<>();
    for (int i = 0; i < commands; i++) {
      sizes.add(new ArrayList<>(4));
    }
    TopicPartition events = new TopicPartition(Topics.CORE_EVENT, shard);
    JsonMapper json = JsonMapper.builder().build();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrap, "sizes")) {
      consumer.assign(List.of(events));
      consumer.seek(events, 0);
      long end = consumer.endOffsets(List.of(events)).getOrDefault(events, 0L);
      while (consumer.position(events) < end) {
        for (ConsumerRecord<byte[], byte[]> entry :
            consumer.poll(Duration.ofMillis(100)).records(events)) {
          int command = json.readTree(entry.value()).get("command").asInt();
          if (command < commands) {
            sizes.get(command).add(entry.value().length);
          }
        }
      }
    }
    return sizes.stream()
        .map(it -> it.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrap, String group) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("group.id", group);
    settings.put("enable.auto.commit", false);
    settings.put("isolation.level", "read_committed");
    settings.put("max.poll.records", BATCH);
    settings.put("max.partition.fetch.bytes", 4 << 20);
    settings.put("key.deserializer", DESERIALIZER);
    settings.put("value.deserializer", DESERIALIZER);
    return new KafkaConsumer<>(settings);
  }
}
