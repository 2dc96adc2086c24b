package io.dams.sandbox.servers;

import java.nio.file.Path;
import java.util.Collection;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A running MariaDB, Kafka and Redis for the tests of a Maven run. The first test JVM that asks
 * starts them; later ones get the same; one that asks while another uses them gets a set of its
 * own. A keeper process ends them when Maven has ended (or this JVM, when it was not Maven that
 * started it), however that happened.
 *
 * @param kafkaBootstrap for clients' {@code bootstrap.servers}
 */
public record SharedServers(
    MariaDbAddress mariaDb, String kafkaBootstrap, String redisHost, int redisPort) {

  private static final String TEST_PASSWORD = "test";

  /** The running set. Starts it if need be, which takes some five seconds. */
  public static SharedServers get() {
    return Holder.SERVERS;
  }

  /** Drops the schema if it is there, then makes it anew with its users (see {@link Schema}). */
  public Schema createSchema(String name) {
    return new Schemas(mariaDb).recreate(name, TEST_PASSWORD, TEST_PASSWORD);
  }

  /** Deletes the topics and the groups without members, then makes the topics anew. */
  public void recreateTopics(Collection<NewTopic> topics) {
    try (var admin = new KafkaTopics(kafkaBootstrap)) {
      admin.recreate(topics);
    }
  }

  /** Asks once for each JVM. */
  private static final class Holder {
    static final SharedServers SERVERS =
        SharedSet.unused(SharedSet.rootAround(Path.of(""))).join(SetOwners.ofThisJvm());
  }
}
