package io.dams.sandbox.demo;

import io.dams.sandbox.Installation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A person who is logged in, acting through the gateway only. */
final class Customer {

  private static final Duration CODE_BOUND = Duration.ofSeconds(15);
  private static final Duration SETTLE_BOUND = Duration.ofSeconds(60);

  private final Person person;
  private final String accountId;
  private final JsonHttpClient api;

  private Customer(Person person, String accountId, JsonHttpClient api) {
    this.person = person;
    this.accountId = accountId;
    this.api = api;
  }

  /** Registers or logs in with the code that the SMS provider got. */
  static Customer logIn(Installation fleet, Person person) {
    var gateway = new JsonHttpClient(fleet.gateway());
    var sms = new JsonHttpClient(fleet.sms());
    int before = lastNumber(sms, person);
    gateway.post("/v1/auth/codes", Map.of("phone", person.phone()));
    String code =
        Wait.until(
            "the code of " + person.name(),
            CODE_BOUND,
            () ->
                lastNumber(sms, person) > before
                    ? Optional.of(sms.get("/sms/" + person.phone()).path("code").asString())
                    : Optional.empty());
    JsonNode login = gateway.post("/v1/auth/login", Map.of("phone", person.phone(), "code", code));
    return new Customer(
        person,
        login.path("accountId").asString(),
        gateway.as(login.path("accessToken").asString()));
  }

  private static int lastNumber(JsonHttpClient sms, Person person) {
    try {
      return sms.get("/sms/" + person.phone()).path("number").asInt();
    } catch (HttpClientException none) {
      return 0;
    }
  }

  String name() {
    return person.name();
  }

  String accountId() {
    return accountId;
  }

  /** Binds a merchant's points; nothing happens when they are bound. */
  void bind(Market market) {
    api.post("/v1/wallets", Map.of("exCode", market.exCode()));
  }

  /** Live balances by point, and the free tokens under the token's code. */
  Map<String, String> balances() {
    var balances = new LinkedHashMap<String, String>();
    for (JsonNode row : api.get("/v1/wallets").path("wallets")) {
      balances.put(row.path("exCode").asString(), row.path("balance").asString("?"));
    }
    for (JsonNode row : api.get("/v1/tokens").path("tokens")) {
      balances.put(row.path("token").asString(), row.path("available").asString());
    }
    return balances;
  }

  /** A frozen offer for a swap. */
  JsonNode quote(Market give, Market take, String quantity) {
    return api.post(
        "/v1/quotes", Map.of("give", give.exCode(), "take", take.exCode(), "quantity", quantity));
  }

  /** Places the order of a quote and waits until nothing of it is under way. */
  JsonNode swap(JsonNode quote) {
    return settled(place(Map.of("quoteId", quote.path("quoteId").asString())));
  }

  /** Places legs and waits until nothing of them is under way. */
  JsonNode trade(Leg... legs) {
    return settled(placeLegs(legs));
  }

  /** Places legs that may rest in the books, and waits until they are in. */
  void rest(List<Leg> orders) {
    var ids = new ArrayList<String>();
    for (Leg order : orders) {
      ids.add(placeLegs(order));
    }
    for (String id : ids) {
      Wait.until(
          "order group " + id + " in the book",
          SETTLE_BOUND,
          () -> Optional.of(group(id)).filter(g -> !status(g).equals("ACCEPTED")));
    }
  }

  /** One's order group. */
  JsonNode group(String id) {
    return api.get("/v1/order-groups/" + id);
  }

  static String status(JsonNode group) {
    return group.path("status").asString();
  }

  private String placeLegs(Leg... legs) {
    return place(Map.of("legs", List.of(legs), "timeInForce", "GTC"));
  }

  private String place(Map<String, Object> order) {
    return api.with("Idempotency-Key", UUID.randomUUID().toString())
        .post("/v1/order-groups", order)
        .path("groupId")
        .asString();
  }

  private JsonNode settled(String id) {
    return Wait.until(
        "the end of order group " + id + " of " + name(),
        SETTLE_BOUND,
        () ->
            Optional.of(group(id))
                .filter(g -> !g.path("open").asBoolean() && g.path("settled").asBoolean()));
  }

  /**
   * A leg as the API takes it.
   *
   * @param quantity points
   * @param limitPrice tokens for one lot
   */
  record Leg(String contract, String side, String quantity, String limitPrice) {

    static Leg sell(Market market, long lots, long priceUnits) {
      return of(market, "SELL", lots, priceUnits);
    }

    static Leg buy(Market market, long lots, long priceUnits) {
      return of(market, "BUY", lots, priceUnits);
    }

    private static Leg of(Market market, String side, long lots, long priceUnits) {
      return new Leg(market.contract(), side, market.quantity(lots), Market.TOKEN.text(priceUnits));
    }
  }
}
