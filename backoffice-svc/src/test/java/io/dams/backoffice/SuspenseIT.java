package io.dams.backoffice;

import static io.dams.backoffice.World.Merchant.BEAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.topic.CoreEvent.OrderGroupRejected;
import io.dams.contracts.topic.CoreEvent.Party;
import io.dams.contracts.topic.CoreEvent.RejectReason;
import io.dams.contracts.topic.CoreEvent.Traded;
import io.dams.contracts.topic.StatementEvent;
import io.dams.contracts.topic.StatementEvent.PointsClaimed;
import io.dams.contracts.topic.StatementEvent.PointsMoved;
import io.dams.contracts.topic.StatementEvent.PointsSuspended;
import io.dams.contracts.topic.WalletBound;
import io.dams.sandbox.merchant.Fault;
import io.dams.sandbox.merchant.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Bought points whose destination is closed wait for another one, and are paid there once. */
@BackofficeIT
class SuspenseIT {

  /** Much longer than we wait for the merchant, and than what is to happen meanwhile takes. */
  private static final Duration STALL = Duration.ofSeconds(5);

  @Autowired private JdbcTemplate jdbc;
  @LocalServerPort private int port;

  private Ops ops;
  private Books books;
  private OrderGroupTerms buyer;
  private TransferId settle;

  @BeforeEach
  void openBooks() {
    ops = new Ops(port);
    books = new Books(jdbc);
  }

  @AfterEach
  void mendMerchants() {
    World.merchant(BEAN).faults().clear();
  }

  @Test
  void aClosedAccountSuspendsThePointsAndARebindingClaimsThem() {
    buysAndCloses();
    awaitState(settle, "SUSPENDED");
    assertThat(books.open(buyer)).as("nothing is owed meanwhile").isEmpty();
    assertThat(books.ours(buyer.group())).isEmpty();
    JsonNode entry = ops.get("/suspense/" + settle).path("suspended");
    assertThat(entry.path("units").asString()).isEqualTo("20");
    assertThat(entry.path("reason").asString()).isEqualTo("ACCOUNT_CLOSED");

    String other = join("again");
    bind(other);
    awaitPaid(other, TransferId.again(settle, 1));
    assertThat(ops.get("/suspense/" + settle).path("trail").get(0).path("actor").asString())
        .isEqualTo("wallet-bound");
    assertThat(Exchange.statements(buyer.group()))
        .extracting(StatementEvent::getClass)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .containsExactly(PointsSuspended.class, PointsClaimed.class, PointsMoved.class);
    books.agree(buyer.group());
  }

  @Test
  void aSecondClosedAccountSuspendsThemAgainAndAnOperatorNamesAThird() {
    buysAndCloses();
    awaitState(settle, "SUSPENDED");
    String second = join("second");
    World.merchant(BEAN).closeAccount(second);
    bind(second);
    TransferId claim = TransferId.again(settle, 1);
    awaitState(claim, "SUSPENDED");

    String third = join("third");
    Map<String, String> destination =
        Map.of("uid", third, "reference", "letter 12", "note", "the buyer's new account");
    String path = "/suspense/" + claim + "/claim";
    assertThat(ops.post(path, Map.of("uid", third)).status()).isEqualTo(400);
    assertThat(ops.post(path, destination, "frontoffice-svc").status()).isEqualTo(403);
    assertThat(ops.post(path, destination).status()).isEqualTo(202);
    assertThat(ops.post(path, destination).status()).isEqualTo(409);
    assertThat(ops.post("/suspense/" + settle + "/claim", destination).status()).isEqualTo(409);
    awaitPaid(third, TransferId.again(settle, 2));
    JsonNode trail = ops.get("/suspense/" + claim).path("trail").get(0);
    assertThat(trail.path("actor").asString()).isEqualTo("operator");
    assertThat(trail.path("reference").asString()).isEqualTo("letter 12");
    books.agree(buyer.group());
  }

  /** A merchant returns only to the member of the reserve, so that what is claimed is settled. */
  @Test
  void aReturnToAClosedAccountIsSuspendedAndClaimedByARebinding() {
    OrderGroupTerms seller = submitted(Orders.group().sell(BEAN, 2));
    buyer = seller;
    LegTerms leg = seller.legs().getFirst();
    World.merchant(BEAN).closeAccount(leg.externalUid());
    Exchange.core(new OrderGroupRejected(seller, RejectReason.EXPIRED));
    TransferId release = TransferId.release(leg.leg());
    awaitState(release, "SUSPENDED");
    assertThat(books.open(seller)).as("nothing is owed meanwhile").isEmpty();
    assertThat(World.merchant(BEAN).requests().count(Operation.CANCEL, release.value())).isOne();
    JsonNode entry = ops.get("/suspense/" + release).path("suspended");
    assertThat(entry.path("kind").asString()).isEqualTo("RETURN");
    assertThat(entry.path("units").asString()).isEqualTo(Long.toString(leg.reserveUnits()));

    String second = join("second");
    World.merchant(BEAN).closeAccount(second);
    bind(second);
    awaitState(TransferId.again(release, 1), "SUSPENDED");
    String third = join("third");
    bind(third);
    TransferId claim = TransferId.again(release, 2);
    await()
        .atMost(Exchange.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(books.ours(seller.group()))
                    .containsExactlyInAnyOrder(
                        new Books.Line(claim.value(), TransferKind.SETTLE, leg.reserveUnits()),
                        new Books.Line(
                            TransferId.reserve(leg.leg()).value(),
                            TransferKind.RESERVE,
                            leg.reserveUnits())));
    assertThat(World.merchant(BEAN).totals().availableUnits(third)).isEqualTo(leg.reserveUnits());
    assertThat(books.error(release)).as("nobody had to look at it").isEmpty();
    books.agree(seller.group());
  }

