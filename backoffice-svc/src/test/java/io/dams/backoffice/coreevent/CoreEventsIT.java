package io.dams.backoffice.coreevent;

import static io.dams.backoffice.World.Merchant.BEAN;
import static io.dams.backoffice.World.Merchant.MART;
import static io.dams.backoffice.World.Merchant.SKY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dams.backoffice.BackofficeIT;
import io.dams.backoffice.Books;
import io.dams.backoffice.Exchange;
import io.dams.backoffice.Orders;
import io.dams.backoffice.World;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.DepthChanged;
import io.dams.contracts.topic.CoreEvent.GroupEnd;
import io.dams.contracts.topic.CoreEvent.LegEnd;
import io.dams.contracts.topic.CoreEvent.LegEnded;
import io.dams.contracts.topic.CoreEvent.OrderGroupAccepted;
import io.dams.contracts.topic.CoreEvent.OrderGroupEnded;
import io.dams.contracts.topic.CoreEvent.OrderGroupRejected;
import io.dams.contracts.topic.CoreEvent.Party;
import io.dams.contracts.topic.CoreEvent.RejectReason;
import io.dams.contracts.topic.CoreEvent.Traded;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** After submission: what the core says is settled and released, once, and only if it fits. */
@BackofficeIT
class CoreEventsIT {

  @Autowired private JdbcTemplate jdbc;
  @Autowired private CoreEvents events;
  @Autowired private TransactionTemplate transaction;

  private Books books;

  @BeforeEach
  void openBooks() {
    books = new Books(jdbc);
  }

  @Test
  void settlesTheFillsOfACommandAsOneTransferAndReleasesTheRestWithTheFee() {
    OrderGroupTerms seller = submitted(Orders.group().sell(SKY, 10));
    OrderGroupTerms buyer = submitted(Orders.group().buy(SKY, 10));
    Exchange.core(new OrderGroupAccepted(seller));
    long first =
        Exchange.core(
            new OrderGroupAccepted(buyer),
            trade(buyer, 0, seller, 0, 2),
            trade(buyer, 0, seller, 0, 3),
            new DepthChanged(seller.legs().getFirst().contract(), List.of(), List.of(), 100));
    long second = Exchange.core(trade(buyer, 0, seller, 0, 1));
    Exchange.core(
        ended(seller, 0, LegEnd.CANCELLED, 6, 3),
        new OrderGroupEnded(seller.group(), GroupEnd.PARTLY_FILLED, 0),
        ended(buyer, 0, LegEnd.CANCELLED, 6, 3),
        new OrderGroupEnded(buyer.group(), GroupEnd.PARTLY_FILLED, 400));

    rest(seller);
    rest(buyer);
    LegTerms sold = seller.legs().getFirst();
    LegTerms bought = buyer.legs().getFirst();
    assertThat(Exchange.moved(buyer.group()))
        .containsExactlyInAnyOrder(
            new Exchange.Moved(TransferId.settle(bought.leg(), first), TransferKind.SETTLE, 50),
            new Exchange.Moved(TransferId.settle(bought.leg(), second), TransferKind.SETTLE, 10));
    // fee 3 of 100, 60 executed: floor(3 x 60 / 100) = 1 is charged, 103 - 60 - 1 goes back
    assertThat(Exchange.moved(seller.group()))
        .containsExactlyInAnyOrder(
            new Exchange.Moved(TransferId.reserve(sold.leg()), TransferKind.RESERVE, 103),
            new Exchange.Moved(TransferId.release(sold.leg()), TransferKind.RETURN, 42),
            new Exchange.Moved(TransferId.fee(sold.leg()), TransferKind.FEE, 1));
    assertThat(World.merchant(SKY).totals().availableUnits(bought.externalUid())).isEqualTo(60);
    assertThat(World.merchant(SKY).totals().availableUnits(sold.externalUid())).isEqualTo(42);
    assertThat(books.groupState(seller.group())).isEqualTo("ENDED");
    assertThat(books.groupState(buyer.group())).isEqualTo("ENDED");
  }

