package io.dams.platform.testing;

import io.dams.contracts.topic.Topics;
import io.dams.sandbox.servers.Schema;
import io.dams.sandbox.servers.SharedServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** The servers as this JVM's tests find them: schemas and topics are made anew at first use. */
public final class TestWorld {

  private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

  private TestWorld() {}

  /** All topics, with the partitions and settings that every installation has. */
  public static List<NewTopic> topics() {
    Map<String, String> forEver =
        Map.of(
            TopicConfig.RETENTION_MS_CONFIG, "-1",
            TopicConfig.RETENTION_BYTES_CONFIG, "-1",
            TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    Map<String, String> log =
        Map.of(
            TopicConfig.RETENTION_MS_CONFIG, "-1",
            TopicConfig.RETENTION_BYTES_CONFIG, "-1",
            TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    return List.of(
        topic(Topics.INPUT_ORDER, 4),
        topic(Topics.CORE_ORDER, 2).configs(log),
        topic(Topics.ORDER_EVENT, 4),
        topic(Topics.CORE_EVENT, 2).configs(forEver),
        topic(Topics.CORE_SNAPSHOT, 2)
            .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)),
        topic(Topics.STATEMENT, 4),
        topic(Topics.PUSH, 2),
        topic(Topics.LOGIN, 2),
        topic(Topics.WALLET, 2));
  }

  /** The schema, made anew when this JVM asks first. */
  public static Schema schema(String name) {
    return SCHEMAS.computeIfAbsent(name, n -> SharedServers.get().createSchema(n));
  }

  /** {@code bootstrap.servers}, with the topics made anew when this JVM asks first. */
  public static String kafka() {
    return Kafka.BOOTSTRAP;
  }

  /** Properties of a service, as lines. */
  static List<String> properties(String schemaName) {
    SharedServers servers = SharedServers.get();
    List<String> lines =
        new ArrayList<>(
            List.of(
                "dams.management-port=0",
                "spring.kafka.bootstrap-servers=" + kafka(),
                "spring.data.redis.host=" + servers.redisHost(),
                "spring.data.redis.port=" + servers.redisPort(),
                "dams.identity.trusted-keys-file=" + TestIdentity.trustedKeys(),
                "dams.identity.private-key-file=" + TestIdentity.privateKeyPattern()));
    if (!schemaName.isEmpty()) {
      Schema schema = schema(schemaName);
      lines.addAll(
          List.of(
              "spring.datasource.url=" + schema.jdbcUrl(),
              // a machine that stalls is no outage
              "spring.datasource.hikari.connection-timeout=30000",
              "spring.datasource.username=" + schema.appUser(),
              "spring.datasource.password=" + schema.appPassword(),
              "spring.flyway.user=" + schema.ownerUser(),
              "spring.flyway.password=" + schema.ownerPassword(),
              "spring.flyway.placeholders.appUser=" + schema.appUser()));
    }
    return lines;
  }

  private static NewTopic topic(String name, int partitions) {
    return new NewTopic(name, partitions, (short) 1);
  }

  private static final class Kafka {
    static final String BOOTSTRAP = start();

    private static String start() {
      SharedServers servers = SharedServers.get();
      servers.recreateTopics(topics());
      return servers.kafkaBootstrap();
    }
  }
}
