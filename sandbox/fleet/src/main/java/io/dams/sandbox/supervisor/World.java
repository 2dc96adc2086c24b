package io.dams.sandbox.supervisor;

import io.dams.contracts.topic.Topics;
import io.dams.sandbox.Installation;
import io.dams.sandbox.Service;
import io.dams.sandbox.servers.KafkaTopics;
import io.dams.sandbox.servers.Schemas;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** What services find on the servers: schemas, users and topics. Making them again is harmless. */
final class World {

  private static final short ONE_REPLICA = 1;

  /** The core's streams are its memory: never deleted. */
  private static final Map<String, String> FOR_EVER =
      Map.of(
          TopicConfig.RETENTION_MS_CONFIG,
          "-1",
          TopicConfig.RETENTION_BYTES_CONFIG,
          "-1",
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_DELETE);

  /** The broker's clock is the only one that decides in the core. */
  private static final Map<String, String> LOG_TIME =
      Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");

  /** Small segments, since only what is not being written to is compacted. */
  private static final Map<String, String> COMPACTED =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_COMPACT,
          TopicConfig.SEGMENT_BYTES_CONFIG,
          "67108864");

  private final Installation fleet;

  World(Installation fleet) {
    this.fleet = fleet;
  }

  void makeSchemas() {
    var schemas = new Schemas(fleet.mariaDb());
    for (var service : Service.values()) {
      service
          .schema()
          .ifPresent(
              schema ->
                  schemas.ensure(
                      schema,
                      fleet.password("schema." + schema + ".owner"),
                      fleet.password("schema." + schema + ".app")));
    }
    schemas.ensureReader("auditor", fleet.password("mariadb.auditor"));
  }

  void makeTopics() {
    try (var admin = new KafkaTopics(fleet.kafkaBootstrap())) {
      admin.ensure(topics());
    }
  }

  private static List<NewTopic> topics() {
    var coreOrder = new HashMap<>(FOR_EVER);
    coreOrder.putAll(LOG_TIME);
    return List.of(
        topic(Topics.INPUT_ORDER, 4).configs(FOR_EVER),
        topic(Topics.CORE_ORDER, 2).configs(coreOrder),
        topic(Topics.ORDER_EVENT, 4).configs(FOR_EVER),
        topic(Topics.CORE_EVENT, 2).configs(FOR_EVER),
        topic(Topics.CORE_SNAPSHOT, 2).configs(COMPACTED),
        topic(Topics.STATEMENT, 4).configs(FOR_EVER),
        topic(Topics.PUSH, 2),
        topic(Topics.LOGIN, 2),
        topic(Topics.WALLET, 2));
  }

  private static NewTopic topic(String name, int partitions) {
    return new NewTopic(name, partitions, ONE_REPLICA);
  }
}
