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
import io.dams.contracts.topic.CoreEvent.Level;
import io.dams.contracts.topic.InputOrder;
import io.dams.contracts.topic.Topics;
import io.dams.sandbox.merchant.Fault;
import io.dams.sandbox.merchant.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderIT extends FrontofficeTest {

  private static final AssetCode SKY = new AssetCode("SKY");

  @BeforeEach
  void contracts() {
    publishContracts();
  }

  @AfterEach
  void noFaults() {
    Simulated.SKY.faults().clear();
    Simulated.LEDGER.clear();
  }

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
  void demandsAKeyAndRefusesItWithAnotherBody() {
    User user = newUser(Map.of(Simulated.SKY, 1_000L));
    String body = legs(leg("SKY-DMT", "SELL", "100", "50"));
    Answer keyless = post(user, "/v1/order-groups", body);
    assertThat(keyless.code()).isEqualTo("idempotency-key-missing");
    assertThat(keyless.text("field")).isEqualTo("Idempotency-Key");
    assertThat(keyless.text("rule")).isEqualTo("required");
    String key = UUID.randomUUID().toString();
    Answer first = post(user, "/v1/order-groups", key, body);
    assertThat(first.status()).isEqualTo(202);
    Answer other = post(user, "/v1/order-groups", key, legs(leg("SKY-DMT", "SELL", "200", "50")));
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.code()).isEqualTo("idempotency-key-reused");
    User stranger = newUser(Map.of(Simulated.SKY, 1_000L));
    assertThat(post(stranger, "/v1/order-groups", key, body).text("groupId"))
        .isNotEqualTo(first.text("groupId"));
  }

  @Test
  void repeatsTheFirstAnswerWhateverHasChangedSince() {
    User user = newUser(Map.of(Simulated.SKY, 1_000L));
    String key = UUID.randomUUID().toString();
    String body = legs(leg("SKY-DMT", "SELL", "100", "50"));
    Answer first = post(user, "/v1/order-groups", key, body);
    delete(user, "/v1/wallets/SKY");
    Answer again = post(user, "/v1/order-groups", key, body);
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.body()).isEqualTo(first.body());
  }

  @Test
  void fiftyThreadsWithOneKeyMakeOneGroup() throws Exception {
    User user = newUser(Map.of(Simulated.SKY, 1_000L));
    String key = UUID.randomUUID().toString();
    String body = legs(leg("SKY-DMT", "SELL", "100", "50"));
    List<Answer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Answer>> calls = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        calls.add(
            threads.submit(
                () -> {
                  start.await();
                  return post(user, "/v1/order-groups", key, body);
                }));
      }
      start.countDown();
      for (Future<Answer> call : calls) {
        answers.add(call.get());
      }
    }
    Set<String> groups = new TreeSet<>();
    for (Answer answer : answers) {
      // 503: fifty balance questions at once are more than one merchant is asked
      assertThat(answer.status()).isIn(202, 409, 503);
      if (answer.status() == 202) {
        groups.add(answer.text("groupId"));
      }
    }
    assertThat(groups).hasSize(1);
    assertThat(
            jdbc.sql("SELECT COUNT(*) FROM order_group WHERE account_id = ?")
                .param(user.id())
                .query(Long.class)
                .single())
        .isEqualTo(1);
    onlyCommand(OrderGroupId.of(groups.iterator().next()), InputOrder.PlaceOrderGroup.class);
  }

  @Test
  void quotesASwapAndPlacesItOnce() {
    depth(SKY_DMT, List.of(new Level(5_000, 4), new Level(4_900, 10)), List.of());
    depth(BEAN_DMT, List.of(), List.of(new Level(2_000, 5), new Level(2_100, 50)));
    User user = newUser(Map.of(Simulated.SKY, 606L, Simulated.BEAN, 0L));
    Answer quote =
        post(user, "/v1/quotes", "{\"give\":\"SKY\",\"take\":\"BEAN\",\"quantity\":\"650\"}");
    assertThat(quote.status()).as("%s", quote.body()).isEqualTo(201);
    // 4 lots at 50.00 and 2 at 49.00 earn 298.00; 5 at 20.00 and 9 at 21.00 cost 289.00
    assertThat(quote.body().at("/roundedDown").asBoolean()).isTrue();
    assertThat(quote.text("give")).isEqualTo("600");
    assertThat(quote.text("fee")).isEqualTo("6");
    assertThat(quote.text("take")).isEqualTo("140");
    assertThat(quote.text("residualTokens")).isEqualTo("9.00");
    assertThat(quote.text("rate")).isEqualTo("0.23333333");
    assertThat(quote.text("legs/0/limitPrice")).isEqualTo("49.00");
    assertThat(quote.text("legs/1/limitPrice")).isEqualTo("21.00");

    String body = "{\"quoteId\":\"" + quote.text("quoteId") + "\"}";
    Answer placed = place(user, body);
    assertThat(placed.status()).as("%s", placed.body()).isEqualTo(202);
    assertThat(placed.text("timeInForce")).isEqualTo("FOK");
    OrderGroupTerms terms =
        onlyCommand(OrderGroupId.of(placed.text("groupId")), InputOrder.PlaceOrderGroup.class)
            .group();
    assertThat(terms.legs()).extracting(LegTerms::lots).containsExactly(6L, 14L);
    assertThat(terms.legs()).extracting(LegTerms::limitPriceUnits).containsExactly(4_900L, 2_100L);
    assertThat(terms.legs()).extracting(LegTerms::feeUnits).containsExactly(6L, 0L);
    assertThat(place(user, body).code()).isEqualTo("quote-used");
  }

  @Test
  void refusesQuotesByFieldAndRule() {
    depth(SKY_DMT, List.of(new Level(5_000, 4)), List.of());
    depth(BEAN_DMT, List.of(), List.of(new Level(2_000, 5)));
    User user = newUser(Map.of(Simulated.SKY, 303L, Simulated.BEAN, 0L));
    assertThat(quote(user, "SKY", "SKY", "100").code()).isEqualTo("same-point");
    assertThat(quote(user, "SKY", "NOPE", "100").text("field")).isEqualTo("take");
    assertThat(quote(user, "NOPE", "SKY", "100").text("field")).isEqualTo("give");
    assertThat(quote(user, "SKY", "MART", "100").code()).isEqualTo("no-bound-wallet");
    assertThat(quote(user, "SKY", "BEAN", "99").code()).isEqualTo("below-minimum");
    assertThat(quote(user, "SKY", "BEAN", "500").code()).isEqualTo("no-liquidity");
    Answer poor = quote(user, "SKY", "BEAN", "400");
    assertThat(poor.code()).isEqualTo("insufficient-points");
    assertThat(poor.text("required")).isEqualTo("404");
    assertThat(quote(user, "SKY", "BEAN", "300").status()).isEqualTo(201);
    depth(BEAN_DMT, List.of(), List.of());
    assertThat(quote(user, "SKY", "BEAN", "300").code()).isEqualTo("no-liquidity");
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

  @ParameterizedTest
  @ValueSource(
      strings = {"\uD83D\uDCA5", "", "é", "00000000-0000-0000-0000-00000000000x", "1-1-1-1-1"})
  void refusesAQuoteIdThatIsNone(String quoteId) {
    Answer refused = place(newUser(), "{\"quoteId\":\"" + quoteId + "\"}");
    assertThat(refused.status()).as("%s", refused.body()).isEqualTo(400);
    assertThat(refused.text("field")).isEqualTo("quoteId");
    assertThat(refused.text("rule")).isEqualTo("Pattern");
  }

  @Test
  void holdsTheBoundOfOpenGroupsUnderFiftyPlacingsAtOnce() throws Exception {
    User user = newUser(Map.of(Simulated.SKY, 0L));
    tokens(user, 1_000_000);
    String body = legs(leg("SKY-DMT", "BUY", "100", "50"));
    List<Answer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Answer>> calls = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        calls.add(
            threads.submit(
                () -> {
                  start.await();
                  return place(user, body);
                }));
      }
      start.countDown();
      for (Future<Answer> call : calls) {
        answers.add(call.get());
      }
    }
    assertThat(answers).filteredOn(a -> a.status() == 202).hasSize(Simulated.OPEN_GROUPS);
    assertThat(answers)
        .filteredOn(a -> a.status() != 202)
        .extracting(Answer::code)
        .containsOnly("too-many-open-groups");
  }

  @Test
  void aQuoteExpiresAndIsItsOwnersOnly() {
    depth(SKY_DMT, List.of(new Level(5_000, 4)), List.of());
    depth(BEAN_DMT, List.of(), List.of(new Level(2_000, 50)));
    User user = newUser(Map.of(Simulated.SKY, 303L, Simulated.BEAN, 0L));
    String body = "{\"quoteId\":\"" + quote(user, "SKY", "BEAN", "300").text("quoteId") + "\"}";
    assertThat(place(newUser(), body).code()).isEqualTo("quote-not-found");
    jdbc.sql("UPDATE quote SET expires_at = NOW(6) - INTERVAL 1 SECOND WHERE account_id = ?")
        .param(user.id())
        .update();
    assertThat(place(user, body).code()).isEqualTo("quote-expired");
  }

  @Test
  void leavesOnesOwnOrdersOutOfAQuote() {
    depth(SKY_DMT, List.of(new Level(5_000, 4)), List.of());
    depth(BEAN_DMT, List.of(), List.of(new Level(2_000, 50)));
    User user = newUser(Map.of(Simulated.SKY, 1_000L, Simulated.BEAN, 0L));
    tokens(user, 100_000);
    assertThat(place(user, legs(leg("SKY-DMT", "BUY", "300", "50"))).status()).isEqualTo(202);
    Answer thin = quote(user, "SKY", "BEAN", "200");
    assertThat(thin.code()).isEqualTo("no-liquidity");
    assertThat(thin.text("rule")).contains("takes 100");
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

  private Answer quote(User user, String give, String take, String quantity) {
    return post(
        user,
        "/v1/quotes",
        "{\"give\":\"%s\",\"take\":\"%s\",\"quantity\":\"%s\"}".formatted(give, take, quantity));
  }

  private Answer cancel(User user, String group, LegId leg) {
    return post(
        user,
        "/v1/order-groups/" + group + "/cancel",
        UUID.randomUUID().toString(),
        leg == null ? "" : "{\"leg\":\"" + leg + "\"}");
  }

  private static void tokens(User user, long units) {
    Simulated.LEDGER.put(
        "/internal/users/" + user.id() + "/balances",
        "[{\"asset\":\"DMT\",\"availableUnits\":\"%d\",\"heldUnits\":\"0\"}]".formatted(units));
  }

  private <T extends InputOrder> T onlyCommand(OrderGroupId group, Class<T> type) {
    List<ConsumerRecord<String, byte[]>> commands =
        awaitRecords(Topics.INPUT_ORDER, group.toString(), 1);
    assertThat(commands).hasSize(1);
    return type.cast(json.readValue(commands.getFirst().value(), InputOrder.class));
  }

  static String legs(String... legs) {
    return "{\"legs\":[" + String.join(",", legs) + "]}";
  }

  static String leg(String contract, String side, String quantity, String price) {
    return "{\"contract\":\"%s\",\"side\":\"%s\",\"quantity\":\"%s\",\"limitPrice\":\"%s\"}"
        .formatted(contract, side, quantity, price);
  }
}
