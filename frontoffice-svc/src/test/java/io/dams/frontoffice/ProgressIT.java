package io.dams.frontoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.GroupEnd;
import io.dams.contracts.topic.CoreEvent.LegEnd;
import io.dams.contracts.topic.CoreEvent.Level;
import io.dams.contracts.topic.CoreEvent.Party;
import io.dams.contracts.topic.InputOrder;
import io.dams.contracts.topic.OrderEvent;
import io.dams.contracts.topic.OrderEvent.SubmitFailure;
import io.dams.contracts.topic.StatementEvent;
import io.dams.contracts.topic.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import tools.jackson.databind.JsonNode;

class ProgressIT extends FrontofficeTest {

  private static final OrderGroupId OTHER_GROUP = new OrderGroupId(16);
  private static final Party OTHER =
      new Party(OTHER_GROUP, OTHER_GROUP.leg(0), new UserId(999_999));
  private static final Instant AT = Instant.now().truncatedTo(ChronoUnit.MICROS);

  @Autowired KafkaListenerEndpointRegistry listeners;

  @BeforeEach
  void contracts() {
    publishContracts();
  }

  @Test
  void showsEveryStatusByStreamAndByQuery() {
    User user = newUser(Map.of(Simulated.SKY, 5_000L, Simulated.BEAN, 0L));
    try (SseReader stream = stream(user, "0")) {
      OrderGroupTerms group = placeSwap(user);
      LegId sell = group.group().leg(0);
      LegId buy = group.group().leg(1);
      await(() -> stream.events().size() == 1);
      moved(group, TransferId.reserve(sell), TransferKind.RESERVE, sell, "SKY", 1_010);
      await(() -> stream.events().size() == 2);
      tell(group, new OrderEvent.OrderGroupSubmitted(group, AT));
      await(() -> stream.events().size() == 3);
      core(new CoreEvent.OrderGroupAccepted(group));
      core(trade(SKY_DMT, 10, 100, 5_000, OTHER, party(group, 0)));
      core(trade(BEAN_DMT, 15, 10, 2_000, party(group, 1), OTHER));
      core(new CoreEvent.LegEnded(group.group(), sell, LegEnd.FILLED, 10, 1));
      core(new CoreEvent.LegEnded(group.group(), buy, LegEnd.CANCELLED, 15, 1));
      seen(core(new CoreEvent.OrderGroupEnded(group.group(), GroupEnd.PARTLY_FILLED, 20_000)));
      moved(group, TransferId.settle(buy, 1), TransferKind.SETTLE, buy, "BEAN", 150);
      moved(group, TransferId.fee(sell), TransferKind.FEE, sell, "SKY", 10);
      await(() -> stream.events().size() == 11);

      assertThat(stream.events()).extracting(SseReader.Event::type).containsOnly("order");
      assertThat(stream.events())
          .extracting(SseReader.Event::id)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 11).boxed().toList());
      assertThat(stream.events())
          .extracting(event -> event.body().get("status").asString())
          .containsExactly(
              "ACCEPTED",
              "ACCEPTED",
              "SUBMIT",
              "SUBMIT",
              "PARTLY_FILLED",
              "PARTLY_FILLED",
              "PARTLY_FILLED",
              "PARTLY_FILLED",
              "PARTLY_FILLED",
              "PARTLY_FILLED",
              "PARTLY_FILLED");
      assertThat(stream.events())
          .extracting(event -> event.body().get("settled").asBoolean())
          .containsExactly(
              false, false, false, false, false, false, false, false, false, false, true);
      Answer query = get(user, "/v1/order-groups/" + group.group());
      assertThat(query.body()).isEqualTo(stream.events().getLast().body());
      assertThat(query.body().at("/open").asBoolean()).isFalse();
      assertThat(query.text("legs/0/executed")).isEqualTo("1000");
      assertThat(query.text("legs/0/feeCharged")).isEqualTo("10");
      assertThat(query.text("legs/1/executed")).isEqualTo("150");
      assertThat(query.text("legs/1/settledQuantity")).isEqualTo("150");
      assertThat(query.text("legs/1/status")).isEqualTo("CANCELLED");
    }
  }

  /** Events that come together take effect together: of no group is one lost or told too early. */
  @Test
  void tellsEachStepOfEachGroupInARunOfEvents() {
    User first = newUser(Map.of(Simulated.SKY, 5_000L, Simulated.BEAN, 0L));
    User second = newUser(Map.of(Simulated.SKY, 5_000L, Simulated.BEAN, 0L));
    OrderGroupTerms one = placeSwap(first);
    OrderGroupTerms two = placeSwap(second);
    var container = Objects.requireNonNull(listeners.getListenerContainer("core-events"));
    container.stop();
    core(new CoreEvent.OrderGroupAccepted(two));
    core(new CoreEvent.OrderGroupAccepted(one));
    for (int i = 0; i < 5; i++) {
      core(trade(SKY_DMT, 1, 100, 5_000, OTHER, party(two, 0)));
      core(trade(SKY_DMT, 2, 100, 5_000, OTHER, party(one, 0)));
    }
    core(trade(BEAN_DMT, 5, 10, 2_000, party(one, 1), party(two, 1)));
    core(new CoreEvent.LegEnded(one.group(), one.group().leg(0), LegEnd.FILLED, 10, 5));
    core(new CoreEvent.LegEnded(one.group(), one.group().leg(1), LegEnd.CANCELLED, 5, 1));
    CoreEvent last =
        core(new CoreEvent.OrderGroupEnded(one.group(), GroupEnd.PARTLY_FILLED, 20_000));
    container.start();
    seen(last);

    assertThat(told(first, one))
        .containsExactly(
            "0+0", "0+0", "2+0", "4+0", "6+0", "8+0", "10+0", "10+5", "10+5", "10+5", "10+5");
    assertThat(told(second, two))
        .containsExactly("0+0", "0+0", "1+0", "2+0", "3+0", "4+0", "5+0", "5+5");
    Answer ended = get(first, "/v1/order-groups/" + one.group());
    assertThat(ended.text("status")).isEqualTo("PARTLY_FILLED");
    assertThat(ended.body().at("/open").asBoolean()).isFalse();
    assertThat(get(first, "/v1/order-groups/" + one.group() + "/trades").body().at("/items"))
        .hasSize(6);
    assertThat(get(second, "/v1/order-groups/" + two.group()).body().at("/open").asBoolean())
        .isTrue();
  }

  /** Executed lots of both legs, as the events tell them; their numbers have no gap. */
  private List<String> told(User user, OrderGroupTerms group) {
    List<JsonNode> bodies =
        jdbc
            .sql("SELECT body FROM account_event WHERE account_id = ? ORDER BY sequence")
            .param(user.id())
            .query(String.class)
            .list()
            .stream()
            .map(json::readTree)
            .toList();
    assertThat(events(user)).isEqualTo(bodies.size());
    assertThat(bodies)
        .allMatch(body -> body.path("groupId").asString().equals(group.group().toString()));
    return bodies.stream()
        .map(
            body ->
                body.at("/legs/0/executed").asInt() / 100
                    + "+"
                    + body.at("/legs/1/executed").asInt() / 10)
        .toList();
  }

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
    tell(
        Topics.STATEMENT,
        group.group().toString(),
        new StatementEvent.PointsStuck(
            settle,
            TransferKind.SETTLE,
            new AssetCode("BEAN"),
            150,
            group.group(),
            buy,
            group.user(),
            "ACCOUNT_CLOSED",
            AT),
        UUID.randomUUID().toString());
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
  void namesTheReasonOfASubmitFailureAndUnbindsAnInvalidToken() {
    User user = newUser(Map.of(Simulated.SKY, 5_000L, Simulated.BEAN, 0L));
    OrderGroupTerms group = placeSwap(user);
    tell(
        group,
        new OrderEvent.OrderGroupSubmitFailed(
            group,
            SubmitFailure.MEMBER_TOKEN_INVALID,
            group.group().leg(0),
            "SKY refused the member's token",
            AT));
    String path = "/v1/order-groups/" + group.group();
    await(() -> get(user, path).text("status").equals("SUBMIT_FAILURE"));
    Answer failed = get(user, path);
    assertThat(failed.text("reason")).isEqualTo("MEMBER_TOKEN_INVALID");
    assertThat(failed.text("refusedLeg")).isEqualTo(group.group().leg(0).toString());
    assertThat(failed.text("legs/0/status")).isEqualTo("NOT_SUBMITTED");
    Answer wallets = get(user, "/v1/wallets");
    assertThat(wallets.body().at("/wallets")).hasSize(1);
    assertThat(wallets.text("wallets/0/exCode")).isEqualTo("BEAN");
    Answer late = post(user, path + "/cancel", UUID.randomUUID().toString(), "");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.code()).isEqualTo("too-late");
  }

  @Test
  void takesAMerchantsLongWords() {
    User user = newUser(Map.of(Simulated.SKY, 5_000L, Simulated.BEAN, 0L));
    OrderGroupTerms group = placeSwap(user);
    LegId sell = group.group().leg(0);
    tell(
        Topics.STATEMENT,
        group.group().toString(),
        new StatementEvent.PointsStuck(
            TransferId.reserve(sell),
            TransferKind.RESERVE,
            new AssetCode("SKY"),
            1_010,
            group.group(),
            sell,
            group.user(),
            "r".repeat(255),
            AT),
        UUID.randomUUID().toString());
    tell(
        group,
        new OrderEvent.OrderGroupSubmitFailed(
            group, SubmitFailure.MERCHANT_REFUSED, sell, "d".repeat(5_000), AT));
    String path = "/v1/order-groups/" + group.group();
    await(() -> get(user, path).text("status").equals("SUBMIT_FAILURE"));
    assertThat(get(user, path).text("detail")).isEqualTo("d".repeat(500));
    await(() -> get(user, path).body().at("/legs/0/delayed").asBoolean());
  }

  @Test
  void aTokenRefusedLateDoesNotUnbindWhatWasBoundAnewSince() {
    User user = newUser(Map.of(Simulated.SKY, 5_000L, Simulated.BEAN, 0L));
    OrderGroupTerms group = placeSwap(user);
    assertThat(post(user, "/v1/wallets", "{\"exCode\":\"SKY\"}").status()).isEqualTo(200);
    tell(
        group,
        new OrderEvent.OrderGroupSubmitFailed(
            group, SubmitFailure.MEMBER_TOKEN_INVALID, group.group().leg(0), "late", AT));
    await(
        () ->
            get(user, "/v1/order-groups/" + group.group()).text("status").equals("SUBMIT_FAILURE"));
    assertThat(get(user, "/v1/wallets").body().at("/wallets")).hasSize(2);
  }

  @Test
  void takesTheWordOfTheCoreBeforeThatOfBackofficeComes() {
    User user = newUser(Map.of(Simulated.SKY, 5_000L, Simulated.BEAN, 0L));
    OrderGroupTerms group = placeSwap(user);
    core(new CoreEvent.OrderGroupAccepted(group));
    core(trade(SKY_DMT, 1, 100, 5_000, OTHER, party(group, 0)));
    seen(core(new CoreEvent.CancelRejected(group.group(), null, CoreEvent.CancelReject.TOO_LATE)));
    tell(group, new OrderEvent.OrderGroupSubmitted(group, AT));
    moved(
        group,
        TransferId.reserve(group.group().leg(0)),
        TransferKind.RESERVE,
        group.group().leg(0),
        "SKY",
        1_010);
    String path = "/v1/order-groups/" + group.group();
    await(() -> get(user, path).text("legs/0/reserved").equals("1010"));
    assertThat(get(user, path).text("status")).isEqualTo("PARTLY_FILLED");
    assertThat(get(user, path).body().at("/open").asBoolean()).isTrue();
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

  @Test
  void resumesAStreamAfterTheLastEventThatWasSeen() {
    User user = newUser(Map.of(Simulated.SKY, 5_000L, Simulated.BEAN, 0L));
    OrderGroupTerms group;
    try (SseReader stream = stream(user, "")) {
      assertThat(stream.status()).isEqualTo(200);
      group = placeSwap(user);
      await(() -> stream.events().size() == 1);
    }
    tell(group, new OrderEvent.OrderGroupSubmitted(group, AT));
    core(new CoreEvent.OrderGroupAccepted(group));
    seen(core(trade(SKY_DMT, 1, 100, 5_000, OTHER, party(group, 0))));
    String path = "/v1/order-groups/" + group.group();
    await(() -> events(user) == 4 || events(user) == 3);
    long last = events(user);
    try (SseReader stream = stream(user, "1")) {
      await(() -> stream.events().size() == last - 1);
      assertThat(stream.events())
          .extracting(SseReader.Event::id)
          .containsExactlyElementsOf(LongStream.rangeClosed(2, last).boxed().toList());
      assertThat(stream.events().getLast().body()).isEqualTo(get(user, path).body());
    }
    try (SseReader stream = stream(user, "77")) {
      await(() -> stream.events().size() == 1);
      assertThat(stream.events().getFirst().type()).isEqualTo("reset");
      assertThat(stream.events().getFirst().id()).isEqualTo(last);
    }
    jdbc.sql("DELETE FROM account_event WHERE account_id = ? AND sequence < 3")
        .param(user.id())
        .update();
    try (SseReader stream = stream(user, "1")) {
      await(() -> stream.events().size() == last - 1);
      assertThat(stream.events().getFirst().type()).isEqualTo("reset");
      assertThat(stream.events().getFirst().id()).isEqualTo(2);
      assertThat(stream.events().get(1).id()).isEqualTo(3);
    }
  }

  @Test
  void showsNobodyElsesEvents() {
    User owner = newUser(Map.of(Simulated.SKY, 5_000L, Simulated.BEAN, 0L));
    User stranger = newUser();
    try (SseReader stream = stream(stranger, "0");
        SseReader own = stream(owner, "0")) {
      placeSwap(owner);
      await(() -> own.events().size() == 1);
      assertThat(stream.events()).isEmpty();
    }
    try (SseReader none = new SseReader(uri("/v1/stream"), "", "", json)) {
      assertThat(none.status()).isEqualTo(401);
    }
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

  @Test
  void streamsDepthAndTradesOfTheMarket() {
    depth(SKY_DMT, List.of(new Level(5_000, 1)), List.of());
    try (SseReader stream = market("")) {
      await(() -> stream.events().size() == 1);
      assertThat(stream.events().getFirst().type()).isEqualTo("depth");
      core(trade(SKY_DMT, 1, 100, 5_000, OTHER, OTHER));
      depth(SKY_DMT, List.of(), List.of());
      await(() -> stream.events().size() >= 3);
      SseReader.Event trade = stream.events().get(1);
      assertThat(trade.type()).isEqualTo("trade");
      assertThat(trade.body().get("price").asString()).isEqualTo("50.00");
      assertThat(stream.events().get(2).type()).isEqualTo("depth");
      try (SseReader resumed = market(Long.toString(trade.id() - 1))) {
        await(() -> resumed.events().size() >= 2);
        assertThat(resumed.events().getFirst().body()).isEqualTo(trade.body());
      }
    }
  }

  /** Sells 10 lots of SKY (fee 10), buys 20 lots of BEAN. */
  private OrderGroupTerms placeSwap(User user) {
    Answer placed =
        place(
            user,
            OrderIT.legs(
                OrderIT.leg("SKY-DMT", "SELL", "1000", "49"),
                OrderIT.leg("BEAN-DMT", "BUY", "200", "20")));
    assertThat(placed.status()).as("%s", placed.body()).isEqualTo(202);
    byte[] command = awaitRecords(Topics.INPUT_ORDER, placed.text("groupId"), 1).getFirst().value();
    return ((InputOrder.PlaceOrderGroup) json.readValue(command, InputOrder.class)).group();
  }

  private static Party party(OrderGroupTerms group, int leg) {
    return new Party(group.group(), group.group().leg(leg), group.user());
  }

  private static CoreEvent.Traded trade(
      io.dams.contracts.id.ContractId contract,
      long lots,
      long lotUnits,
      long price,
      Party buy,
      Party sell) {
    return new CoreEvent.Traded(contract, lots, lotUnits, price, buy, sell, Side.SELL);
  }

  private void tell(OrderGroupTerms group, OrderEvent event) {
    tell(Topics.ORDER_EVENT, group.group().toString(), event, UUID.randomUUID().toString());
  }

  private void moved(
      OrderGroupTerms group,
      TransferId transfer,
      TransferKind kind,
      LegId leg,
      String point,
      long units) {
    tell(
        Topics.STATEMENT,
        group.group().toString(),
        new StatementEvent.PointsMoved(
            transfer, kind, new AssetCode(point), units, group.group(), leg, group.user(), AT),
        UUID.randomUUID().toString());
  }

  private long events(User user) {
    return jdbc.sql("SELECT last_sequence FROM account_stream WHERE account_id = ?")
        .param(user.id())
        .query(Long.class)
        .single();
  }

  private SseReader stream(User user, String lastEventId) {
    return new SseReader(uri("/v1/stream"), user.accessToken(), lastEventId, json);
  }

  private SseReader market(String lastEventId) {
    return new SseReader(uri("/v1/market/stream?contract=SKY-DMT"), "", lastEventId, json);
  }
}
