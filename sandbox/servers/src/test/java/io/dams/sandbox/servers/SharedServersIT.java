package io.dams.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class SharedServersIT {

  private static final String TOPIC = "sandbox.test";

  private final SharedServers servers = SharedServers.get();

  @Test
  void givesASchemaWhoseOwnerMakesTablesAndWhoseAppUserHasOnlyWhatTheOwnerGrants()
      throws SQLException {
    var schema = servers.createSchema("sandboxtest");
    try (var owner = connect(schema, schema.ownerUser(), schema.ownerPassword());
        var statement = owner.createStatement()) {
      statement.execute("CREATE TABLE journal (id BIGINT PRIMARY KEY, note VARCHAR(20))");
      statement.execute("GRANT SELECT, INSERT ON sandboxtest.journal TO 'sandboxtest_app'@'%'");
    }
    try (var app = connect(schema, schema.appUser(), schema.appPassword());
        var statement = app.createStatement()) {
      assertThat(statement.executeUpdate("INSERT INTO journal VALUES (1, 'a'), (2, 'A ')"))
          .isEqualTo(2);
      assertThatThrownBy(() -> statement.executeUpdate("UPDATE journal SET note = 'b'"))
          .hasMessageContaining("UPDATE command denied");
      assertThatThrownBy(() -> statement.execute("CREATE TABLE other (id INT)"))
          .hasMessageContaining("CREATE command denied");
    }
  }

  @Test
  void recreatesASchemaEmpty() throws SQLException {
    var schema = servers.createSchema("sandboxtest");
    try (var owner = connect(schema, schema.ownerUser(), schema.ownerPassword());
        var statement = owner.createStatement()) {
      statement.execute("CREATE TABLE leftover (id INT)");
    }
    var again = servers.createSchema("sandboxtest");
    try (var owner = connect(again, again.ownerUser(), again.ownerPassword());
        var tables = owner.getMetaData().getTables("sandboxtest", null, "%", null)) {
      assertThat(tables.next()).isFalse();
    }
  }

  @Test
  void comparesTextByteByByteAndTimeInUtc() throws SQLException {
    try (var root = servers.mariaDb().connectAsRoot();
        var statement = root.createStatement();
        var row =
            statement.executeQuery(
                "SELECT 'a' = 'A', 'a' = 'a ', @@time_zone, @@transaction_isolation, @@log_bin")) {
      assertThat(row.next()).isTrue();
      assertThat(List.of(row.getInt(1), row.getInt(2), row.getString(3), row.getString(4)))
          .isEqualTo(List.of(0, 0, "+00:00", "READ-COMMITTED"));
      assertThat(row.getBoolean(5)).isTrue();
    }
  }

  @Test
  void carriesCommittedTransactionsOnlyToReadCommittedConsumers() {
    servers.recreateTopics(List.of(new NewTopic(TOPIC, 2, (short) 1)));
    try (var producer = producer()) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(TOPIC, 1, "key", "aborted"));
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(TOPIC, 1, "key", "committed"));
      producer.commitTransaction();
    }
    assertThat(readAll(1)).isEqualTo(List.of("committed"));
  }

  @Test
  void recreatesTopicsEmpty() {
    servers.recreateTopics(List.of(new NewTopic(TOPIC, 2, (short) 1)));
    try (var producer = producer()) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(TOPIC, 0, "key", "old"));
      producer.commitTransaction();
    }
    servers.recreateTopics(List.of(new NewTopic(TOPIC, 3, (short) 1)));
    try (var consumer = consumer()) {
      var partition = new TopicPartition(TOPIC, 0);
      assertThat(consumer.partitionsFor(TOPIC)).hasSize(3);
      assertThat(consumer.endOffsets(List.of(partition))).isEqualTo(Map.of(partition, 0L));
    }
  }

  @Test
  void answersRedisCommands() throws Exception {
    try (var socket = new Socket(servers.redisHost(), servers.redisPort())) {
      socket.getOutputStream().write("SET k v\r\nGET k\r\n".getBytes());
      assertThat(new String(socket.getInputStream().readNBytes(12)))
          .isEqualTo("+OK\r\n$1\r\nv\r\n");
    }
  }

  private static Connection connect(Schema schema, String user, String password)
      throws SQLException {
    return DriverManager.getConnection(schema.jdbcUrl(), user, password);
  }

  private KafkaProducer<String, String> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", servers.kafkaBootstrap(), "transactional.id", "sandbox-test"),
        new StringSerializer(),
        new StringSerializer());
  }

  private KafkaConsumer<String, String> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            servers.kafkaBootstrap(),
            "isolation.level",
            "read_committed",
            "auto.offset.reset",
            "earliest"),
        new StringDeserializer(),
        new StringDeserializer());
  }

  private List<String> readAll(int partition) {
    var values = new ArrayList<String>();
    try (var consumer = consumer()) {
      var at = new TopicPartition(TOPIC, partition);
      consumer.assign(List.of(at));
      var end = consumer.endOffsets(List.of(at)).get(at);
      var deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
      while (consumer.position(at) < end && System.nanoTime() < deadline) {
        for (ConsumerRecord<String, String> one : consumer.poll(Duration.ofMillis(200))) {
          values.add(Optional.ofNullable(one.value()).orElse(""));
        }
      }
    }
    return values;
  }
}
