package io.dams.systemtests.bench.load;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.RequestSignature;
import io.dams.contracts.merchant.RequestSigner;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.merchant.TransferRequest;
import io.dams.sandbox.Installation;
import io.dams.sandbox.MerchantCredentials;
import io.dams.sandbox.client.JsonHttpClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.databind.json.JsonMapper;

/**
 * The baseline, in a JVM of its own with the services' flags and on the same servers: for each
 * order as many durable commits, acknowledged Kafka records and signed calls to merchants, one
 * after the other, without any logic. Prints its figures as JSON. Arguments: root, home and port
 * offset of the fleet; the four numbers of {@link WorkOfAnOrder}; orders; how many at once; orders
 * a second, 0 for as fast as they go; for how many seconds at most it begins new ones.
 */
final class DurableWork implements AutoCloseable {

  static final String TOPIC = "bench.order";

  private static final String SERIALIZER =
      "org.apache.kafka.common.serialization.ByteArraySerializer";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int CONNECTIONS = 36;
  private static final int ROW_BYTES = 600;
  private static final String UID = "bench-member";

  private final URI merchant;
  private final RequestSigner signer;
  private final String memberToken;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final BlockingQueue<Connection> database = new ArrayBlockingQueue<>(CONNECTIONS);
  private final KafkaProducer<byte[], byte[]> producer;
  private final Clock clock = Clock.systemUTC();
  private final byte[] row = new byte[ROW_BYTES];

  private DurableWork(Installation fleet) throws SQLException, IOException, InterruptedException {
    merchant = fleet.merchant("SKY");
    MerchantCredentials key = fleet.merchantCredentials("SKY");
    signer =
        new RequestSigner(
            key.keyId(),
            Base64.getDecoder().decode(key.secret()),
            clock,
            () -> ThreadLocalRandom.current().nextLong());
    for (int i = 0; i < CONNECTIONS; i++) {
      database.add(fleet.mariaDb().connectAsRoot());
    }
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                fleet.kafkaBootstrap(),
                "acks",
                "all",
                "enable.idempotence",
                true,
                "key.serializer",
                SERIALIZER,
                "value.serializer",
                SERIALIZER));
    String phone = "+8613600000001";
    JsonHttpClient.at(merchant)
        .put("/sandbox/members/" + UID, Map.of("phone", phone, "units", "1000000000"))
        .ok();
    byte[] answer = call("POST", "/v1/token", JSON.writeValueAsBytes(Map.of("phone", phone)), "");
    memberToken = JSON.readTree(answer).path("token").asString();
  }

  /** Does it, and prints what it gave. */
  public static void main(String[] arguments) throws Exception {
    Installation fleet =
        Installation.at(
            Path.of(arguments[0]), Path.of(arguments[1]), Integer.parseInt(arguments[2]));
    WorkOfAnOrder work = WorkOfAnOrder.parse(List.of(arguments).subList(3, 7));
    int orders = Integer.parseInt(arguments[7]);
    int atOnce = Integer.parseInt(arguments[8]);
    int perSecond = Integer.parseInt(arguments[9]);
    var within = Duration.ofSeconds(Integer.parseInt(arguments[10]));
    try (var baseline = new DurableWork(fleet)) {
      baseline.prepare();
      baseline.run(work, "warm-" + perSecond, Math.max(orders / 5, 50), atOnce, 0, within);
      System.out.println(
          JSON.writeValueAsString(
              baseline.run(work, "run-" + perSecond, orders, atOnce, perSecond, within)));
    }
  }

  private void prepare() throws SQLException, InterruptedException {
    Connection connection = database.take();
    try (var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE IF NOT EXISTS bench");
      statement.execute(
          """
          CREATE TABLE IF NOT EXISTS bench.work (
            id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
            content VARBINARY(1000) NOT NULL)
          """);
    } finally {
      database.put(connection);
    }
  }

  private Latencies.Measured run(
      WorkOfAnOrder work, String name, int orders, int atOnce, int perSecond, Duration within)
      throws InterruptedException {
    var latencies = new Latencies();
    var places = new Semaphore(perSecond > 0 ? orders : atOnce);
    long begin = System.nanoTime();
    int done =
        Pace.run(
            orders,
            places,
            perSecond,
            within,
            number -> {
              long since = System.nanoTime();
              try {
                order(work, name + "-" + clock.millis() + "-" + number);
              } catch (Exception e) {
                throw new IllegalStateException("the baseline failed", e);
              } finally {
                latencies.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since));
                places.release();
              }
            });
    return latencies.measured(done * 1_000_000_000L / (System.nanoTime() - begin), 0);
  }

  private void order(WorkOfAnOrder work, String name)
      throws SQLException, IOException, InterruptedException, ExecutionException {
    for (int i = 0; i < work.reads(); i++) {
      call("GET", "/v1/members/" + UID + "/balance", new byte[0], memberToken);
    }
    for (int i = 0; i < work.transfers(); i++) {
      var request =
          new TransferRequest(
              i % 2 == 0 ? TransferKind.RESERVE : TransferKind.SETTLE,
              UID,
              1,
              null,
              clock.instant().plusSeconds(60),
              "bench");
      TransferId id = new TransferId("bench-" + name + "-" + i);
      call("PUT", "/v1/transfers/" + id, JSON.writeValueAsBytes(request), memberToken);
    }
    for (int i = 0; i < work.commits(); i++) {
      commit();
    }
    for (int i = 0; i < work.sends(); i++) {
      producer.send(new ProducerRecord<>(TOPIC, name.getBytes(), row)).get();
    }
  }

  private void commit() throws SQLException, InterruptedException {
    Connection connection = database.take();
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO bench.work (content) VALUES (?)")) {
      insert.setBytes(1, row);
      insert.executeUpdate();
    } finally {
      database.put(connection);
    }
  }

  private byte[] call(String method, String path, byte[] body, String token)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(merchant + path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    signer.headers(method, path, body).forEach(request::header);
    if (!token.isEmpty()) {
      request.header(RequestSignature.MEMBER_TOKEN_HEADER, token);
    }
    HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(method + " " + path + ": " + new String(answer.body()));
    }
    return answer.body();
  }

  @Override
  public void close() throws SQLException {
    producer.close();
    for (Connection connection : database) {
      connection.close();
    }
  }
}
