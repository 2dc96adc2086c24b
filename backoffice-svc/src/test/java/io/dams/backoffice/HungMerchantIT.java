package io.dams.backoffice;

import static io.dams.backoffice.World.Merchant.SKY;
import static io.dams.backoffice.World.Merchant.TIDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.topic.CoreEvent.Party;
import io.dams.contracts.topic.CoreEvent.Traded;
import io.dams.contracts.topic.OrderEvent;
import io.dams.contracts.topic.OrderEvent.SubmitFailure;
import io.dams.sandbox.merchant.Fault;
import io.dams.sandbox.merchant.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One merchant hangs. Isolation is asserted by what waits for what, not by the clock: the two p99s,
 * measured in one run, are printed.
 */
@BackofficeIT
class HungMerchantIT {

  private static final int ORDERS = 60;
  private static final int WARM_UP = 20;
  private static final int AT_ONCE = 5;
  private static final int LANE_LIMIT = 16;

  @Autowired private JdbcTemplate jdbc;

  private Books books;

  @BeforeEach
  void openBooks() {
    books = new Books(jdbc);
  }

  @AfterEach
  void mendMerchants() {
    World.merchant(TIDE).faults().clear();
  }

  @Test
  void leavesTheOthersAtSpeedFailsItsNewOrdersFastAndSettlesWhatItOwesLater() {
    OrderGroupTerms seller = submitted(Orders.group().sell(TIDE, 5));
    OrderGroupTerms buyer = submitted(Orders.group().buy(TIDE, 5));
    orders(WARM_UP);
    List<OrderGroupTerms> before = orders(ORDERS);

    World.merchant(TIDE).faults().add(Fault.of(Fault.Hang.of(Duration.ofSeconds(3))).always());
    TransferId settle = trade(seller, buyer);
    List<OrderGroupTerms> hung = tide(30);
    await()
        .atMost(Exchange.PATIENCE)
        .until(
            () ->
                World.merchant(TIDE).requests().count(Operation.TRANSFER, settle.value()) > 0
                    && attemptsUnderWay() >= 3);
    List<OrderGroupTerms> during = orders(ORDERS);

    assertThat(attemptsUnderWay()).isLessThanOrEqualTo(LANE_LIMIT);
    assertThat(books.ours(buyer.group())).as("it hung all the time").isEmpty();
    for (OrderGroupTerms terms : during) {
      String reserve = TransferId.reserve(terms.legs().getFirst().leg()).value();
      assertThat(World.merchant(SKY).requests().count(Operation.TRANSFER, reserve)).isOne();
    }
    System.out.printf(
        "HungMerchantIT: p99 from arrival to submission, others alone %d us, beside a hung"
            + " merchant %d us%n",
        p99Micros(before), p99Micros(during));

    hung.forEach(books::deadlinePasses);
    hung.forEach(terms -> isUnavailable(terms));
    List<OrderGroupTerms> late = failsFast();
    assertThat(books.open(buyer)).as("what was owed before is still owed").isNotEmpty();

    World.merchant(TIDE).faults().clear();
    await()
        .atMost(Exchange.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(books.ours(buyer.group()))
                    .containsExactly(new Books.Line(settle.value(), TransferKind.SETTLE, 50)));
    hung.forEach(this::rest);
    late.forEach(this::rest);
    await()
        .atMost(Exchange.PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () ->
                Exchange.decision(placed(Orders.group().sell(TIDE, 1)).group())
                    instanceof OrderEvent.OrderGroupSubmitted);
  }

  /** While the breaker is open nothing is sent for a new order, and it fails with the reason. */
  private List<OrderGroupTerms> failsFast() {
    tide(5).forEach(this::failsFastOrProbes);
    List<OrderGroupTerms> late = tide(8);
    late.forEach(this::failsFastOrProbes);
    assertThat(late).filteredOn(HungMerchantIT::wasSent).as("probes").hasSizeLessThan(5);
    return late;
  }

  /** One in a pause is let through, and then has its whole time. */
  private void failsFastOrProbes(OrderGroupTerms terms) {
    await()
        .atMost(Exchange.PATIENCE)
        .until(() -> wasSent(terms) || !Exchange.orderEvents(terms.group()).isEmpty());
    if (wasSent(terms)) {
      books.deadlinePasses(terms);
    }
    isUnavailable(terms);
  }

  private static boolean wasSent(OrderGroupTerms terms) {
    String reserve = TransferId.reserve(terms.legs().getFirst().leg()).value();
    return World.merchant(TIDE).requests().count(Operation.TRANSFER, reserve) > 0;
  }

  private static void isUnavailable(OrderGroupTerms terms) {
    assertThat(Exchange.failure(terms.group()).reason())
        .isEqualTo(SubmitFailure.MERCHANT_UNAVAILABLE);
  }

  /** Some at a time, so that they do not wait for each other. */
  private static List<OrderGroupTerms> orders(int count) {
    List<OrderGroupTerms> all = new ArrayList<>();
    for (int i = 0; i < count; i += AT_ONCE) {
      List<OrderGroupTerms> some =
          Stream.generate(() -> placed(Orders.group().sell(SKY, 1))).limit(AT_ONCE).toList();
      some.forEach(terms -> Exchange.submission(terms.group()));
      all.addAll(some);
    }
    return all;
  }

  private static List<OrderGroupTerms> tide(int count) {
    return IntStream.range(0, count).mapToObj(_ -> placed(Orders.group().sell(TIDE, 1))).toList();
  }

  private long attemptsUnderWay() {
    Long count =
        jdbc.queryForObject(
            """
            SELECT COUNT(*) FROM obligation
            WHERE lane = 'TIDE' AND state <> 'SETTLED' AND lease_until > NOW(6)
            """,
            Long.class);
    return count == null ? 0 : count;
  }

  private long p99Micros(List<OrderGroupTerms> groups) {
    List<Long> sorted =
        groups.stream()
            .map(
                terms ->
                    jdbc.queryForObject(
                        """
                        SELECT TIMESTAMPDIFF(MICROSECOND, created_at, changed_at)
                        FROM order_group WHERE group_id = ?
                        """,
                        Long.class,
                        terms.group().value()))
            .sorted()
            .toList();
    return sorted.get((sorted.size() * 99 - 1) / 100);
  }

  private static TransferId trade(OrderGroupTerms seller, OrderGroupTerms buyer) {
    LegTerms bought = buyer.legs().getFirst();
    long command =
        Exchange.core(
            new Traded(
                bought.contract(),
                5,
                Orders.LOT,
                100,
                new Party(buyer.group(), bought.leg(), buyer.user()),
                new Party(seller.group(), seller.legs().getFirst().leg(), seller.user()),
                Side.BUY));
    return TransferId.settle(bought.leg(), command);
  }

  private static OrderGroupTerms placed(Orders orders) {
    OrderGroupTerms terms = orders.terms();
    Exchange.place(terms);
    return terms;
  }

  private static OrderGroupTerms submitted(Orders orders) {
    OrderGroupTerms terms = placed(orders);
    Exchange.submission(terms.group());
    return terms;
  }

  private void rest(OrderGroupTerms terms) {
    await().atMost(Exchange.PATIENCE).untilAsserted(() -> assertThat(books.open(terms)).isEmpty());
    assertThat(books.heldUnits(terms)).isZero();
    books.agree(terms.group());
  }
}
