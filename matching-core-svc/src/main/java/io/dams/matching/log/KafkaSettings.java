package io.dams.matching.log;

import java.util.HashMap;
import java.util.Map;

/**
 * The settings of the core's Kafka clients: the installation's, with what exactly once needs laid
 * over them.
 *
 * @param groupId under which offsets are committed
 * @param consumerBase the installation's, for consumers
 * @param producerBase the installation's, for producers
 * @param adminBase the installation's, for looking at topics
 */
public record KafkaSettings(
    String groupId,
    Map<String, Object> consumerBase,
    Map<String, Object> producerBase,
    Map<String, Object> adminBase,
    MatchingProperties properties) {

  /** What a consumer holds of the log beyond the batch in hand. */
  private static final int FETCH_BYTES = 4 << 20;

  private static final int PRODUCE_BYTES = 256 << 10;

  private static final String BYTES = "org.apache.kafka.common.serialization.ByteArray";
  private static final String TEXT = "org.apache.kafka.common.serialization.String";

  /** Of a client that looks at topics and offsets. */
  public Map<String, Object> admin() {
    Map<String, Object> settings = new HashMap<>(adminBase);
    settings.put("default.api.timeout.ms", (int) properties.callTimeout().toMillis());
    settings.put("request.timeout.ms", (int) properties.callTimeout().toMillis() / 2);
    return settings;
  }

  /** Of a consumer of what was committed, by offsets that it is given. */
  public Map<String, Object> consumer(String name) {
    Map<String, Object> settings = new HashMap<>(consumerBase);
    settings.merge("client.id", name, (base, suffix) -> base + "-" + suffix);
    settings.put("group.id", groupId);
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "none");
    settings.put("isolation.level", "read_committed");
    settings.put("max.poll.records", properties.batchCommands());
    settings.put("max.partition.fetch.bytes", FETCH_BYTES);
    settings.put("default.api.timeout.ms", (int) properties.callTimeout().toMillis());
    settings.put("request.timeout.ms", (int) properties.callTimeout().toMillis() / 2);
    settings.put("allow.auto.create.topics", false);
    settings.put("key.deserializer", TEXT + "Deserializer");
    settings.put("value.deserializer", BYTES + "Deserializer");
    return settings;
  }

  /** Of the producer of a shard's events: whoever opens one fences whoever had one. */
  public Map<String, Object> transactionalProducer(int shard) {
    Map<String, Object> settings = producer("shard-" + shard);
    settings.put("transactional.id", "dams-core-shard-" + shard);
    settings.put("transaction.timeout.ms", (int) properties.transactionTimeout().toMillis());
    // A commit sends at once whatever is left, so waiting for full batches costs no time.
    settings.put("linger.ms", 20);
    settings.put("batch.size", PRODUCE_BYTES);
    return settings;
  }

  /** Of the producer of a shard's snapshots: whoever opens one fences whoever had one. */
  public Map<String, Object> snapshotProducer(int shard) {
    Map<String, Object> settings = producer("snapshot-" + shard);
    settings.put("transactional.id", "dams-core-snapshot-" + shard);
    settings.put("transaction.timeout.ms", (int) properties.snapshotTimeout().toMillis());
    return settings;
  }

  /** Of a producer of commands of the core's own. */
  public Map<String, Object> commandProducer(String name) {
    return producer("commands-" + name);
  }

  private Map<String, Object> producer(String name) {
    Map<String, Object> settings = new HashMap<>(producerBase);
    settings.merge("client.id", name, (base, suffix) -> base + "-" + suffix);
    settings.put("acks", "all");
    settings.put("enable.idempotence", true);
    settings.put("max.block.ms", (int) properties.callTimeout().toMillis());
    settings.put("request.timeout.ms", (int) properties.callTimeout().toMillis() / 2);
    settings.put("delivery.timeout.ms", (int) properties.callTimeout().toMillis());
    settings.put("key.serializer", TEXT + "Serializer");
    settings.put("value.serializer", BYTES + "Serializer");
    return settings;
  }
}
