package io.dams.transfer.query;

import io.dams.platform.problem.ProblemException;
import io.dams.transfer.order.OrderProblem;
import io.dams.transfer.order.OrderStatus;
import io.dams.transfer.order.OrderView;
import io.dams.transfer.order.Orders;
import io.dams.transfer.order.TransferOrder;
import io.dams.transfer.order.TransferType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** All orders, for operators. */
@RestController
@RequestMapping("/ops/transfer-orders")
class OpsOrderController {

  private static final int EXPORT_PAGE = 1_000;
  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

  private final OrderLists lists;
  private final Orders orders;

  OpsOrderController(OrderLists lists, Orders orders) {
    this.lists = lists;
    this.orders = orders;
  }

  /** Orders that fit, the oldest first. */
  @GetMapping
  OrderPage list(
      @RequestParam(defaultValue = "false") boolean archived,
      @RequestParam(required = false) @Nullable Integer app,
      @RequestParam(required = false) @Nullable Long user,
      @RequestParam(required = false) @Nullable TransferType type,
      @RequestParam(required = false) @Nullable OrderStatus status,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "50") int limit) {
    int bound = Math.clamp(limit, 1, OrderPage.MAX_LIMIT);
    var filter = new OrderFilter(archived, app, user, type, status, from, to);
    return OrderPage.of(lists.list(filter, after, bound), bound);
  }

  /** One order, also from the archive. */
  @GetMapping("/{id}")
  OrderView get(@PathVariable long id) {
    return orders
        .find(id)
        .map(OrderView::of)
        .orElseThrow(
            () -> new ProblemException(OrderProblem.NO_SUCH_ORDER, "there is no order " + id));
  }

  /**
   * The orders of a period as CSV, those of the archive last. An order that is archived while this
   * is written may stand in it twice, never in none.
   */
  @GetMapping("/export")
  ResponseEntity<StreamingResponseBody> export(
      @RequestParam(required = false) @Nullable Integer app,
      @RequestParam Instant from,
      @RequestParam Instant to) {
    StreamingResponseBody body =
        out -> {
          out.write(Csv.head().getBytes(StandardCharsets.UTF_8));
          write(new OrderFilter(false, app, null, null, null, from, to), out);
          write(new OrderFilter(true, app, null, null, null, from, to), out);
        };
    return ResponseEntity.ok()
        .contentType(CSV)
        .header("Content-Disposition", "attachment; filename=\"transfer-orders.csv\"")
        .body(body);
  }

  private void write(OrderFilter filter, OutputStream out) throws IOException {
    long after = 0;
    List<TransferOrder> page;
    do {
      page = lists.list(filter, after, EXPORT_PAGE);
      for (TransferOrder order : page) {
        out.write(Csv.line(OrderView.of(order)).getBytes(StandardCharsets.UTF_8));
        after = order.id();
      }
    } while (page.size() == EXPORT_PAGE);
  }
}
