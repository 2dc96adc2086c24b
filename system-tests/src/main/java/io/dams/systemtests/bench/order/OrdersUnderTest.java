package io.dams.systemtests.bench.order;

import io.dams.sandbox.Installation;
import io.dams.sandbox.client.Customer;
import io.dams.sandbox.client.Customer.Leg;
import io.dams.sandbox.client.HttpAnswer;
import io.dams.sandbox.client.JsonHttpClient;
import io.dams.sandbox.client.Market;
import io.dams.sandbox.client.Opening;
import io.dams.sandbox.client.Person;
import io.dams.sandbox.client.Wait;
import io.dams.systemtests.bench.load.Latencies;
import io.dams.systemtests.bench.load.Load;
import io.dams.systemtests.bench.load.Pace;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Whole orders through a fleet: each swaps a lot of SKY for a lot of BEAN, fill-or-kill, against a
 * market maker whose orders wait in the books. An order is over when Sky Miles has its fee and Bean
 * House has paid out.
 */
final class OrdersUnderTest implements Load, AutoCloseable {

  private static final int CUSTOMERS = 8;
  private static final long POINTS = 100_000;
  private static final long MAKER_LOTS = 8_000;
  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(30);
  private static final Duration ACCEPTED_WITHIN = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final int SERVER_ERRORS = 500;

  /** The fee at Sky Miles, the purchase at Bean House, and the maker's purchase at Sky Miles. */
  private static final int MOVEMENTS_AT_THE_END = 3;

  /** The customer's reserve, fee and purchase. */
  private static final int MOVEMENTS_OF_A_GROUP = 3;

  private final Connection database;
  private final List<Customer> customers = new ArrayList<>();

  /** Opens the market. */
  OrdersUnderTest(Installation fleet) throws SQLException {
    database = fleet.connectAsAuditor();
    database.setAutoCommit(true);
    var opening = new Opening(fleet);
    opening.publish();
    Customer maker = opening.welcome(Person.MAKER);
    opening.fund(maker);
    maker.rest(
        List.of(
            Leg.buy(Market.SKY, MAKER_LOTS, Market.SKY.middleUnits()),
            Leg.sell(Market.BEAN, MAKER_LOTS, Market.BEAN.middleUnits())));
    for (int i = 0; i < CUSTOMERS; i++) {
      String phone = "+8613500000%03d".formatted(i);
      customers.add(opening.welcome(new Person("Swapper " + i, phone, "s-" + i, POINTS)));
    }
    Customer probe = customers.getFirst();
    JsonHttpClient api = probe.api();
    if (api.get("/v1/contracts/" + Market.BEAN.contract() + "/depth").ok().path("asks").isEmpty()) {
      throw new IllegalStateException("the market maker's orders are not in the books");
    }
  }

  /** Waits half a minute for their end: those that have not come to it are counted. */
  @Override
  public Latencies.Measured run(int orders, int atOnce, int perSecond, Duration within)
      throws SQLException, InterruptedException {
    Map<String, Boolean> groups = new ConcurrentHashMap<>();
    var places = new Semaphore(perSecond > 0 ? orders : atOnce);
    Instant since = Instant.now();
    long begin = System.nanoTime();
    Thread watch = watch(places, since);
    int placed;
    long took;
    try {
      placed =
          Pace.run(orders, places, perSecond, within, number -> groups.put(place(number), true));
      awaitMoved(since, (long) placed * MOVEMENTS_AT_THE_END);
      took = System.nanoTime() - begin;
    } finally {
      watch.interrupt();
      watch.join();
    }
    var latencies = new Latencies();
    int over = 0;
    for (String group : groups.keySet()) {
      OptionalLong millis = millis(group);
      if (millis.isPresent()) {
        latencies.add(millis.getAsLong());
        over++;
      }
    }
    return latencies.measured(over * TimeUnit.SECONDS.toNanos(1) / took, placed - over);
  }

  private void awaitMoved(Instant since, long movements) throws SQLException {
    long deadline = System.nanoTime() + SETTLED_WITHIN.toNanos();
    while (moved(since) < movements && System.nanoTime() < deadline) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private String place(int number) {
    Customer who = customers.get(number % customers.size());
    Map<String, Object> order =
        Map.of(
            "legs",
            List.of(
                Leg.sell(Market.SKY, 1, Market.SKY.middleUnits()),
                Leg.buy(Market.BEAN, 1, Market.BEAN.middleUnits())),
            "timeInForce",
            "FOK");
    String key = UUID.randomUUID().toString();
    return Wait.until(
            "an order that is accepted",
            ACCEPTED_WITHIN,
            () -> answer(who, key, order).filter(OrdersUnderTest::isDefinite))
        .ok()
        .path("groupId")
        .asString();
  }

  /** What was not answered is asked again under its key. */
  private static Optional<HttpAnswer> answer(Customer who, String key, Map<String, Object> order) {
    try {
      return Optional.of(who.place(key, order));
    } catch (UncheckedIOException e) {
      System.err.println(e.getMessage() + ": " + e.getCause());
      return Optional.empty();
    }
  }

  /** So is what a service could not do now, as when a merchant was too slow for a look. */
  private static boolean isDefinite(HttpAnswer answer) {
    return answer.status() < SERVER_ERRORS;
  }

  /** Gives places back as orders come to their end. */
  private Thread watch(Semaphore places, Instant since) {
    return Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              long over = 0;
              while (!Thread.currentThread().isInterrupted()) {
                try {
                  long now = moved(since) / MOVEMENTS_AT_THE_END;
                  places.release((int) (now - over));
                  over = now;
                } catch (SQLException e) {
                  throw new IllegalStateException("nobody sees the end of orders any more", e);
                }
                LockSupport.parkNanos(LOOK.toNanos());
              }
            });
  }

  /** Reads by an index what is new, since this is asked all the time while others work. */
  private synchronized long moved(Instant since) throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement(
            """
            SELECT COUNT(*) FROM backoffice.point_statement_book
            WHERE ex_code IN ('SKY', 'BEAN') AND merchant_at >= ? AND kind IN ('SETTLE', 'FEE')
            """)) {
      statement.setObject(1, LocalDateTime.ofInstant(since, ZoneOffset.UTC));
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  /**
   * From the moment when it was accepted until the last of its points had moved; empty when its
   * reserve, purchase and fee are not all in the book.
   */
  private synchronized OptionalLong millis(String group) throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement(
            """
            SELECT TIMESTAMPDIFF(MICROSECOND, g.placed_at, MAX(b.recorded_at)) DIV 1000
            FROM frontoffice.order_group g
            JOIN backoffice.point_statement_book b ON b.group_id = g.group_id
            WHERE g.group_id = ?
            GROUP BY g.group_id, g.placed_at
            HAVING COUNT(*) >= ?
            """)) {
      statement.setLong(1, Long.parseLong(group));
      statement.setInt(2, MOVEMENTS_OF_A_GROUP);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
