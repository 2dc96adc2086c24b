package io.dams.systemtests.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.sandbox.Installation;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A user of the test: a member at the merchants, logged in, acting through the gateway only. */
final class Trader {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final String uid;
  private final Api api;

  private Trader(String uid, Api api) {
    this.uid = uid;
    this.api = api;
  }

  /** Joins the merchants with so many points each, registers, and binds them. */
  static Trader register(Installation fleet, int number, Map<String, String> unitsByMerchant) {
    String phone = "+86139%08d".formatted(number);
    String uid = "t-" + number;
    unitsByMerchant.forEach(
        (merchant, units) ->
            Api.at(fleet.merchant(merchant))
                .put("/sandbox/members/" + uid, Map.of("phone", phone, "units", units))
                .ok());
    Api gateway = Api.at(fleet.gateway());
    gateway.post("/v1/auth/codes", Map.of("phone", phone)).ok();
    String code =
        await("the code of " + phone)
            .atMost(PATIENCE)
            .until(
                () -> Api.at(fleet.sms()).get("/sms/" + phone).body().path("code").asString(""),
                text -> !text.isEmpty());
    JsonNode login = gateway.post("/v1/auth/login", Map.of("phone", phone, "code", code)).ok();
    var trader = new Trader(uid, gateway.bearing(login.path("accessToken").asString()));
    unitsByMerchant
        .keySet()
        .forEach(merchant -> trader.api.post("/v1/wallets", Map.of("exCode", merchant)).ok());
    return trader;
  }

  String uid() {
    return uid;
  }

  Api api() {
    return api;
  }

  /** Asks for an order under a key of its own. */
  Api.Answer place(Map<String, Object> order) {
    return place(UUID.randomUUID().toString(), order);
  }

  Api.Answer place(String key, Map<String, Object> order) {
    return api.with("Idempotency-Key", key).post("/v1/order-groups", order);
  }

  Api.Answer cancel(String group) {
    return api.with("Idempotency-Key", UUID.randomUUID().toString())
        .post("/v1/order-groups/" + group + "/cancel", Map.of());
  }

  JsonNode group(String id) {
    return api.get("/v1/order-groups/" + id).ok();
  }

  /** The group once it is over and every point has come to rest. */
  JsonNode settled(String id) {
    return await("the end of group " + id)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> group(id),
            g -> !g.path("open").asBoolean(true) && g.path("settled").asBoolean(false));
  }

  /** Live points by merchant; tokens under their code. */
  Map<String, BigDecimal> balances() {
    Map<String, BigDecimal> balances = new TreeMap<>();
    for (JsonNode row : api.get("/v1/wallets").ok().path("wallets")) {
      @Nullable String balance = row.path("balance").asString(null);
      assertThat(balance).as("the merchant %s answers", row).isNotNull();
      balances.put(row.path("exCode").asString(), new BigDecimal(balance));
    }
    for (JsonNode row : api.get("/v1/tokens").ok().path("tokens")) {
      balances.put(
          row.path("token").asString(), new BigDecimal(row.path("available").asString("0")));
    }
    return balances;
  }

  static Map<String, Object> order(Map<?, ?>... legs) {
    return Map.of("legs", List.of(legs), "timeInForce", "GTC");
  }

  static Map<String, String> sell(String point, String quantity, String price) {
    return leg(point, "SELL", quantity, price);
  }

  static Map<String, String> buy(String point, String quantity, String price) {
    return leg(point, "BUY", quantity, price);
  }

  private static Map<String, String> leg(String point, String side, String quantity, String price) {
    return Map.of(
        "contract", point + "-DMT", "side", side, "quantity", quantity, "limitPrice", price);
  }
}