  /** The refusal comes for the repetition; the first request was only slow, and is still there. */
  @Test
  void aSettlementThatStallsUntilItIsSuspendedFindsATombstone() {
    OrderGroupTerms terms = submitted(Orders.group().buy(BEAN, 2));
    LegTerms leg = terms.legs().getFirst();
    World.merchant(BEAN)
        .faults()
        .add(Fault.of(Fault.Stall.of(STALL)).on(TransferKind.SETTLE).subject(leg.externalUid()));
    World.merchant(BEAN)
        .faults()
        .add(
            Fault.of(new Fault.Refuse(io.dams.contracts.merchant.MerchantProblem.ACCOUNT_CLOSED))
                .on(TransferKind.SETTLE)
                .subject(leg.externalUid())
                .always());
    buyer = terms;
    settle = trade(terms);
    awaitState(settle, "SUSPENDED");
    World.merchant(BEAN).faults().clear();
    await()
        .during(STALL)
        .atMost(Exchange.PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(World.merchant(BEAN).requests().count(Operation.CANCEL, settle.value()))
                  .isPositive();
              assertThat(books.theirs(terms.group())).isEmpty();
            });
    bind(leg.externalUid());
    awaitPaid(leg.externalUid(), TransferId.again(settle, 1));
  }

  @Test
  void aBindingOfAnotherUserOrMerchantClaimsNothing() {
    buysAndCloses();
    awaitState(settle, "SUSPENDED");
    OrderGroupTerms somebody = Orders.group().buy(BEAN, 2).terms();
    Exchange.bound(
        new WalletBound(
            somebody.user(),
            BEAN.point(),
            somebody.legs().getFirst().externalUid(),
            Instant.now()));
    Exchange.bound(
        new WalletBound(buyer.user(), World.Merchant.SKY.point(), "elsewhere", Instant.now()));
    String other = join("right");
    bind(other);
    awaitPaid(other, TransferId.again(settle, 1));
    assertThat(books.theirs(buyer.group())).hasSize(1);
  }

  private void buysAndCloses() {
    buyer = submitted(Orders.group().buy(BEAN, 2));
    World.merchant(BEAN).closeAccount(buyer.legs().getFirst().externalUid());
    settle = trade(buyer);
  }

  private TransferId trade(OrderGroupTerms terms) {
    OrderGroupTerms seller = submitted(Orders.group().sell(BEAN, 2));
    LegTerms bought = terms.legs().getFirst();
    long command =
        Exchange.core(
            new Traded(
                bought.contract(),
                2,
                Orders.LOT,
                100,
                new Party(terms.group(), bought.leg(), terms.user()),
                new Party(seller.group(), seller.legs().getFirst().leg(), seller.user()),
                Side.BUY));
    return TransferId.settle(bought.leg(), command);
  }

  private String join(String name) {
    String uid = "u" + buyer.user() + "-" + name;
    World.merchant(BEAN).join(uid, "+9%011d%s".formatted(buyer.user().value(), name.length()), 0);
    return uid;
  }

  private void bind(String uid) {
    Exchange.bound(new WalletBound(buyer.user(), BEAN.point(), uid, Instant.now()));
  }

  private void awaitState(TransferId id, String state) {
    await()
        .atMost(Exchange.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        jdbc.queryForList(
                            "SELECT state FROM suspense WHERE transfer_id = ?",
                            String.class,
                            id.value()))
                    .isEqualTo(List.of(state)));
  }

  private void awaitPaid(String uid, TransferId by) {
    await()
        .atMost(Exchange.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(books.ours(buyer.group()))
                    .contains(new Books.Line(by.value(), TransferKind.SETTLE, 20)));
    assertThat(World.merchant(BEAN).totals().availableUnits(uid)).isEqualTo(20);
    await()
        .atMost(Exchange.PATIENCE)
        .untilAsserted(() -> assertThat(Exchange.moved(buyer.group())).hasSize(1));
  }

  private OrderGroupTerms submitted(Orders orders) {
    OrderGroupTerms terms = orders.terms();
    Exchange.place(terms);
    Exchange.submission(terms.group());
    return terms;
  }
}
