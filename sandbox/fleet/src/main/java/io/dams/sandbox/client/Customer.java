package io.dams.sandbox.client;

import io.dams.sandbox.Installation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A person who is logged in, acting through the gateway only. */
public final class Customer {

  private static final Duration CODE_BOUND = Duration.ofSeconds(60);
  private static final Duration SETTLE_BOUND = Duration.ofSeconds(120);

  private final Person person;
  private final String accountId;
  private final JsonHttpClient api;

  private Customer(Person person, String accountId, JsonHttpClient api) {
    this.person = person;
    this.accountId = accountId;
    this.api = api;
  }

  /** Registers or logs in with the code that the SMS provider got. */
  public static Customer logIn(Installation fleet, Person person) {
    var gateway = JsonHttpClient.at(fleet.gateway());
    var sms = JsonHttpClient.at(fleet.sms());
    int before = lastNumber(sms, person);
    gateway.post("/v1/auth/codes", Map.of("phone", person.phone())).ok();
    String code =
        Wait.until(
            "the code of " + person.name(),
            CODE_BOUND,
            () ->
                lastNumber(sms, person) > before
                    ? Optional.of(sms.get("/sms/" + person.phone()).ok().path("code").asString())
                    : Optional.empty());
    JsonNode login =
        gateway.post("/v1/auth/login", Map.of("phone", person.phone(), "code", code)).ok();
    return new Customer(
        person,
        login.path("accountId").asString(),
        gateway.as(login.path("accessToken").asString()));
  }

  private static int lastNumber(JsonHttpClient sms, Person person) {
    return sms.get("/sms/" + person.phone()).body().path("number").asInt(0);
  }

  /** For people. */
  public String name() {
    return person.name();
  }

  /** Who it is. */
  public Person person() {
    return person;
  }

  /** The account in the frontoffice. */
  public String accountId() {
    return accountId;
  }

  /** The gateway, as this customer. */
  public JsonHttpClient api() {
    return api;
  }

  /** Binds a merchant's points; nothing happens when they are bound. */
  public void bind(String exCode) {
    api.post("/v1/wallets", Map.of("exCode", exCode)).ok();
  }

  /** Has the results of orders pushed to a phone, of which one session at a time has one. */
  public void carryPhone() {
    Person.Phone kind = person.carries();
    api.put("/v1/device", Map.of("platform", kind.name(), "token", phoneToken(), "language", "en"))
        .ok();
  }

  /** Where the simulators of push services show what the phone shows. */
  public String phonePath() {
    return switch (person.carries()) {
      case ANDROID -> "/sandbox/devices/" + phoneToken();
      case IOS -> "/sandbox/apns/devices/" + phoneToken();
    };
  }

  private String phoneToken() {
    String name = "sandbox-phone-of-" + person.uid();
    return switch (person.carries()) {
      case ANDROID -> name;
      case IOS -> { // 64 hexadecimal digits
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        yield UUID.nameUUIDFromBytes(bytes).toString().replace("-", "").repeat(2);
      }
    };
  }

  /** Live balances by point, and the free tokens under the token's code. */
  public Map<String, String> balances() {
    var balances = new LinkedHashMap<String, String>();
    for (JsonNode row : api.get("/v1/wallets").ok().path("wallets")) {
      balances.put(row.path("exCode").asString(), row.path("balance").asString("?"));
    }
    for (JsonNode row : api.get("/v1/tokens").ok().path("tokens")) {
      balances.put(row.path("token").asString(), row.path("available").asString());
    }
    return balances;
  }

  /** A frozen offer for a swap. */
  public JsonNode quote(Market give, Market take, String quantity) {
    return api.post(
            "/v1/quotes",
            Map.of("give", give.exCode(), "take", take.exCode(), "quantity", quantity))
        .ok();
  }

  /** Places the order of a quote and waits until nothing of it is under way. */
  public JsonNode swap(JsonNode quote) {
    Map<String, Object> order = Map.of("quoteId", quote.path("quoteId").asString());
    return settled(id(place(UUID.randomUUID().toString(), order)));
  }

  /** Places legs and waits until nothing of them is under way. */
  public JsonNode trade(Leg... legs) {
    return settled(order(legs));
  }

  /** Places legs that may rest in the books, and waits until they are in. */
  public void rest(List<Leg> orders) {
    var ids = new ArrayList<String>();
    for (Leg order : orders) {
      ids.add(order(order));
    }
    ids.forEach(this::submitted);
  }

  /** Places legs that stay until they are filled or cancelled; the group's id. */
  public String order(Leg... legs) {
    return id(place(UUID.randomUUID().toString(), gtc(legs)));
  }

  /** Asks for an order group under a key. */
  public HttpAnswer place(String key, Map<String, Object> order) {
    return api.with("Idempotency-Key", key).post("/v1/order-groups", order);
  }

  /** Asks for the end of a group under a key of its own. */
  public HttpAnswer cancel(String group) {
    return cancel(UUID.randomUUID().toString(), group, Map.of());
  }

  /**
   * Asks for the end of a group, or of one leg, under a key.
   *
   * @param body {@code leg} names the one; empty for the whole group
   */
  public HttpAnswer cancel(String key, String group, Map<String, Object> body) {
    return api.with("Idempotency-Key", key).post("/v1/order-groups/" + group + "/cancel", body);
  }

  /** One's order group. */
  public JsonNode group(String id) {
    return api.get("/v1/order-groups/" + id).ok();
  }

  /** The group once it is no longer being prepared: in the books, or over. */
  public JsonNode submitted(String id) {
    return Wait.until(
        "order group " + id + " in the book",
        SETTLE_BOUND,
        () -> Optional.of(group(id)).filter(g -> !status(g).equals("ACCEPTED")));
  }

  /** The group once it is over and every point has come to rest. */
  public JsonNode settled(String id) {
    return Wait.until(
        "the end of order group " + id + " of " + name(),
        SETTLE_BOUND,
        () ->
            Optional.of(group(id))
                .filter(g -> !g.path("open").asBoolean(true) && g.path("settled").asBoolean()));
  }

  /** The status that a group shows. */
  public static String status(JsonNode group) {
    return group.path("status").asString();
  }

  /** The request for legs that stay until they are filled or cancelled. */
  public static Map<String, Object> gtc(Leg... legs) {
    return Map.of("legs", List.of(legs), "timeInForce", "GTC");
  }

  private static String id(HttpAnswer placed) {
    return placed.ok().path("groupId").asString();
  }

  /**
   * A leg as the API takes it.
   *
   * @param quantity points
   * @param limitPrice tokens for one lot
   */
  public record Leg(String contract, String side, String quantity, String limitPrice) {

    /** Sells so many lots for at least the price. */
    public static Leg sell(Market market, long lots, long priceUnits) {
      return of(market, "SELL", lots, priceUnits);
    }

    /** Buys so many lots for at most the price. */
    public static Leg buy(Market market, long lots, long priceUnits) {
      return of(market, "BUY", lots, priceUnits);
    }

    private static Leg of(Market market, String side, long lots, long priceUnits) {
      return new Leg(market.contract(), side, market.quantity(lots), Market.TOKEN.text(priceUnits));
    }
  }
}
