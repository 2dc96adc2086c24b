package io.dams.transfer.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.transfer.TransferService;
import io.dams.transfer.app.Apps;
import io.dams.transfer.app.PartnerApp;
import io.dams.transfer.app.SampleTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Compare-and-set in the database moves an order as the table of its statuses says. */
@TransferService
class OrdersIT {

  private static final AtomicInteger NAMES = new AtomicInteger(700_000);

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
                _ -> apps.create(SampleTerms.of("orders_" + number, number), "test")));
  }

  @Test
  void movesFromAStatusOnlyWhereTheTableAllows() {
    for (OrderStatus from : OrderStatus.values()) {
      for (boolean refused : new boolean[] {false, true}) {
        boolean open = !refused;
        assertThat(moves(from, refused, orders::begin))
            .as("begin from %s, refused %s", from, refused)
            .isEqualTo(open && from == OrderStatus.CREATED);
        assertThat(moves(from, refused, id -> orders.confirm(id, null)))
            .as("confirm from %s, refused %s", from, refused)
            .isEqualTo(open && from.mayBecome(OrderStatus.CALLBACK));
        assertThat(moves(from, refused, orders::complete))
            .as("complete from %s, refused %s", from, refused)
            .isEqualTo(from.mayBecome(OrderStatus.COMPLETED));
        assertThat(moves(from, refused, id -> orders.refuse(id, "no", null)))
            .as("refuse from %s, refused %s", from, refused)
            .isEqualTo(open && from.mayBecome(OrderStatus.FAILED));
        assertThat(moves(from, refused, orders::fail))
            .as("fail from %s, refused %s", from, refused)
            .isEqualTo(refused && from.mayBecome(OrderStatus.FAILED));
      }
    }
  }

  @Test
  void ofAYesAndANoAtTheSameMomentOneDecides() throws Exception {
    for (int round = 0; round < 20; round++) {
      long id = at(OrderStatus.PROCESSING, false);
      List<Callable<Boolean>> words = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        words.add(() -> inTransaction(id, it -> orders.confirm(it, null)));
        words.add(() -> inTransaction(id, it -> orders.refuse(it, "no", null)));
      }
      int decided = 0;
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Boolean> word : threads.invokeAll(words)) {
          decided += word.get() ? 1 : 0;
        }
      }
      assertThat(decided).isEqualTo(1);
      TransferOrder order = orders.get(id);
      assertThat(order.status() == OrderStatus.CALLBACK).isNotEqualTo(order.refusedAt() != null);
    }
  }

  /** One step of an order's life. */
  private interface Step {
    boolean take(long id);
  }

  private boolean moves(OrderStatus from, boolean refused, Step step) {
    long id = at(from, refused);
    boolean moved = inTransaction(id, step);
    TransferOrder after = orders.get(id);
    boolean changed = after.status() != from || (after.refusedAt() != null) != refused;
    assertThat(changed).isEqualTo(moved);
    return moved;
  }

  private boolean inTransaction(long id, Step step) {
    return Boolean.TRUE.equals(transaction.execute(_ -> step.take(id)));
  }

  private long at(OrderStatus status, boolean refused) {
    long id =
        Objects.requireNonNull(
            transaction.execute(
                _ ->
                    ((Opening.Opened)
                            orders.open(SampleOrders.out(app, "dams-" + NAMES.incrementAndGet())))
                        .order()
                        .id()));
    jdbc.update(
        """
        UPDATE kku_transfer_orders
        SET status = ?, refused_at = IF(?, UTC_TIMESTAMP(6), NULL),
            completed_at = IF(? = 100, UTC_TIMESTAMP(6), NULL)
        WHERE id = ?
        """,
        status.code(),
        refused,
        status.code(),
        id);
    return id;
  }
}
