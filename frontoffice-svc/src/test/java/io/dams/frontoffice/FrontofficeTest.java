package io.dams.frontoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.ContractState;
import io.dams.contracts.order.ContractTerms;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.Level;
import io.dams.contracts.topic.Topics;
import io.dams.platform.testing.RealServers;
import io.dams.platform.testing.TestIdentity;
import io.dams.sandbox.merchant.MerchantSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** What the integration tests of this service share: one context, users, and a scripted core. */
@RealServers(schema = "frontoffice")
abstract class FrontofficeTest {

  static final AssetCode DMT = new AssetCode("DMT");
  static final ContractId SKY_DMT = new ContractId("SKY-DMT");
  static final ContractId BEAN_DMT = new ContractId("BEAN-DMT");
  static final ContractId MART_DMT = new ContractId("MART-DMT");
  static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final AtomicLong CORE_SEQUENCE = new AtomicLong();
  private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private static final Set<String> PUBLISHED = ConcurrentHashMap.newKeySet();

  @LocalServerPort int port;
  @Autowired JsonMapper json;
  @Autowired JdbcClient jdbc;
  @Autowired KafkaTemplate<Object, Object> kafka;

  @Value("${spring.kafka.bootstrap-servers}")
  String kafkaServers;

  @DynamicPropertySource
  static void world(DynamicPropertyRegistry registry) {
    Simulated.properties(registry);
  }

  /** A user who is logged in. */
  record User(String phone, String id, String accessToken, String refreshToken) {}

  static String newPhone() {
    return "+86139" + ThreadLocalRandom.current().nextLong(10_000_000L, 100_000_000L);
  }

  User newUser() {
    String phone = newPhone();
    Answer login = login(phone);
    assertThat(login.status()).isEqualTo(200);
    return new User(
        phone, login.text("accountId"), login.text("accessToken"), login.text("refreshToken"));
  }

  /** A new user with bound points at these merchants. */
  User newUser(Map<MerchantSimulator, Long> points) {
    User user = newUser();
    points.forEach(
        (merchant, units) -> {
          merchant.join("m" + user.id(), user.phone(), units);
          Answer bound = post(user, "/v1/wallets", "{\"exCode\":\"" + exCode(merchant) + "\"}");
          assertThat(bound.status()).as("%s", bound.body()).isEqualTo(201);
        });
    return user;
  }

  private static String exCode(MerchantSimulator merchant) {
    return merchant == Simulated.SKY ? "SKY" : merchant == Simulated.BEAN ? "BEAN" : "MART";
  }

  Answer login(String phone) {
    assertThat(post(null, "/v1/auth/codes", "{\"phone\":\"" + phone + "\"}").status())
        .isEqualTo(202);
    String code = Simulated.SMS.last(phone).orElseThrow().code();
    return login(phone, code);
  }

  Answer login(String phone, String code) {
    return post(
        null,
        "/v1/auth/login",
        "{\"phone\":\"%s\",\"code\":\"%s\",\"device\":\"d1\"}".formatted(phone, code));
  }

  Answer get(@Nullable User user, String path) {
    return send(user, HttpRequest.newBuilder(uri(path)));
  }

  Answer delete(User user, String path) {
    return send(user, HttpRequest.newBuilder(uri(path)).DELETE());
  }

