package io.dams.frontoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.order.TimeInForce;
import io.dams.contracts.topic.InputOrder;
import io.dams.contracts.topic.Topics;
import io.dams.sandbox.merchant.Fault;
import io.dams.sandbox.merchant.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders are taken, refused by field and rule, listed, and cancelled. */
class OrderIT extends OrderTest {

  private static final AssetCode SKY = new AssetCode("SKY");

  @Test
  void acceptsAnOrderAndSendsItsTermsToBackoffice() {
    User user = newUser(Map.of(Simulated.SKY, 1_010L, Simulated.BEAN, 0L));
    Answer placed =
        place(
            user,
            """
            {"legs":[
              {"contract":"SKY-DMT","side":"SELL","quantity":"1000","limitPrice":"50.00"},
              {"contract":"BEAN-DMT","side":"BUY","quantity":"200","limitPrice":"20.5"}],
             "timeInForce":"FOK"}
            """);
    assertThat(placed.status()).as("%s", placed.body()).isEqualTo(202);
    assertThat(placed.text("status")).isEqualTo("ACCEPTED");
    assertThat(placed.text("legs/0/fee")).isEqualTo("10");
    OrderGroupId group = OrderGroupId.of(placed.text("groupId"));
    assertThat(placed.headers().firstValue("location")).hasValue("/v1/order-groups/" + group);

    InputOrder.PlaceOrderGroup command = onlyCommand(group, InputOrder.PlaceOrderGroup.class);
    OrderGroupTerms terms = command.group();
    assertThat(terms.user()).isEqualTo(UserId.of(user.id()));
    assertThat(terms.token()).isEqualTo(DMT);
    assertThat(terms.timeInForce()).isEqualTo(TimeInForce.FOK);
    assertThat(terms.legs())
        .containsExactly(
            new LegTerms(
                group.leg(0), SKY_DMT, SKY, Side.SELL, 10, 100, 5_000, 10, "m" + user.id()),
            new LegTerms(
                group.leg(1),
                BEAN_DMT,
                new AssetCode("BEAN"),
                Side.BUY,
                20,
                10,
                2_050,
                0,
                "m" + user.id()));
    assertThat(get(user, "/v1/order-groups/" + group).body()).isEqualTo(placed.body());
  }

