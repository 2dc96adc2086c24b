package io.dams.transfer.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.transfer.TransferService;
import io.dams.transfer.app.Apps;
import io.dams.transfer.app.PartnerApp;
import io.dams.transfer.app.SampleTerms;
import io.dams.transfer.order.Opening;
import io.dams.transfer.order.OrderStatus;
import io.dams.transfer.order.Orders;
import io.dams.transfer.order.SampleOrders;
import io.dams.transfer.order.TransferOrder;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The first definite word decides, from wherever it comes; its opposite is noted. */
@TransferService
class OutboundIT {

  private static final AtomicInteger NAMES = new AtomicInteger(750_000);

  @Autowired Outbound outbound;
  @Autowired Orders orders;
  @Autowired Apps apps;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcTemplate jdbc;
  private PartnerApp app;

  @BeforeEach
  void register() {
    int number = NAMES.incrementAndGet();
    app =
        Objects.requireNonNull(
            transaction.execute(
                _ -> apps.create(SampleTerms.of("words_" + number, number), "test")));
  }

  @Test
  void aYesAfterANoChangesNothingAndIsNoted() {
    TransferOrder order = processing();

    assertThat(conclude(order, false)).isTrue();
    assertThat(conclude(order, false)).isTrue();
    assertThat(breaks(order)).isEmpty();
    assertThat(conclude(order, true)).isFalse();

    assertThat(orders.get(order.id()).status()).isNotEqualTo(OrderStatus.CALLBACK);
    assertThat(orders.get(order.id()).refusedAt()).isNotNull();
    assertThat(breaks(order)).containsExactly("partner-keeps-its-word");
    assertThat(owed(order)).containsExactly("OUT_VOID");
  }

  @Test
  void aNoAfterAYesChangesNothingAndIsNoted() {
    TransferOrder order = processing();

    assertThat(conclude(order, true)).isTrue();
    assertThat(conclude(order, true)).isTrue();
    assertThat(breaks(order)).isEmpty();
    assertThat(conclude(order, false)).isFalse();

    assertThat(orders.get(order.id()).refusedAt()).isNull();
    assertThat(breaks(order)).containsExactly("partner-keeps-its-word");
    assertThat(owed(order)).containsExactly("OUT_POST");
  }

  @Test
  void aWordBeforeAnythingIsHeldIsTooEarly() {
    TransferOrder order = created();

    for (boolean done : new boolean[] {true, false}) {
      assertThat(outbound.decide(order, word(order, done))).isEqualTo(new Decision.TooEarly());
    }

    assertThat(orders.get(order.id()).status()).isEqualTo(OrderStatus.CREATED);
    assertThat(orders.get(order.id()).refusedAt()).isNull();
    assertThat(owed(order)).isEmpty();
  }

  private TransferOrder created() {
    String name = "dams-" + NAMES.incrementAndGet();
    return Objects.requireNonNull(
        transaction.execute(
            _ -> ((Opening.Opened) orders.open(SampleOrders.out(app, name))).order()));
  }

  private TransferOrder processing() {
    long id = created().id();
    assertThat(Boolean.TRUE.equals(transaction.execute(_ -> orders.begin(id)))).isTrue();
    return orders.get(id);
  }

  private boolean conclude(TransferOrder order, boolean done) {
    PartnerWord word = word(order, done);
    return Boolean.TRUE.equals(transaction.execute(_ -> outbound.conclude(order, word)));
  }

  private static PartnerWord word(TransferOrder order, boolean done) {
    return new PartnerWord(done, order.outAmount(), done ? null : "no", null);
  }

  private List<String> breaks(TransferOrder order) {
    return jdbc.queryForList(
        "SELECT rule FROM kku_transfer_breaks WHERE order_id = ?", String.class, order.id());
  }

  private List<String> owed(TransferOrder order) {
    return jdbc.queryForList(
        "SELECT kind FROM obligation WHERE reference = ? AND kind LIKE 'OUT%'",
        String.class, Long.toString(order.id()));
  }
}
