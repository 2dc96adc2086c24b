package io.dams.systemtests.audit;

import io.dams.systemtests.audit.Books.Transfer;
import io.dams.systemtests.audit.Books.Transfers;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the transfer service's orders, archived ones too, and what the ledger has of each. */
record TransferReader(Rows rows) {

  /**
   * All orders.
   *
   * @param partner what the partner says, read apart
   */
  Transfers read(List<Books.PartnerSays> partner) throws SQLException {
    if (!rows.hasTransfers()) {
      return new Transfers(List.of(), 0, partner);
    }
    List<Transfer> orders =
        rows.all(
            """
            SELECT o.id, o.out_order_id, o.type, o.status, o.out_amount,
                   o.amount, o.fee_amount, o.actual_amount, o.asked,
                   j.id IS NOT NULL AS journalled, COALESCE(e.units, 0) AS user_units,
                   h.state AS hold_state, COALESCE(h.placed_units, 0) AS placed_units,
                   CASE WHEN o.currency_id IN (1, 2) THEN 10000 ELSE 100 END AS per_one,
                   c.state AS callback_state
            FROM (
              SELECT id, out_order_id, type, status, out_amount, amount, fee_amount,
                     actual_amount, currency_id, fund_id, user_id,
                     IF(type = 1, processed_at < callback_at, partner_asked_at IS NOT NULL) AS asked
              FROM transfer.kku_transfer_orders
              UNION ALL
              SELECT id, out_order_id, type, status, out_amount, amount, fee_amount,
                     actual_amount, currency_id, fund_id, user_id,
                     IF(type = 1, processed_at < callback_at, partner_asked_at IS NOT NULL)
              FROM transfer.kku_transfer_orders_archive) o
            LEFT JOIN ledger.journal j
              ON j.caller = 'transfer-svc' AND j.reference = CONCAT('journal-in-', o.id)
            LEFT JOIN ledger.entry e
              ON e.journal_id = j.id
              AND e.account = CONCAT('user:', o.user_id, ':', o.fund_id, ':',
                ELT(o.currency_id, 'GOLD', 'DIAMOND', 'CNY', 'USD'))
            LEFT JOIN ledger.hold h ON h.id = CONCAT('transfer-svc/out-', o.id)
            LEFT JOIN transfer.kku_transfer_callbacks c ON c.order_id = o.id
            ORDER BY o.id
            """,
            row -> {
              @Nullable String hold = row.getString("hold_state");
              @Nullable String callback = row.getString("callback_state");
              var perOne = row.getBigDecimal("per_one");
              return new Transfer(
                  row.getLong("id"),
                  row.getString("out_order_id"),
                  row.getInt("type") == 1,
                  row.getInt("status"),
                  row.getBigDecimal("out_amount"),
                  row.getBigDecimal("amount").multiply(perOne).longValueExact(),
                  row.getBigDecimal("fee_amount").multiply(perOne).longValueExact(),
                  row.getBigDecimal("actual_amount").multiply(perOne).longValueExact(),
                  row.getBoolean("asked"),
                  row.getBoolean("journalled"),
                  row.getLong("user_units"),
                  hold,
                  row.getLong("placed_units"),
                  callback);
            });
    long strangers =
        rows.number(
            """
            SELECT
              (SELECT COUNT(*) FROM ledger.journal j
               WHERE j.caller = 'transfer-svc' AND j.reference LIKE 'journal-in-%'
                 AND NOT EXISTS (
                   SELECT 1 FROM transfer.kku_transfer_order_keys k
                   WHERE k.order_id = CAST(SUBSTRING(j.reference, 12) AS UNSIGNED)))
              + (SELECT COUNT(*) FROM ledger.hold h
                 WHERE h.id LIKE 'transfer-svc/out-%'
                   AND NOT EXISTS (
                     SELECT 1 FROM transfer.kku_transfer_order_keys k
                     WHERE k.order_id = CAST(SUBSTRING(h.id, 18) AS UNSIGNED)))
            """);
    return new Transfers(orders, strangers, partner);
  }
}
