package io.dams.transfer.query;

import io.dams.transfer.order.OrderView;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Orders as CSV (RFC 4180). A text that a spreadsheet would take for a formula is quoted as text.
 */
final class Csv {

  private static final String FORMULA = "=+-@\t\r";

  private Csv() {}

  /** The names of the columns, with the end of the line. */
  static String head() {
    return "id,transfer_app_id,out_order_id,out_user_id,user_id,currency_id,type,status,"
        + "out_amount,amount,exchange_rate,fee_rate,fee_amount,actual_amount,error_message,"
        + "remark,created_at,processed_at,callback_at,completed_at\r\n";
  }

  /** An order, with the end of the line. */
  static String line(OrderView order) {
    return join(
        order.id(),
        Integer.toString(order.transferAppId()),
        text(order.outOrderId()),
        text(order.outUserId()),
        order.userId(),
        Integer.toString(order.currencyId()),
        Integer.toString(order.type()),
        Integer.toString(order.status()),
        order.outAmount(),
        order.amount(),
        order.exchangeRate(),
        order.feeRate(),
        order.feeAmount(),
        order.actualAmount(),
        text(order.errorMessage()),
        text(order.remark()),
        order.createdAt().toString(),
        time(order.processedAt()),
        time(order.callbackAt()),
        time(order.completedAt()));
  }

  private static String join(String... fields) {
    return Arrays.stream(fields).collect(Collectors.joining(",")) + "\r\n";
  }

  private static String time(@Nullable Instant at) {
    return at == null ? "" : at.toString();
  }

  /** What others wrote. */
  static String text(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    String harmless = FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return "\"" + harmless.replace("\"", "\"\"") + "\"";
  }
}
