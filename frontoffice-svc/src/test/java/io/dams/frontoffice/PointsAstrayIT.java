package io.dams.frontoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.ContractState;
import io.dams.contracts.order.ContractTerms;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.Party;
import io.dams.contracts.topic.CoreOrder;
import io.dams.contracts.topic.StatementEvent;
import io.dams.contracts.topic.Topics;
import io.dams.contracts.topic.WalletBound;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** What a client sees of points that cannot go where they should, and what it sets off. */
class PointsAstrayIT extends FrontofficeTest {

  private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");
  private static final AssetCode BEAN = new AssetCode("BEAN");

  @Test
  void pointsInSuspenseAreDelayedUntilTheSettlementInTheirPlaceIsMade() {
    publishContracts();
    User user = newUser(Map.of(Simulated.SKY, 5_000L, Simulated.BEAN, 0L));
    Answer placed =
        place(
            user,
            OrderIT.legs(
                OrderIT.leg("SKY-DMT", "SELL", "1000", "49"),
                OrderIT.leg("BEAN-DMT", "BUY", "200", "20")));
    OrderGroupId group = OrderGroupId.of(placed.text("groupId"));
    UserId who = UserId.of(user.id());
    LegId buy = group.leg(1);
    Party bought = new Party(group, buy, who);
    Party other = new Party(new OrderGroupId(8), new OrderGroupId(8).leg(0), new UserId(1));
    seen(
        core(
            new CoreEvent.Traded(
                BEAN_DMT, 15, 10, 2_000, bought, other, io.dams.contracts.order.Side.BUY)));
    TransferId settle = TransferId.settle(buy, 1);
    TransferId claim = TransferId.again(settle, 1);
    String path = "/v1/order-groups/" + group;

    tell(
        group,
        new StatementEvent.PointsSuspended(
            settle, TransferKind.SETTLE, BEAN, 150, group, buy, who, "ACCOUNT_CLOSED", AT));
    await(() -> get(user, path).body().at("/legs/1/delayed").asBoolean());
    assertThat(get(user, path + "/statement").text("items/0/reason")).isEqualTo("ACCOUNT_CLOSED");
    tell(group, new StatementEvent.PointsClaimed(settle, claim, BEAN, 150, group, buy, who, AT));
    await(() -> get(user, path + "/statement").text("items/0/transferId").equals(claim.value()));
    assertThat(get(user, path).body().at("/legs/1/delayed").asBoolean()).isTrue();
    tell(
        group,
        new StatementEvent.PointsMoved(claim, TransferKind.SETTLE, BEAN, 150, group, buy, who, AT));
    await(() -> get(user, path).text("legs/1/settledQuantity").equals("150"));
    assertThat(get(user, path).body().at("/legs/1/delayed").asBoolean()).isFalse();
    Answer statement = get(user, path + "/statement");
    assertThat(statement.body().at("/items")).hasSize(1);
    assertThat(statement.text("items/0/state")).isEqualTo("MOVED");
  }

  @Test
  void aReturnThatGoesToAnotherAccountIsAReturnToTheClient() {
    publishContracts();
    User user = newUser(Map.of(Simulated.SKY, 5_000L));
    Answer placed = place(user, OrderIT.legs(OrderIT.leg("SKY-DMT", "SELL", "1000", "49")));
    OrderGroupId group = OrderGroupId.of(placed.text("groupId"));
    UserId who = UserId.of(user.id());
    LegId sell = group.leg(0);
    AssetCode sky = new AssetCode("SKY");
    TransferId release = TransferId.release(sell);
    TransferId claim = TransferId.again(release, 1);
    String path = "/v1/order-groups/" + group;

    tell(
        group,
        new StatementEvent.PointsSuspended(
            release, TransferKind.RETURN, sky, 1_010, group, sell, who, "ACCOUNT_CLOSED", AT));
    await(() -> get(user, path).body().at("/legs/0/delayed").asBoolean());
    assertThat(get(user, path + "/statement").text("items/0/kind")).isEqualTo("RETURN");
    tell(group, new StatementEvent.PointsClaimed(release, claim, sky, 1_010, group, sell, who, AT));
    tell(
        group,
        new StatementEvent.PointsMoved(
            claim, TransferKind.SETTLE, sky, 1_010, group, sell, who, AT));
    await(() -> get(user, path).text("legs/0/returned").equals("1010"));
    assertThat(get(user, path).text("legs/0/settledQuantity")).isEqualTo("0");
    assertThat(get(user, path).body().at("/legs/0/delayed").asBoolean()).isFalse();
    Answer statement = get(user, path + "/statement");
    assertThat(statement.body().at("/items")).hasSize(1);
    assertThat(statement.text("items/0/kind")).isEqualTo("RETURN");
    assertThat(statement.text("items/0/state")).isEqualTo("MOVED");
  }

  @Test
  void aMissingReserveHaltsTheMerchantsContractsAndAWriteOffDoesNot() {
    String point = "P" + ThreadLocalRandom.current().nextInt(100_000, 1_000_000);
    ContractTerms terms = terms(point, 0, 100, 10_000);
    seen(core(new CoreEvent.ContractPublished(terms)));
    OrderGroupId group = new OrderGroupId(ThreadLocalRandom.current().nextLong(1, 1L << 40) * 8);

    tell(group, booked(group, terms.point(), TransferKind.RETURN));
    tell(group, booked(group, terms.point(), TransferKind.RESERVE));
    var halt = awaitRecords(Topics.CORE_ORDER, terms.contract().value(), 1);
    assertThat(json.readValue(halt.getFirst().value(), CoreOrder.class))
        .isEqualTo(new CoreOrder.PublishContract(terms.with(ContractState.HALTED)));
    seen(core(new CoreEvent.ContractPublished(terms.with(ContractState.HALTED))));
    assertThat(get(null, "/v1/contracts/" + terms.contract()).text("state")).isEqualTo("HALTED");

    tell(group, booked(group, terms.point(), TransferKind.RESERVE));
    seen(core(new CoreEvent.ContractPublished(terms.with(ContractState.HALTED))));
    assertThat(records(Topics.CORE_ORDER, terms.contract().value()::equals)).hasSize(1);
  }

  @Test
  void eachBindingIsToldToWhoeverHasPointsForTheUser() {
    User user = newUser();
    Simulated.SKY.join("m" + user.id(), user.phone(), 7);
    assertThat(post(user, "/v1/wallets", "{\"exCode\":\"SKY\"}").status()).isEqualTo(201);
    assertThat(post(user, "/v1/wallets", "{\"exCode\":\"SKY\"}").status()).isEqualTo(200);
    List<WalletBound> told =
        awaitRecords(Topics.WALLET, user.id(), 2).stream()
            .map(record -> json.readValue(record.value(), WalletBound.class))
            .toList();
    assertThat(told)
        .allSatisfy(
            bound -> {
              assertThat(bound.user()).isEqualTo(UserId.of(user.id()));
              assertThat(bound.exCode().code()).isEqualTo("SKY");
              assertThat(bound.externalUid()).isEqualTo("m" + user.id());
            });
  }

  private static StatementEvent booked(OrderGroupId group, AssetCode point, TransferKind kind) {
    return new StatementEvent.ReceivableBooked(
        new TransferId(kind.name().toLowerCase(java.util.Locale.ROOT) + "-" + group.leg(0)),
        kind,
        point,
        103,
        group,
        group.leg(0),
        new UserId(1),
        "RESERVE_MISSING",
        AT);
  }

  private void tell(OrderGroupId group, StatementEvent event) {
    tell(Topics.STATEMENT, group.toString(), event, UUID.randomUUID().toString());
  }
}