  @Test
  void buysOneAndSellsManyToTheLastUnit() {
    OrderGroupTerms swap = submitted(Orders.group().buy(MART, 4).sell(SKY, 10).sell(BEAN, 7));
    OrderGroupTerms martMaker = submitted(Orders.group().sell(MART, 4));
    OrderGroupTerms skyMaker = submitted(Orders.group().buy(SKY, 10));
    OrderGroupTerms beanMaker = submitted(Orders.group().buy(BEAN, 7));
    Exchange.core(
        trade(skyMaker, 0, swap, 1, 10),
        trade(beanMaker, 0, swap, 2, 5),
        trade(swap, 0, martMaker, 0, 4),
        ended(swap, 1, LegEnd.FILLED, 10, 1),
        ended(swap, 0, LegEnd.FILLED, 4, 1),
        ended(swap, 2, LegEnd.LINK_ENDED, 5, 1),
        new OrderGroupEnded(swap.group(), GroupEnd.PARTLY_FILLED, 1_100),
        ended(martMaker, 0, LegEnd.FILLED, 4, 1),
        new OrderGroupEnded(martMaker.group(), GroupEnd.FILLED, 0),
        ended(skyMaker, 0, LegEnd.FILLED, 10, 1),
        new OrderGroupEnded(skyMaker.group(), GroupEnd.FILLED, 0),
        ended(beanMaker, 0, LegEnd.CANCELLED, 5, 1),
        new OrderGroupEnded(beanMaker.group(), GroupEnd.PARTLY_FILLED, 200));

    for (OrderGroupTerms terms : List.of(swap, martMaker, skyMaker, beanMaker)) {
      rest(terms);
      for (LegTerms leg : terms.legs()) {
        if (leg.side() == Side.SELL) {
          assertThat(
                  books.units(leg, TransferKind.RESERVE)
                      - books.units(leg, TransferKind.RETURN)
                      - books.units(leg, TransferKind.FEE))
              .isEqualTo(executed(leg));
        } else {
          assertThat(books.units(leg, TransferKind.SETTLE)).isEqualTo(executed(leg));
        }
      }
    }
    assertThat(books.units(swap.legs().get(2), TransferKind.RETURN)).isEqualTo(72 - 50 - 1);
    assertThat(books.units(swap.legs().get(2), TransferKind.FEE)).isEqualTo(1);
  }

  @Test
  void anEventThatComesAgainHasNoEffect() {
    OrderGroupTerms seller = submitted(Orders.group().sell(SKY, 2));
    OrderGroupTerms buyer = submitted(Orders.group().buy(SKY, 2));
    long command = Exchange.core(trade(buyer, 0, seller, 0, 2));
    CoreEvent again =
        new CoreEvent(
            0, Exchange.sequence(), command, true, Instant.now(), trade(buyer, 0, seller, 0, 2));
    Exchange.event(again);
    Exchange.event(again);
    Exchange.core(
        ended(seller, 0, LegEnd.FILLED, 2, 1),
        ended(buyer, 0, LegEnd.FILLED, 2, 1),
        new OrderGroupEnded(seller.group(), GroupEnd.FILLED, 0),
        new OrderGroupEnded(buyer.group(), GroupEnd.FILLED, 0));
    rest(seller);
    rest(buyer);
    assertThat(books.units(buyer.legs().getFirst(), TransferKind.SETTLE)).isEqualTo(20);
  }

  @Test
  void aRejectedGroupGetsEverythingBack() {
    OrderGroupTerms terms = submitted(Orders.group().sell(SKY, 10).sell(BEAN, 10).buy(MART, 1));
    Exchange.core(new OrderGroupRejected(terms, RejectReason.CONTRACT_HALTED));

    rest(terms);
    assertThat(books.groupState(terms.group())).isEqualTo("REJECTED");
    assertThat(books.heldUnits(terms)).isZero();
    assertThat(books.ours(terms.group()))
        .extracting(Books.Line::kind)
        .containsOnly(TransferKind.RESERVE, TransferKind.RETURN);
  }