  @ParameterizedTest
  @CsvSource({
    "NOPE-DMT, SELL, 100, 50, 422, unknown-contract, legs[0].contract",
    "MART-DMT, SELL, 10.00, 50, 422, no-bound-wallet, legs[0].contract",
    "SKY-DMT, SELL, 0, 50, 422, below-minimum, legs[0].quantity",
    "SKY-DMT, SELL, -100, 50, 422, below-minimum, legs[0].quantity",
    "SKY-DMT, SELL, 99, 50, 422, below-minimum, legs[0].quantity",
    "SKY-DMT, SELL, 1000100, 50, 422, above-maximum, legs[0].quantity",
    "SKY-DMT, SELL, 99999999999999999999, 50, 422, above-maximum, legs[0].quantity",
    "SKY-DMT, SELL, 150, 50, 422, wrong-lot, legs[0].quantity",
    "SKY-DMT, SELL, 100.5, 50, 422, wrong-lot, legs[0].quantity",
    "SKY-DMT, SELL, 100, 50.001, 422, wrong-tick, legs[0].limitPrice",
    "SKY-DMT, SELL, 100, 10000.01, 422, price-out-of-range, legs[0].limitPrice",
    "SKY-DMT, SELL, 100, 0, 422, price-out-of-range, legs[0].limitPrice",
    "SKY-DMT, SELL, 500, 50, 422, insufficient-points, legs[0].quantity",
    "SKY-DMT, SELL, 1e3, 50, 400, invalid-request, legs[0].quantity",
    "lower-DMT, SELL, 100, 50, 400, invalid-request, legs[0].contract"
  })
  void refusesByFieldAndRule(
      String contract,
      String side,
      String quantity,
      String price,
      int status,
      String code,
      String field) {
    User user = newUser(Map.of(Simulated.SKY, 504L)); // 500 and a fee of 5 are one too many
    Answer refused = place(user, legs(leg(contract, side, quantity, price)));
    assertThat(refused.code()).as("%s", refused.body()).isEqualTo(code);
    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.text("field")).isEqualTo(field);
    assertThat(refused.text("rule")).isNotEmpty();
    assertThat(refused.text("type")).isEqualTo("urn:dams:problem:" + code);
    assertThat(get(user, "/v1/order-groups").body().at("/items")).isEmpty();
  }

  @Test
  void refusesABuyWithoutTokensAndTakesItWithThem() {
    User user = newUser(Map.of(Simulated.SKY, 0L));
    String body = legs(leg("SKY-DMT", "BUY", "200", "50"));
    assertThat(place(user, body).status()).isEqualTo(503);
    tokens(user, 9_999);
    Answer poor = place(user, body);
    assertThat(poor.code()).isEqualTo("insufficient-tokens");
    assertThat(poor.text("required")).isEqualTo("100.00");
    assertThat(poor.text("available")).isEqualTo("99.99");
    tokens(user, 10_000);
    assertThat(place(user, body).status()).isEqualTo(202);
  }

  @Test
  void failsFastWhenTheMerchantDoesNotAnswer() {
    User user = newUser(Map.of(Simulated.SKY, 500L));
    Simulated.SKY.faults().add(Fault.of(new Fault.Unavailable()).on(Operation.BALANCE).always());
    Answer away = place(user, legs(leg("SKY-DMT", "SELL", "100", "50")));
    assertThat(away.status()).isEqualTo(503);
    assertThat(away.code()).isEqualTo("merchant-unavailable");
  }

  @Test
  void refusesAFieldThatItDoesNotKnow() {
    User user = newUser(Map.of(Simulated.SKY, 5_000L));
    Answer answer =
        post(
            user,
            "/v1/order-groups",
            "key-misspelt",
            """
            {"legs":[{"contract":"SKY-DMT","side":"SELL","quantity":"100","limitPrice":"50"}],
             "expireAt":"2026-01-01T00:00:00Z"}
            """);
    assertThat(answer.code()).isEqualTo("invalid-request");
    assertThat(answer.text("field")).isEqualTo("expireAt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+10000-01-01T00:00:00Z", "+1000000000-01-01T00:00:00Z"})
  void refusesAnExpiryBeyondAllCalendars(String expiresAt) {
    User user = newUser(Map.of(Simulated.SKY, 5_000L));
    String legs = legs(leg("SKY-DMT", "SELL", "1000", "50"));
    Answer refused =
        place(
            user,
            legs.substring(0, legs.lastIndexOf('}')) + ",\"expiresAt\":\"" + expiresAt + "\"}");
    assertThat(refused.status()).as("%s", refused.body()).isEqualTo(422);
    assertThat(refused.code()).isEqualTo("wrong-expiry");
    assertThat(refused.text("field")).isEqualTo("expiresAt");
    assertThat(refused.text("rule")).isNotEmpty();
  }

  @Test
  void hidesAnotherUsersGroup() {
    User owner = newUser(Map.of(Simulated.SKY, 1_000L));
    String id = place(owner, legs(leg("SKY-DMT", "SELL", "100", "50"))).text("groupId");
    User stranger = newUser();
    for (String path : List.of("", "/trades", "/statement")) {
      Answer hidden = get(stranger, "/v1/order-groups/" + id + path);
      assertThat(hidden.status()).isEqualTo(404);
      assertThat(hidden.code()).isEqualTo("order-group-not-found");
    }
    assertThat(cancel(stranger, id, null).code()).isEqualTo("order-group-not-found");
    assertThat(get(stranger, "/v1/order-groups").body().at("/items")).isEmpty();
    assertThat(get(owner, "/v1/order-groups/" + id).text("groupId")).isEqualTo(id);
  }

  @Test
  void sendsACancelBehindItsOrder() {
    User user = newUser(Map.of(Simulated.SKY, 1_000L));
    String id = place(user, legs(leg("SKY-DMT", "SELL", "100", "50"))).text("groupId");
    OrderGroupId group = OrderGroupId.of(id);
    assertThat(post(user, "/v1/order-groups/" + id + "/cancel", "{}").code())
        .isEqualTo("idempotency-key-missing");
    Answer cancelled = cancel(user, id, group.leg(0));
    assertThat(cancelled.status()).as("%s", cancelled.body()).isEqualTo(202);
    assertThat(cancelled.text("cancel")).isEqualTo("REQUESTED");
    assertThat(cancel(user, id, null).status()).isEqualTo(202);
    assertThat(cancel(user, id, group.leg(1)).status()).isEqualTo(404);
    List<ConsumerRecord<String, byte[]>> commands = awaitRecords(Topics.INPUT_ORDER, id, 3);
    assertThat(commands.stream().map(c -> json.readValue(c.value(), InputOrder.class)).toList())
        .element(0)
        .isInstanceOf(InputOrder.PlaceOrderGroup.class);
    assertThat(commands.stream().map(c -> json.readValue(c.value(), InputOrder.class)).skip(1))
        .containsExactly(
            new InputOrder.CancelOrderGroup(group, UserId.of(user.id()), group.leg(0)),
            new InputOrder.CancelOrderGroup(group, UserId.of(user.id()), null));
  }

  @Test
  void listsInPagesWithoutGapOrRepetition() {
    User user = newUser(Map.of(Simulated.SKY, 1_000L));
    List<String> placed = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      placed.addFirst(place(user, legs(leg("SKY-DMT", "SELL", "100", "50"))).text("groupId"));
    }
    List<String> listed = new ArrayList<>();
    String after = "";
    do {
      Answer page = get(user, "/v1/order-groups?limit=2" + after);
      page.body().at("/items").forEach(group -> listed.add(group.get("groupId").asString()));
      after = page.text("next").isEmpty() ? "" : "&after=" + page.text("next");
    } while (!after.isEmpty());
    assertThat(listed)
        .containsExactlyInAnyOrderElementsOf(placed)
        .isSortedAccordingTo((a, b) -> Long.compare(Long.parseLong(b), Long.parseLong(a)));
    assertThat(get(user, "/v1/order-groups?limit=101").status()).isEqualTo(400);
    assertThat(get(user, "/v1/order-groups/12345").status()).isEqualTo(400);
  }

  private Answer cancel(User user, String group, LegId leg) {
    return post(
        user,
        "/v1/order-groups/" + group + "/cancel",
        UUID.randomUUID().toString(),
        leg == null ? "" : "{\"leg\":\"" + leg + "\"}");
  }
}
