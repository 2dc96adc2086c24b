package io.dams.systemtests.audit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Counts what is still under way, in every schema that the way of an order touches. */
record UnrestReader(Rows rows) {

  private static final List<String> SENDERS = List.of("frontoffice", "backoffice", "ledger");

  List<Unrest> read() throws SQLException {
    List<Unrest> unrest = new ArrayList<>();
    for (String schema : SENDERS) {
      count(
          unrest,
          schema + "-unsent-messages",
          "SELECT COUNT(*) FROM " + schema + ".message_outbox");
      count(
          unrest,
          schema + "-parked-messages",
          "SELECT COUNT(*) FROM " + schema + ".message_parked");
    }
    frontoffice(unrest);
    transfer(unrest);
    count(
        unrest,
        "groups-being-reserved",
        "SELECT COUNT(*) FROM backoffice.order_group WHERE state = 'RESERVING'");
    count(
        unrest,
        "open-obligations",
        "SELECT COUNT(*) FROM backoffice.obligation WHERE state = 'OPEN'");
    count(
        unrest,
        "stuck-obligations-beside-the-error-book",
        """
        SELECT COUNT(*) FROM backoffice.obligation
        WHERE state = 'STUCK' AND kind NOT IN ('RESERVE', 'SETTLE', 'RETURN', 'FEE')
        """);
    count(
        unrest,
        "settlements-not-owed-yet",
        "SELECT COUNT(*) FROM backoffice.settlement WHERE NOT owed");
    count(
        unrest,
        "submitted-groups-unknown-to-the-core",
        """
        SELECT COUNT(*)
        FROM backoffice.order_group g
        LEFT JOIN ledger.point_order_group_history h ON h.group_id = g.group_id
        WHERE g.state = 'SUBMITTED'
          AND (h.group_id IS NULL OR (h.accepted_at IS NULL AND h.ended_at IS NULL))
        """);
    count(
        unrest,
        "services-behind-in-the-core-stream",
        """
        SELECT COUNT(*) FROM (
          SELECT stream
          FROM (
            SELECT stream, last_sequence FROM backoffice.stream_position
            UNION ALL
            SELECT stream, last_sequence FROM frontoffice.stream_position
            UNION ALL
            SELECT stream, last_sequence FROM ledger.stream_position) positions
          GROUP BY stream
          HAVING MIN(last_sequence) <> MAX(last_sequence)) behind
        """);
    count(
        unrest,
        "movements-not-mirrored-yet",
        """
        SELECT (SELECT COUNT(*) FROM backoffice.point_statement_book)
             + (SELECT COUNT(*) FROM backoffice.suspense)
             + (SELECT COUNT(*) FROM backoffice.suspense WHERE state = 'CLAIMED')
             + (SELECT COUNT(*) FROM backoffice.receivable)
             + (SELECT COUNT(*) FROM backoffice.receivable WHERE state = 'SETTLED')
             - (SELECT COUNT(*) FROM ledger.journal WHERE operation = 'MIRROR')
        """);
    return unrest;
  }

  private void transfer(List<Unrest> unrest) throws SQLException {
    if (!rows.hasTransfers()) {
      return;
    }
    count(
        unrest,
        "transfers-that-have-not-ended",
        "SELECT COUNT(*) FROM transfer.kku_transfer_orders WHERE status NOT IN (100, -1)");
    count(
        unrest,
        "transfer-obligations",
        """
        SELECT COUNT(*) FROM transfer.obligation
        WHERE state <> 'SETTLED' AND kind <> 'RECONCILE' AND kind <> 'CALLBACK'
        """);
  }

  private void frontoffice(List<Unrest> unrest) throws SQLException {
    count(
        unrest,
        "accepted-groups-that-nobody-has-judged",
        "SELECT COUNT(*) FROM frontoffice.order_group WHERE status = 'ACCEPTED'");
    count(
        unrest,
        "movements-not-told-yet",
        """
        SELECT COUNT(*)
        FROM backoffice.point_statement_book b
        JOIN frontoffice.order_group g ON g.group_id = b.group_id
        LEFT JOIN frontoffice.order_movement m
          ON m.group_id = b.group_id AND m.transfer_id = b.transfer_id AND m.state = 'MOVED'
        WHERE m.transfer_id IS NULL
        """);
  }

  private void count(List<Unrest> unrest, String what, String sql) throws SQLException {
    long count = rows.number(sql);
    if (count != 0) {
      unrest.add(new Unrest(what, count));
    }
  }
}
