package io.dams.systemtests.audit;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.systemtests.audit.Books.Frontoffice;
import io.dams.systemtests.audit.Books.Told;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Reads the frontoffice's schema: what customers are told. */
record FrontofficeReader(Rows rows) {

  Frontoffice read() throws SQLException {
    Map<OrderGroupId, String> groups = new HashMap<>();
    rows.all(
        "SELECT group_id, status FROM frontoffice.order_group",
        row -> groups.put(new OrderGroupId(row.getLong(1)), row.getString(2)));
    Map<LegId, Told> legs = new HashMap<>();
    rows.all(
        """
        SELECT leg_id, executed_lots * lot_units AS executed_units, reserved_units, settled_units,
               returned_units, paid_fee_units
        FROM frontoffice.order_leg
        """,
        row ->
            legs.put(
                new LegId(row.getLong("leg_id")),
                new Told(
                    Rows.exact(row, "executed_units"),
                    row.getLong("reserved_units"),
                    row.getLong("settled_units"),
                    row.getLong("returned_units"),
                    row.getLong("paid_fee_units"))));
    return new Frontoffice(groups, legs);
  }
}
