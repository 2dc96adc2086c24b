package io.dams.frontoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.LegEnd;
import io.dams.contracts.topic.StatementEvent;
import io.dams.contracts.topic.Topics;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import tools.jackson.databind.JsonNode;

/** What was traded and moved for a group, and what it still keeps. */
class MovementIT extends SwapScene {

  @Autowired KafkaListenerEndpointRegistry listeners;

  @Test
  void showsTradesAndMovements() {
    User user = newUser(Map.of(Simulated.SKY, 5_000L, Simulated.BEAN, 0L));
    OrderGroupTerms group = placeSwap(user);
    core(new CoreEvent.OrderGroupAccepted(group));
    core(trade(SKY_DMT, 4, 100, 5_000, OTHER, party(group, 0)));
    core(trade(SKY_DMT, 3, 100, 4_950, OTHER, party(group, 0)));
    CoreEvent last = core(trade(BEAN_DMT, 15, 10, 2_000, party(group, 1), OTHER));
    seen(last);
    String path = "/v1/order-groups/" + group.group();
    Answer first = get(user, path + "/trades?limit=2");
    assertThat(first.body().at("/items")).hasSize(2);
    assertThat(first.text("items/0/quantity")).isEqualTo("400");
    assertThat(first.text("items/1/price")).isEqualTo("49.50");
    assertThat(first.text("items/1/notional")).isEqualTo("148.50");
    Answer second = get(user, path + "/trades?limit=2&after=" + first.text("next"));
    assertThat(second.body().at("/items")).hasSize(1);
    assertThat(second.text("items/0/tradeId")).isEqualTo("0-" + last.sequence());
    assertThat(second.text("items/0/side")).isEqualTo("BUY");

    LegId buy = group.group().leg(1);
    TransferId settle = TransferId.settle(buy, 1);
    stuck(group, settle, 150);
    await(() -> get(user, path).body().at("/legs/1/delayed").asBoolean());
    assertThat(get(user, path + "/statement").text("items/0/state")).isEqualTo("DELAYED");
    moved(group, settle, TransferKind.SETTLE, buy, "BEAN", 150);
    await(() -> get(user, path).text("legs/1/settledQuantity").equals("150"));
    assertThat(get(user, path).body().at("/legs/1/delayed").asBoolean()).isFalse();
    Answer statement = get(user, path + "/statement");
    assertThat(statement.body().at("/items")).hasSize(1);
    assertThat(statement.text("items/0/state")).isEqualTo("MOVED");
    assertThat(statement.text("items/0/quantity")).isEqualTo("150");
  }

  @Test
  void countsAMovementThatComesTwiceOnce() {
    User user = newUser(Map.of(Simulated.SKY, 5_000L, Simulated.BEAN, 0L));
    OrderGroupTerms group = placeSwap(user);
    LegId sell = group.group().leg(0);
    moved(group, TransferId.reserve(sell), TransferKind.RESERVE, sell, "SKY", 1_010);
    moved(group, TransferId.reserve(sell), TransferKind.RESERVE, sell, "SKY", 1_010);
    moved(group, TransferId.fee(sell), TransferKind.FEE, sell, "SKY", 1);
    String path = "/v1/order-groups/" + group.group();
    await(() -> get(user, path + "/statement").body().at("/items").size() == 2);
    assertThat(get(user, path).text("legs/0/reserved")).isEqualTo("1010");
  }

