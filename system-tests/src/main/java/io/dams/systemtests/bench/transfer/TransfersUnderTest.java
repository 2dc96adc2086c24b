package io.dams.systemtests.bench.transfer;

import io.dams.contracts.merchant.RequestSigner;
import io.dams.sandbox.Installation;
import io.dams.sandbox.client.JsonHttpClient;
import io.dams.systemtests.bench.load.Latencies;
import io.dams.systemtests.bench.load.Load;
import io.dams.systemtests.bench.load.Pace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Transfers in of an internal app, signed, through the gateway, until they are completed. */
final class TransfersUnderTest implements Load, AutoCloseable {

  private static final Duration ENDED_WITHIN = Duration.ofMinutes(3);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final String PATH = "/transfer/v1/partner/orders";
  private static final int USERS = 1_000;
  private static final int MOST_ATTEMPTS = 60;
  private static final Duration AGAIN_AFTER = Duration.ofMillis(500);

  private final Connection database;
  private final URI door;
  private final int app;
  private final RequestSigner signer;
  private final AtomicLong names = new AtomicLong();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong sentAgain = new AtomicLong();
  private final Map<String, Instant> begun = new ConcurrentHashMap<>();
  private final Clock clock = Clock.systemUTC();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /** Registers an app without any address. */
  TransfersUnderTest(Installation fleet) throws SQLException {
    database = fleet.connectAsAuditor();
    database.setAutoCommit(true);
    door = fleet.gateway();
    var operator =
        JsonHttpClient.at(fleet.service("transfer")).as(fleet.token("operator", "transfer-svc"));
    app = operator.post("/ops/transfer-apps", terms()).ok().path("id").asInt();
    JsonNode key =
        operator
            .post(
                "/ops/transfer-apps/" + app + "/secrets",
                Map.of("purpose", "REQUEST", "overlapMinutes", 0))
            .ok();
    signer =
        new RequestSigner(
            key.path("keyId").asString(),
            Base64.getDecoder().decode(key.path("secret").asString()),
            clock,
            () -> ThreadLocalRandom.current().nextLong());
  }

  private Map<String, @Nullable Object> terms() {
    Map<String, @Nullable Object> terms = new HashMap<>();
    terms.put("keyname", "bench_" + clock.millis());
    terms.put("title", "bench");
    terms.put("outId", 9_999);
    terms.put("currencyId", 1);
    terms.put("fundId", 1);
    terms.put("exchangeRate", "1.0000");
    terms.put("feeInRate", "0.0100");
    terms.put("feeOutRate", "0");
    terms.put("feeInMin", "0");
    terms.put("feeOutMin", "0");
    terms.put("transferInEnabled", true);
    terms.put("transferOutEnabled", true);
    terms.put("enabled", true);
    return terms;
  }

  /** How often one was not taken at once. */
  long sentAgain() {
    return sentAgain.get();
  }

  /** {@code transfer_app_id}. */
  int app() {
    return app;
  }

  /** Throws when one has not come to its end minutes later. */
  @Override
  public Latencies.Measured run(int orders, int atOnce, int perSecond, Duration within)
      throws SQLException, InterruptedException {
    begun.clear();
    var places = new Semaphore(perSecond > 0 ? orders : atOnce);
    long before = accepted.get();
    long begin = System.nanoTime();
    Thread watch = watch(places, before);
    int sent;
    long took;
    try {
      sent = Pace.run(orders, places, perSecond, within, _ -> send());
      awaitEnd();
      took = System.nanoTime() - begin;
    } finally {
      watch.interrupt();
      watch.join();
    }
    return latencies(Instant.MIN, Instant.MAX)
        .measured(sent * TimeUnit.SECONDS.toNanos(1) / took, 0);
  }

  /**
   * Sends one under a new name, and again as a partner does when there is no answer, or the service
   * says that it cannot just now; throws when it is not accepted.
   */
  void send() {
    String name = "bench-" + app + "-" + names.incrementAndGet();
    byte[] body =
        """
        {"outOrderId":"%s","outUserId":"b","userId":"%d","outAmount":"5"}\
        """
            .formatted(name, 1_000_000 + ThreadLocalRandom.current().nextInt(USERS))
            .getBytes(StandardCharsets.UTF_8);
    begun.put(name, clock.instant());
    try {
      Optional<HttpResponse<String>> answer = ask(body);
      for (int again = 1; !isFinal(answer) && again < MOST_ATTEMPTS; again++) {
        sentAgain.incrementAndGet();
        Thread.sleep(AGAIN_AFTER);
        answer = ask(body);
      }
      if (answer.isEmpty() || answer.get().statusCode() != 202) {
        String said = answer.map(one -> one.statusCode() + ": " + one.body()).orElse("no answer");
        throw new IllegalStateException(name + ": " + said);
      }
      accepted.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private Optional<HttpResponse<String>> ask(byte[] body) throws InterruptedException {
    try {
      return Optional.of(http.send(signed(body), BodyHandlers.ofString()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean isFinal(Optional<HttpResponse<String>> answer) {
    return answer.isPresent() && answer.get().statusCode() < 500;
  }

  private HttpRequest signed(byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(door.resolve(PATH))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    signer.headers("POST", PATH, body).forEach(request::header);
    return request.build();
  }

  /** Returns when all that was accepted has come to its end. */
  void awaitEnd() throws SQLException {
    long deadline = System.nanoTime() + ENDED_WITHIN.toNanos();
    while (open() > 0) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(open() + " transfers have not ended");
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  /** Gives places back as orders come to their end. */
  private Thread watch(Semaphore places, long before) {
    return Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              long over = before;
              while (!Thread.currentThread().isInterrupted()) {
                try {
                  long now = accepted.get() - open();
                  if (now > over) {
                    places.release((int) (now - over));
                    over = now;
                  }
                } catch (SQLException e) {
                  throw new IllegalStateException("nobody sees the end of transfers any more", e);
                }
                LockSupport.parkNanos(LOOK.toNanos());
              }
            });
  }

  /** By an index that holds no more than these. */
  private synchronized long open() throws SQLException {
    try (PreparedStatement statement =
            database.prepareStatement(
                """
                SELECT COUNT(*) FROM transfer.kku_transfer_orders WHERE status IN (1, 20, 30)
                """);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /**
   * Of those that began within a time, since the last run began: from the moment when the partner
   * sent it until the ledger had posted it. Throws when one is not completed.
   */
  synchronized Latencies latencies(Instant from, Instant to) throws SQLException {
    var latencies = new Latencies();
    Map<String, Instant> wanted = new HashMap<>(begun);
    wanted.values().removeIf(at -> at.isBefore(from) || !at.isBefore(to));
    try (PreparedStatement statement =
        database.prepareStatement(
            """
            SELECT out_order_id, TIMESTAMPDIFF(MICROSECOND, '1970-01-01', completed_at)
            FROM transfer.kku_transfer_orders
            WHERE transfer_app_id = ? AND out_id = 9999 AND status = 100
            """)) {
      statement.setInt(1, app);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Instant at = wanted.remove(rows.getString(1));
          if (at != null) {
            Instant end = Instant.EPOCH.plus(rows.getLong(2), ChronoUnit.MICROS);
            latencies.add(Duration.between(at, end).toMillis());
          }
        }
      }
    }
    if (!wanted.isEmpty()) {
      throw new IllegalStateException(wanted.size() + " transfers are not completed");
    }
    return latencies;
  }

  @Override
  public void close() throws SQLException {
    http.shutdownNow();
    database.close();
  }
}