  @Test
  void anOrderThatExpiresGetsBackWhatWasNotExecuted() {
    OrderGroupTerms seller = submitted(Orders.group().sell(SKY, 10));
    OrderGroupTerms idle = submitted(Orders.group().sell(BEAN, 10).sell(SKY, 5).buy(MART, 1));
    OrderGroupTerms buyer = submitted(Orders.group().buy(SKY, 4));
    Exchange.core(
        trade(buyer, 0, seller, 0, 4),
        ended(buyer, 0, LegEnd.FILLED, 4, 1),
        new OrderGroupEnded(buyer.group(), GroupEnd.FILLED, 0));
    Exchange.core(
        ended(seller, 0, LegEnd.EXPIRED, 4, 1),
        new OrderGroupEnded(seller.group(), GroupEnd.PARTLY_FILLED, 0),
        ended(idle, 0, LegEnd.EXPIRED, 0, 0),
        ended(idle, 1, LegEnd.EXPIRED, 0, 0),
        ended(idle, 2, LegEnd.EXPIRED, 0, 0),
        new OrderGroupEnded(idle.group(), GroupEnd.EXPIRED, 0));

    for (OrderGroupTerms terms : List.of(seller, idle, buyer)) {
      rest(terms);
      assertThat(books.heldUnits(terms)).isEqualTo(terms == seller ? 40 : 0);
    }
    assertThat(books.units(seller.legs().getFirst(), TransferKind.RETURN)).isEqualTo(103 - 40 - 1);
  }

  @Test
  void aDuplicateThatTheCoreRejectsReleasesNothing() {
    OrderGroupTerms terms = submitted(Orders.group().sell(SKY, 10));
    Exchange.core(new OrderGroupAccepted(terms));
    Exchange.core(new OrderGroupRejected(terms, RejectReason.DUPLICATE_GROUP));
    OrderGroupTerms later = submitted(Orders.group().sell(SKY, 10));
    Exchange.core(new OrderGroupRejected(later, RejectReason.EXPIRED));
    rest(later);

    assertThat(books.groupState(terms.group())).isEqualTo("SUBMITTED");
    assertThat(books.ours(terms.group())).hasSize(1);
  }

  @Test
  void anEndThatDoesNotFitOurRowsIsRefusedAndReturnsNothing() {
    OrderGroupTerms seller = submitted(Orders.group().sell(SKY, 10));
    OrderGroupTerms buyer = submitted(Orders.group().buy(SKY, 10));
    apply(trade(buyer, 0, seller, 0, 4));

    assertThatThrownBy(() -> apply(ended(seller, 0, LegEnd.CANCELLED, 3, 1)))
        .hasMessageContaining("our rows have 4 in 1");
    assertThatThrownBy(() -> apply(ended(seller, 0, LegEnd.CANCELLED, 4, 2)))
        .hasMessageContaining("our rows have 4 in 1");
    assertThatThrownBy(() -> apply(new OrderGroupEnded(seller.group(), GroupEnd.CANCELLED, 0)))
        .hasMessageContaining("ended before leg");
    assertThatThrownBy(() -> apply(trade(buyer, 0, seller, 0, 7)))
        .hasMessageContaining("fits no living leg");
    assertThatThrownBy(() -> apply(new OrderGroupRejected(seller, RejectReason.EXPIRED)))
        .hasMessageContaining("has traded");
    assertThat(books.legStates(seller.group())).containsExactly("PREPARED");

    apply(ended(seller, 0, LegEnd.CANCELLED, 4, 1));
    assertThatThrownBy(() -> apply(ended(seller, 0, LegEnd.CANCELLED, 4, 1)))
        .as("a leg ends once")
        .isInstanceOf(IllegalStateException.class);
    rest(seller);
    assertThat(books.units(seller.legs().getFirst(), TransferKind.RETURN)).isEqualTo(103 - 40 - 1);
  }

  /** The second command begins in one run, and is complete in the next. */
  @Test
  void aRunCountsEachTradeOfALegAndSettlesEachCommandOnce() {
    OrderGroupTerms seller = submitted(Orders.group().sell(SKY, 10));
    OrderGroupTerms buyer = submitted(Orders.group().buy(SKY, 10));
    long first = System.nanoTime();
    long second = first + 1;
    apply(
        event(first, false, trade(buyer, 0, seller, 0, 1)),
        event(first, true, trade(buyer, 0, seller, 0, 2)),
        event(second, false, trade(buyer, 0, seller, 0, 3)));
    assertThat(executed(buyer.legs().getFirst())).isEqualTo(60);
    apply(
        event(second, true, trade(buyer, 0, seller, 0, 1)),
        event(second + 1, false, ended(seller, 0, LegEnd.CANCELLED, 7, 4)),
        event(second + 1, false, new OrderGroupEnded(seller.group(), GroupEnd.PARTLY_FILLED, 0)),
        event(second + 1, true, ended(buyer, 0, LegEnd.CANCELLED, 7, 4)));
    assertThatThrownBy(() -> apply(event(second, true, trade(buyer, 0, seller, 0, 1))))
        .as("neither a leg that has ended, nor a command that is complete")
        .hasMessageContaining("fits no living leg");
    rest(seller);
    rest(buyer);

    LegId bought = buyer.legs().getFirst().leg();
    assertThat(Exchange.moved(buyer.group()))
        .containsExactlyInAnyOrder(
            new Exchange.Moved(TransferId.settle(bought, first), TransferKind.SETTLE, 30),
            new Exchange.Moved(TransferId.settle(bought, second), TransferKind.SETTLE, 40));
    assertThat(books.groupState(seller.group())).isEqualTo("ENDED");
    assertThat(books.groupState(buyer.group())).isEqualTo("SUBMITTED");
  }