  /** As one by one: each is told once, and counts once. */
  @Test
  void takesARunThatHasTheSameMovementsSeveralTimes() {
    User user = newUser(Map.of(Simulated.SKY, 5_000L, Simulated.BEAN, 0L));
    OrderGroupTerms group = placeSwap(user);
    LegId sell = group.group().leg(0);
    LegId buy = group.group().leg(1);
    TransferId first = TransferId.settle(buy, 1);
    TransferId second = TransferId.settle(buy, 2);
    TransferId claim = TransferId.again(second, 1);
    AssetCode bean = new AssetCode("BEAN");
    var container = Objects.requireNonNull(listeners.getListenerContainer("statement"));
    container.stop();
    moved(group, TransferId.reserve(sell), TransferKind.RESERVE, sell, "SKY", 1_010);
    moved(group, TransferId.reserve(sell), TransferKind.RESERVE, sell, "SKY", 1_010);
    stuck(group, first, 150);
    stuck(group, first, 150);
    moved(group, first, TransferKind.SETTLE, buy, "BEAN", 150);
    stuck(group, first, 150);
    statement(
        group,
        new StatementEvent.PointsSuspended(
            second, TransferKind.SETTLE, bean, 50, group.group(), buy, group.user(), "GONE", AT));
    statement(
        group,
        new StatementEvent.PointsClaimed(
            second, claim, bean, 50, group.group(), buy, group.user(), AT));
    moved(group, claim, TransferKind.SETTLE, buy, "BEAN", 50);
    container.start();

    String path = "/v1/order-groups/" + group.group();
    await(() -> get(user, path).text("legs/1/settledQuantity").equals("200"));
    assertThat(get(user, path).text("legs/0/reserved")).isEqualTo("1010");
    assertThat(get(user, path).body().at("/legs/1/delayed").asBoolean()).isFalse();
    assertThat(get(user, path + "/statement").body().at("/items"))
        .extracting(
            item -> item.path("transferId").asString() + " " + item.path("state").asString())
        .containsExactlyInAnyOrder(
            TransferId.reserve(sell) + " MOVED", first + " MOVED", claim + " MOVED");
    assertThat(events(user)).as("placed, and five changes").isEqualTo(6);
  }

  private void stuck(OrderGroupTerms group, TransferId transfer, long units) {
    statement(
        group,
        new StatementEvent.PointsStuck(
            transfer,
            TransferKind.SETTLE,
            new AssetCode("BEAN"),
            units,
            group.group(),
            group.group().leg(1),
            group.user(),
            "ACCOUNT_CLOSED",
            AT));
  }

  private void statement(OrderGroupTerms group, StatementEvent event) {
    tell(Topics.STATEMENT, group.group().toString(), event, UUID.randomUUID().toString());
  }

  @Test
  void whatOpenOrdersKeepGoesDownToNothingAsTheyFill() {
    User user = newUser(Map.of(Simulated.SKY, 5_000L, Simulated.BEAN, 0L));
    OrderGroupTerms group = placeSwap(user);
    assertThat(reserved(user, "SKY")).isEqualTo("1010");
    assertThat(reserved(user, "BEAN")).isEqualTo("0");
    core(new CoreEvent.OrderGroupAccepted(group));
    seen(core(trade(SKY_DMT, 4, 100, 5_000, OTHER, party(group, 0))));
    assertThat(reserved(user, "SKY")).isEqualTo("606");
    seen(core(trade(SKY_DMT, 6, 100, 5_000, OTHER, party(group, 0))));
    assertThat(reserved(user, "SKY")).isEqualTo("0");
    assertThat(get(user, "/v1/points/BEAN/swappable").text("points/0/reservedBalance"))
        .isEqualTo("0");
  }

  @Test
  void whatALegDidNotExecuteIsNoLongerKeptOnceItEnded() {
    User user = newUser(Map.of(Simulated.SKY, 5_000L, Simulated.BEAN, 0L));
    OrderGroupTerms group = placeSwap(user);
    core(new CoreEvent.OrderGroupAccepted(group));
    seen(core(new CoreEvent.LegEnded(group.group(), group.group().leg(0), LegEnd.CANCELLED, 0, 0)));
    assertThat(get(user, "/v1/order-groups/" + group.group()).body().at("/open").asBoolean())
        .isTrue();
    assertThat(reserved(user, "SKY")).isEqualTo("0");
  }

  private String reserved(User user, String exCode) {
    for (JsonNode wallet : get(user, "/v1/wallets").body().at("/wallets")) {
      if (wallet.path("exCode").asString().equals(exCode)) {
        return wallet.path("reserved").asString();
      }
    }
    throw new AssertionError(exCode + " is not bound");
  }
}