  Answer post(@Nullable User user, String path, String body) {
    return send(user, HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body)));
  }

  Answer post(User user, String path, String key, String body) {
    return send(
        user,
        HttpRequest.newBuilder(uri(path))
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body)));
  }

  Answer place(User user, String body) {
    return post(user, "/v1/order-groups", UUID.randomUUID().toString(), body);
  }

  Answer ops(String method, String path, String body) {
    return send(
        null,
        HttpRequest.newBuilder(uri(path))
            .header("Authorization", TestIdentity.bearer("operator", "frontoffice-svc"))
            .method(method, BodyPublishers.ofString(body)));
  }

  Answer send(@Nullable User user, HttpRequest.Builder request) {
    if (user != null) {
      request.header("Authorization", "Bearer " + user.accessToken());
    }
    try {
      HttpResponse<String> response =
          HTTP.send(
              request.header("Content-Type", "application/json").timeout(PATIENCE).build(),
              BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.headers(),
          json.readTree(response.body().isEmpty() ? "{}" : response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** The next event of the core, as it would write it. */
  CoreEvent core(CoreEvent.Body body) {
    return core(body, Instant.now());
  }

  /** The next event of the core, at this time of its log. */
  CoreEvent core(CoreEvent.Body body, Instant at) {
    return core(body, at, null);
  }

  /** The same, of a command that is traced. */
  CoreEvent core(CoreEvent.Body body, Instant at, @Nullable String traceparent) {
    CoreEvent event =
        new CoreEvent(
            0, CORE_SEQUENCE.incrementAndGet(), 1, true, at.truncatedTo(ChronoUnit.MICROS), body);
    ProducerRecord<Object, Object> message =
        new ProducerRecord<>(Topics.CORE_EVENT, 0, "0", json.writeValueAsBytes(event));
    headers(message, event.id(), body.getClass().getSimpleName(), "matching-core-svc");
    if (traceparent != null) {
      message.headers().add("traceparent", traceparent.getBytes(StandardCharsets.UTF_8));
    }
    send(message);
    return event;
  }

  /** A message of another service. */
  void tell(String topic, String key, Object payload, String id) {
    ProducerRecord<Object, Object> message =
        new ProducerRecord<>(topic, key, json.writeValueAsBytes(payload));
    headers(message, id, payload.getClass().getSimpleName(), "backoffice-svc");
    send(message);
  }

  private static void headers(
      ProducerRecord<Object, Object> message, String id, String type, String source) {
    message.headers().add(Topics.CE_ID, id.getBytes(StandardCharsets.UTF_8));
    message.headers().add(Topics.CE_TYPE, type.getBytes(StandardCharsets.UTF_8));
    message.headers().add(Topics.CE_SOURCE, source.getBytes(StandardCharsets.UTF_8));
  }

  private void send(ProducerRecord<Object, Object> message) {
    try {
      kafka.send(message).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until the projections have seen an event of the core. */
  void seen(CoreEvent event) {
    await(() -> position() >= event.sequence());
  }

  /** The number of the last event of the core that took effect. */
  long position() {
    return jdbc.sql(
            """
            SELECT COALESCE(MAX(last_sequence), 0) FROM stream_position
             WHERE consumer = 'frontoffice-projections'
            """)
        .query(Long.class)
        .single();
  }

  static void await(BooleanSupplier condition) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(condition::getAsBoolean);
  }

  /** All contracts of the sandbox, as the core published them. */
  void publishContracts() {
    publish("SKY", 0, 100, 10_000);
    publish("BEAN", 0, 10, 33_300);
    publish("MART", 2, 1_000, 5_000);
  }

  private void publish(String point, int scale, long lotUnits, int feePpm) {
    if (PUBLISHED.add(point)) {
      seen(core(new CoreEvent.ContractPublished(terms(point, scale, lotUnits, feePpm))));
    }
  }

  static ContractTerms terms(String point, int scale, long lotUnits, int feePpm) {
    AssetCode code = new AssetCode(point);
    return new ContractTerms(
        ContractId.of(code, DMT),
        code,
        DMT,
        0,
        scale,
        2,
        lotUnits,
        1,
        1,
        10_000,
        1_000_000,
        feePpm,
        ContractState.OPEN);
  }

  void depth(ContractId contract, List<Level> bids, List<Level> asks) {
    seen(core(new CoreEvent.DepthChanged(contract, bids, asks, 0)));
  }

  /** All records of a topic with this key, so far. */
  List<ConsumerRecord<String, byte[]>> records(String topic, Predicate<String> key) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafkaServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed");
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                message -> {
                  if (key.test(message.key())) {
                    found.add(message);
                  }
                });
      }
      return found;
    }
  }

  /** The records of a topic with this key, when there are so many. */
  List<ConsumerRecord<String, byte[]>> awaitRecords(String topic, String key, int count) {
    await(() -> records(topic, key::equals).size() >= count);
    return records(topic, key::equals);
  }
}
