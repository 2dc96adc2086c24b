package io.dams.transfer.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.transfer.order.OrderView;
import io.dams.transfer.order.SampleOrders;
import io.dams.transfer.order.TransferType;
import org.junit.jupiter.api.Test;

class CsvTest {

  @Test
  void writesAnOrderAsALineWithAsManyFieldsAsTheHead() {
    var order = SampleOrders.order(TransferType.IN, 456, 961_584, 9_616, null, null);

    String line = Csv.line(OrderView.of(order));

    assertThat(line)
        .isEqualTo(
            "12345,7,\"EXT_ORDER_123456\",\"EXT_USER_789\",456,2,1,30,100.5000000000,"
                + "96.1584000000,0.9568,0.0100,0.9616000000,95.1968000000,,,"
                + "2026-11-21T08:00:00Z,2026-11-21T08:00:00Z,2026-11-21T08:00:00Z,\r\n");
    assertThat(line.split(",", -1)).hasSameSizeAs(Csv.head().split(",", -1));
  }

  @Test
  void aTextOfOthersIsNeverAFormulaAndNeverEndsItsField() {
    assertThat(Csv.text("=HYPERLINK(\"x\")")).isEqualTo("\"'=HYPERLINK(\"\"x\"\")\"");
    assertThat(Csv.text("+1")).isEqualTo("\"'+1\"");
    assertThat(Csv.text("a,b\r\nc")).isEqualTo("\"a,b\r\nc\"");
    assertThat(Csv.text(null)).isEmpty();
  }
}
