package io.dams.matching.shard;

import java.util.HashMap;
import java.util.Map;

/**
 * The settings of the core's Kafka clients: the installation's, with what exactly once needs laid
 * over them.
 *
 * @param consumerBase the installation's, for consumers
 * @param producerBase the installation's, for producers
 * @param adminBase the installation's, for looking at topics
 */
record KafkaSettings(
    Map<String, Object> consumerBase,
    Map<String, Object> producerBase,
    Map<String, Object> adminBase,
    MatchingProperties properties) {

  private static final String BYTES = "org.apache.kafka.common.serialization.ByteArray";
  private static final String TEXT = "org.apache.kafka.common.serialization.String";

  Map<String, Object> admin() {
    Map<String, Object> settings = new HashMap<>(adminBase);
    settings.put("default.api.timeout.ms", (int) properties.callTimeout().toMillis());
    settings.put("request.timeout.ms", (int) properties.callTimeout().toMillis() / 2);
    return settings;
  }

  Map<String, Object> consumer(String groupId, String name) {
    Map<String, Object> settings = new HashMap<>(consumerBase);
    settings.merge("client.id", name, (base, suffix) -> base + "-" + suffix);
    settings.put("group.id", groupId);
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "none");
    settings.put("isolation.level", "read_committed");
    settings.put("max.poll.records", properties.batchCommands());
    settings.put("default.api.timeout.ms", (int) properties.callTimeout().toMillis());
    settings.put("request.timeout.ms", (int) properties.callTimeout().toMillis() / 2);
    settings.put("allow.auto.create.topics", false);
    settings.put("key.deserializer", TEXT + "Deserializer");
    settings.put("value.deserializer", BYTES + "Deserializer");
    return settings;
  }

  Map<String, Object> transactionalProducer(int shard) {
    Map<String, Object> settings = producer("shard-" + shard);
    settings.put("transactional.id", "dams-core-shard-" + shard);
    settings.put("transaction.timeout.ms", (int) properties.transactionTimeout().toMillis());
    settings.put("linger.ms", 0);
    return settings;
  }

  Map<String, Object> tickProducer(int shard) {
    return producer("ticks-" + shard);
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
