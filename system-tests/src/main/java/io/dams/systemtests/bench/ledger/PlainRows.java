package io.dams.systemtests.bench.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * The rows that journals leave, written by plain batches: nothing is read, checked or asked for.
 * Ids come from a counter, balances are added to, each account once for a batch.
 */
final class PlainRows implements AutoCloseable {

  private static final byte[] HASH = new byte[32];

  private final Connection connection;
  private final PreparedStatement journals;
  private final PreparedStatement entries;
  private final PreparedStatement accounts;
  private final AtomicLong nextId;
  private final Zipf zipf;
  private final RandomGenerator random;

  PlainRows(Connection connection, AtomicLong nextId, Zipf zipf, RandomGenerator random)
      throws SQLException {
    this.connection = connection;
    this.nextId = nextId;
    this.zipf = zipf;
    this.random = random;
    connection.setAutoCommit(false);
    journals =
        connection.prepareStatement(
            """
            INSERT INTO journal
              (id, caller, reference, operation, order_group, body_hash, posted_at)
            VALUES (?, 'matching-core-svc', ?, 'TRADE', NULL, ?, ?)
            """);
    entries =
        connection.prepareStatement(
            """
            INSERT INTO entry (journal_id, line, account, asset, units, balance_units, posted_at)
            VALUES (?, ?, ?, 'DMT', ?, ?, ?)
            """);
    accounts =
        connection.prepareStatement(
            """
            UPDATE account SET balance_units = balance_units + ?, moved_at = ? WHERE code = ?
            """);
  }

  /** Writes a batch and commits it. */
  int write(int size) throws SQLException {
    SortedMap<String, Long> changes = new TreeMap<>();
    LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
    for (int i = 0; i < size; i++) {
      long id = nextId.getAndIncrement();
      int from = zipf.next(random);
      String payer = code(from);
      String payee = code(zipf.nextOther(from, random));
      long units = 1 + random.nextInt(100);
      journals.setLong(1, id);
      journals.setString(2, "plain-" + id);
      journals.setBytes(3, HASH);
      journals.setObject(4, now);
      journals.addBatch();
      addEntry(id, 1, payer, -units, now);
      addEntry(id, 2, payee, units, now);
      changes.merge(payer, -units, Long::sum);
      changes.merge(payee, units, Long::sum);
    }
    for (var change : changes.entrySet()) {
      accounts.setLong(1, change.getValue());
      accounts.setObject(2, now);
      accounts.setString(3, change.getKey());
      accounts.addBatch();
    }
    accounts.executeBatch();
    journals.executeBatch();
    entries.executeBatch();
    connection.commit();
    return size;
  }

  private void addEntry(long id, int line, String account, long units, LocalDateTime now)
      throws SQLException {
    entries.setLong(1, id);
    entries.setInt(2, line);
    entries.setString(3, account);
    entries.setLong(4, units);
    entries.setLong(5, 1_000_000_000L + units);
    entries.setObject(6, now);
    entries.addBatch();
  }

  private static String code(int user) {
    return "user:" + user + ":DMT";
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);
    connection.close();
  }
}
