package io.dams.systemtests.audit;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.Side;
import io.dams.systemtests.audit.Books.Backoffice;
import io.dams.systemtests.audit.Books.Group;
import io.dams.systemtests.audit.Books.Leg;
import io.dams.systemtests.audit.Books.Moved;
import io.dams.systemtests.audit.Books.Pursuit;
import io.dams.systemtests.audit.Books.Receivable;
import io.dams.systemtests.audit.Books.Settlement;
import io.dams.systemtests.audit.Books.Suspended;
import io.dams.systemtests.audit.Snapshot.ErrorEntry;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the backoffice's schema. */
record BackofficeReader(Rows rows) {

  Backoffice read() throws SQLException {
    return new Backoffice(
        groups(), legs(), moved(), owed(), settlements(), suspense(), receivables());
  }

  private Map<OrderGroupId, Group> groups() throws SQLException {
    Map<OrderGroupId, Group> groups = new HashMap<>();
    rows.all(
        "SELECT group_id, state, hold_state FROM backoffice.order_group",
        row -> {
          var id = new OrderGroupId(row.getLong("group_id"));
          return groups.put(id, new Group(id, row.getString("state"), row.getString("hold_state")));
        });
    return groups;
  }

  private List<Leg> legs() throws SQLException {
    return rows.all(
        """
        SELECT leg_id, point, side, state, lots, lot_units, fee_units, executed_lots
        FROM backoffice.order_leg ORDER BY leg_id
        """,
        row ->
            new Leg(
                new LegId(row.getLong("leg_id")),
                new AssetCode(row.getString("point")),
                Side.valueOf(row.getString("side")),
                row.getString("state"),
                Math.multiplyExact(row.getLong("lots"), row.getLong("lot_units")),
                row.getLong("fee_units"),
                Math.multiplyExact(row.getLong("executed_lots"), row.getLong("lot_units"))));
  }

  private List<Moved> moved() throws SQLException {
    return rows.all(
        """
        SELECT transfer_id, kind, ex_code, units, leg_id, uid, reverses, merchant_reference
        FROM backoffice.point_statement_book ORDER BY transfer_id
        """,
        row -> {
          @Nullable String reverses = row.getString("reverses");
          return new Moved(
              new TransferId(row.getString("transfer_id")),
              TransferKind.valueOf(row.getString("kind")),
              new AssetCode(row.getString("ex_code")),
              row.getLong("units"),
              new LegId(row.getLong("leg_id")),
              row.getString("uid"),
              reverses == null ? null : new TransferId(reverses),
              row.getString("merchant_reference"));
        });
  }

  private Set<String> owed() throws SQLException {
    return references("SELECT reference FROM backoffice.obligation WHERE state <> 'SETTLED'");
  }

  private List<Settlement> settlements() throws SQLException {
    return rows.all(
        "SELECT leg_id, command, units, owed FROM backoffice.settlement",
        row ->
            new Settlement(
                new LegId(row.getLong("leg_id")),
                row.getLong("command"),
                row.getLong("units"),
                row.getBoolean("owed")));
  }

  /** What became of the movements that were owed. */
  Pursuit pursuit() throws SQLException {
    return new Pursuit(
        references(
            """
            SELECT reference FROM backoffice.obligation
            WHERE state = 'SETTLED' AND kind IN ('SETTLE', 'RETURN', 'FEE')
            """),
        references(
            """
            SELECT reference FROM backoffice.obligation
            WHERE state = 'STUCK' AND kind IN ('RESERVE', 'SETTLE', 'RETURN', 'FEE')
            """),
        references(
            """
            SELECT transfer_id FROM backoffice.point_error_statement_book
            WHERE resolved_at IS NULL
            """));
  }

  private Set<String> references(String sql) throws SQLException {
    return new HashSet<>(rows.all(sql, row -> row.getString(1)));
  }

  private List<Suspended> suspense() throws SQLException {
    return rows.all(
        "SELECT transfer_id, ex_code, units, claim_id FROM backoffice.suspense",
        row -> {
          @Nullable String claim = row.getString("claim_id");
          return new Suspended(
              new TransferId(row.getString("transfer_id")),
              new AssetCode(row.getString("ex_code")),
              row.getLong("units"),
              claim == null ? null : new TransferId(claim));
        });
  }

  private List<Receivable> receivables() throws SQLException {
    return rows.all(
        "SELECT transfer_id, kind, ex_code, units, state FROM backoffice.receivable",
        row ->
            new Receivable(
                new TransferId(row.getString("transfer_id")),
                TransferKind.valueOf(row.getString("kind")),
                new AssetCode(row.getString("ex_code")),
                row.getLong("units"),
                row.getString("state").equals("SETTLED")));
  }

  /** Open entries of the error book. */
  List<ErrorEntry> errors() throws SQLException {
    return rows.all(
        """
        SELECT transfer_id, kind, ex_code, units, reason
        FROM backoffice.point_error_statement_book WHERE resolved_at IS NULL ORDER BY id
        """,
        row ->
            new ErrorEntry(
                row.getString("transfer_id"),
                row.getString("kind"),
                row.getString("ex_code"),
                row.getLong("units"),
                row.getString("reason")));
  }
}