  /** The first trade fits; with the second the leg would have executed more than was ordered. */
  @Test
  void nothingOfARunStandsOfWhichOneEventDoesNotFit() {
    OrderGroupTerms seller = submitted(Orders.group().sell(SKY, 10));
    OrderGroupTerms buyer = submitted(Orders.group().buy(SKY, 10));
    long command = System.nanoTime();
    assertThatThrownBy(
            () ->
                apply(
                    event(command, false, trade(buyer, 0, seller, 0, 6)),
                    event(command, true, trade(buyer, 0, seller, 0, 5))))
        .hasMessageContaining("fits no living leg");
    assertThat(executed(seller.legs().getFirst())).isZero();
    apply(event(command, true, trade(buyer, 0, seller, 0, 6)));
    assertThatThrownBy(() -> apply(event(command, true, trade(buyer, 0, seller, 0, 1))))
        .as("the command was complete")
        .isInstanceOf(DuplicateKeyException.class);
    assertThat(executed(seller.legs().getFirst())).isEqualTo(60);
  }

  @Test
  void anEventOfAGroupThatWeDoNotKnowIsRefused() {
    OrderGroupTerms unknown = Orders.group().sell(SKY, 1).terms();
    assertThatThrownBy(() -> apply(ended(unknown, 0, LegEnd.CANCELLED, 0, 0)))
        .hasMessageContaining("we do not");
  }

  private void apply(CoreEvent.Body body) {
    // out of the stream, and of a shard of its own, so that the stream itself does not stop
    apply(event(System.nanoTime(), true, body));
  }

  private static CoreEvent event(long command, boolean last, CoreEvent.Body body) {
    return new CoreEvent(1, 1, command, last, Instant.now(), body);
  }

  /** A run of events, in one transaction. */
  private void apply(CoreEvent... run) {
    transaction.executeWithoutResult(_ -> events.apply(List.of(run), (_, work) -> work.run()));
  }

  private OrderGroupTerms submitted(Orders orders) {
    OrderGroupTerms terms = orders.terms();
    Exchange.place(terms);
    Exchange.submission(terms.group());
    return terms;
  }

  private long executed(LegTerms leg) {
    return jdbc.queryForObject(
        "SELECT executed_lots * lot_units FROM order_leg WHERE leg_id = ?",
        Long.class,
        leg.leg().value());
  }

  private void rest(OrderGroupTerms terms) {
    await()
        .atMost(Exchange.PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(books.legStates(terms.group())).containsOnly("ENDED");
              assertThat(books.open(terms)).isEmpty();
              for (LegTerms leg : terms.legs()) {
                if (leg.side() == Side.BUY && !books.groupState(terms.group()).equals("REJECTED")) {
                  assertThat(books.units(leg, TransferKind.SETTLE)).isEqualTo(executed(leg));
                }
              }
              assertThat(Exchange.moved(terms.group())).hasSameSizeAs(books.ours(terms.group()));
            });
    books.agree(terms.group());
  }

  private static Traded trade(
      OrderGroupTerms buyer, int buyLeg, OrderGroupTerms seller, int sellLeg, long lots) {
    LegTerms buy = buyer.legs().get(buyLeg);
    LegTerms sell = seller.legs().get(sellLeg);
    assertThat(buy.contract()).isEqualTo(sell.contract());
    return new Traded(
        buy.contract(),
        lots,
        Orders.LOT,
        100,
        new Party(buyer.group(), buy.leg(), buyer.user()),
        new Party(seller.group(), sell.leg(), seller.user()),
        Side.BUY);
  }

  private static LegEnded ended(
      OrderGroupTerms terms, int leg, LegEnd reason, long lots, int trades) {
    return new LegEnded(terms.group(), terms.legs().get(leg).leg(), reason, lots, trades);
  }
}
