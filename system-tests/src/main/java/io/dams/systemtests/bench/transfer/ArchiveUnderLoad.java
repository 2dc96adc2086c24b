package io.dams.systemtests.bench.transfer;

import io.dams.sandbox.Installation;
import io.dams.sandbox.client.HttpAnswer;
import io.dams.sandbox.client.JsonHttpClient;
import io.dams.systemtests.bench.load.Latencies.Measured;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Completed orders grow old enough for the archive while transfers flow. The old ones are written
 * by SQL, completed six months before a moment to come, so that the service begins to move them
 * then; they have no entries in the ledger, and {@link #forget} takes them away.
 */
public final class ArchiveUnderLoad {

  /** The archive looks often. */
  public static final Map<String, String> SETTINGS =
      Map.of("transfer.dams.transfer.archive.every", "1s");

  private static final int OLD_OUT_ID = 9_998;
  private static final Period AFTER = Period.ofMonths(6);
  private static final int ROWS_AT_ONCE = 10_000;
  private static final int SEEDED_PER_SECOND = 3_000;
  private static final int WARM_UP = 300;
  private static final Duration WARM_UP_WITHIN = Duration.ofMinutes(2);
  private static final int AT_ONCE = 16;
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final int MOVED_PER_SECOND_AT_LEAST = 300;

  private static final String ARCHIVED =
      """
      SELECT COUNT(*) FROM transfer.kku_transfer_orders_archive a
      JOIN transfer.kku_transfer_order_keys k ON k.order_id = a.id
      WHERE a.out_id = 9998 AND k.completed_at = a.completed_at
      """;
  private static final String BEGUN =
      "SELECT EXISTS (SELECT 1 FROM transfer.kku_transfer_orders_archive)";
  private static final String DONE =
      "SELECT NOT EXISTS (SELECT 1 FROM transfer.kku_transfer_orders WHERE out_id = 9998)";
  private static final String LEFT =
      "SELECT COUNT(*) FROM transfer.kku_transfer_orders WHERE out_id = 9998";

  private final Installation fleet;
  private final Clock clock = Clock.systemUTC();

  /** On a fleet whose transfer service has {@link #SETTINGS}. */
  public ArchiveUnderLoad(Installation fleet) {
    this.fleet = fleet;
  }

  /**
   * What a run gave.
   *
   * @param archived old orders that are in the archive, and whose names say so
   * @param left old orders that are not
   * @param archivedPerSecond while transfers flowed
   * @param before transfers until the archive had work
   * @param during transfers until it had done it
   * @param sentAgain requests that the service did not take at once
   * @param found whether one of the old orders is shown as before
   */
  public record Result(
      long archived,
      long left,
      long archivedPerSecond,
      Measured before,
      Measured during,
      long sentAgain,
      boolean found) {}

  /**
   * Runs, and ends when all old orders are in the archive.
   *
   * @param orders old ones
   * @param perSecond transfers that flow
   * @param before for how long they flow before the archive has work
   */
  public Result run(int orders, int perSecond, Duration before) throws Exception {
    try (var transfers = new TransfersUnderTest(fleet);
        Connection database = fleet.mariaDb().connectAsRoot()) {
      transfers.run(WARM_UP, AT_ONCE, 0, WARM_UP_WITHIN);
      Instant due = clock.instant().plusSeconds(2 + orders / SEEDED_PER_SECOND).plus(before);
      seed(database, transfers.app(), orders, due);
      var over = new AtomicBoolean();
      Instant flowing = clock.instant();
      var flow = new Flow(transfers, perSecond, over);
      Thread sender = Thread.ofPlatform().start(flow);
      Duration within = Duration.ofMinutes(10).plusSeconds(orders / MOVED_PER_SECOND_AT_LEAST);
      Instant began;
      Instant ended;
      try {
        began = await(database, BEGUN, within);
        ended = await(database, DONE, within);
      } finally {
        over.set(true);
        sender.join();
      }
      flow.rethrow();
      transfers.awaitEnd();
      long millis = Math.max(1, Duration.between(began, ended).toMillis());
      return new Result(
          number(database, ARCHIVED),
          number(database, LEFT),
          orders * 1_000L / millis,
          transfers.latencies(flowing, began).measured(perSecond, 0),
          transfers.latencies(began, ended).measured(perSecond, 0),
          transfers.sentAgain(),
          isFound(database));
    }
  }

  /** In transactions of both tables: no order is ever seen without its name. */
  private static void seed(Connection database, int app, int orders, Instant due)
      throws SQLException {
    String completed =
        due.atZone(ZoneOffset.UTC).minus(AFTER).toLocalDateTime().toString().replace('T', ' ');
    database.setAutoCommit(false);
    try (Statement statement = database.createStatement()) {
      for (int from = 1; from <= orders; from += ROWS_AT_ONCE) {
        String numbers = "seq_%d_to_%d".formatted(from, Math.min(orders, from + ROWS_AT_ONCE - 1));
        statement.executeUpdate(
            """
            INSERT INTO transfer.kku_transfer_orders
              (transfer_app_id, out_id, out_order_id, out_user_id, user_id, currency_id, fund_id,
               type, status, out_amount, amount, exchange_rate, fee_rate, fee_amount,
               actual_amount, processed_at, callback_at, completed_at, created_at)
            SELECT %1$d, %2$d, CONCAT('old-%1$d-', seq), 'b', 1000000 + seq MOD 1000, 1, 1, 1, 100,
                   5, 5, 1, 0.01, 0.05, 4.95, at, at, at, at
            FROM (SELECT seq, TIMESTAMP '%3$s' + INTERVAL seq MOD 1000000 MICROSECOND AS at
                  FROM transfer.%4$s) s
            """
                .formatted(app, OLD_OUT_ID, completed, numbers));
        statement.executeUpdate(
            """
            INSERT INTO transfer.kku_transfer_order_keys
              (out_id, out_order_id, body_hash, order_id)
            SELECT o.out_id, o.out_order_id, UNHEX(SHA2(o.out_order_id, 256)), o.id
            FROM %3$s s JOIN transfer.kku_transfer_orders o
              ON o.out_id = %2$d AND o.out_order_id = CONCAT('old-%1$d-', s.seq)
            """
                .formatted(app, OLD_OUT_ID, "transfer." + numbers));
        database.commit();
      }
    }
    database.setAutoCommit(true);
  }

  private Instant await(Connection database, String condition, Duration within)
      throws SQLException {
    long deadline = System.nanoTime() + within.toNanos();
    while (number(database, condition) == 0) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("in vain: " + condition);
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return clock.instant();
  }

  private boolean isFound(Connection database) throws SQLException {
    long id =
        number(
            database,
            "SELECT MAX(id) FROM transfer.kku_transfer_orders_archive WHERE out_id = 9998");
    HttpAnswer order =
        JsonHttpClient.at(fleet.service("transfer"))
            .as(fleet.token("operator", "transfer-svc"))
            .get("/ops/transfer-orders/" + id);
    return order.isOk()
        && order.body().path("id").asString().equals(Long.toString(id))
        && order.body().path("status").asInt() == 100;
  }

  /** Takes the old orders away, so that an audit of the fleet finds none without entries. */
  public void forget() throws SQLException {
    try (Connection database = fleet.mariaDb().connectAsRoot();
        Statement statement = database.createStatement()) {
      for (String table :
          List.of(
              "kku_transfer_orders", "kku_transfer_orders_archive", "kku_transfer_order_keys")) {
        statement.executeUpdate("DELETE FROM transfer." + table + " WHERE out_id = " + OLD_OUT_ID);
      }
    }
  }

  private static long number(Connection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Sends at a rate until it is told to stop, or one is not accepted. */
  private static final class Flow implements Runnable {

    private static final int MOST_AT_ONCE = 500;

    private final TransfersUnderTest transfers;
    private final int perSecond;
    private final AtomicBoolean over;
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    Flow(TransfersUnderTest transfers, int perSecond, AtomicBoolean over) {
      this.transfers = transfers;
      this.perSecond = perSecond;
      this.over = over;
    }

    @Override
    public void run() {
      var places = new Semaphore(MOST_AT_ONCE);
      long begin = System.nanoTime();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (long i = 0; !over.get() && failure.get() == null; i++) {
          LockSupport.parkNanos(
              begin + TimeUnit.SECONDS.toNanos(i) / perSecond - System.nanoTime());
          places.acquireUninterruptibly();
          Future<?> _ = threads.submit(() -> send(places));
        }
      }
    }

    private void send(Semaphore places) {
      try {
        transfers.send();
      } catch (RuntimeException e) {
        failure.compareAndSet(null, e);
      } finally {
        places.release();
      }
    }

    void rethrow() {
      RuntimeException first = failure.get();
      if (first != null) {
        throw first;
      }
    }
  }
}
