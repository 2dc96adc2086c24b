package io.dams.systemtests.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.sandbox.Installation;
import io.dams.sandbox.client.Customer;
import io.dams.sandbox.client.HttpAnswer;
import io.dams.sandbox.client.JsonHttpClient;
import io.dams.sandbox.client.Person;
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

  private final Customer customer;

  private Trader(Customer customer) {
    this.customer = customer;
  }

  /** Joins the merchants with so many points each, registers, and binds them. */
  static Trader register(Installation fleet, int number, Map<String, String> unitsByMerchant) {
    var person = new Person("Trader " + number, "+86139%08d".formatted(number), "t-" + number, 0);
    unitsByMerchant.forEach(
        (merchant, units) ->
            JsonHttpClient.at(fleet.merchant(merchant))
                .put(
                    "/sandbox/members/" + person.uid(),
                    Map.of("phone", person.phone(), "units", units))
                .ok());
    Customer customer = Customer.logIn(fleet, person);
    unitsByMerchant.keySet().forEach(customer::bind);
    return new Trader(customer);
  }

  String uid() {
    return customer.person().uid();
  }

  JsonHttpClient api() {
    return customer.api();
  }

  /** Asks for an order under a key of its own. */
  HttpAnswer place(Map<String, Object> order) {
    return place(UUID.randomUUID().toString(), order);
  }

  HttpAnswer place(String key, Map<String, Object> order) {
    return customer.place(key, order);
  }

  HttpAnswer cancel(String group) {
    return customer.cancel(group);
  }

  HttpAnswer cancelLeg(String group, String leg) {
    return customer.cancel(UUID.randomUUID().toString(), group, Map.of("leg", leg));
  }

  JsonNode group(String id) {
    return customer.group(id);
  }

  /** Gets DMT from the issuer, in minor units. */
  void issue(Installation fleet, String units) {
    JsonHttpClient.at(fleet.service("ledger"))
        .as(fleet.token("operator", "ledger-svc"))
        .put(
            "/internal/issues/" + UUID.randomUUID(),
            Map.of("user", customer.accountId(), "asset", "DMT", "units", units))
        .ok();
  }

  /** The group once it is over and every point has come to rest. */
  JsonNode settled(String id) {
    return customer.settled(id);
  }

  /** Live points by merchant; tokens under their code. */
  Map<String, BigDecimal> balances() {
    Map<String, BigDecimal> balances = new TreeMap<>();
    for (JsonNode row : api().get("/v1/wallets").ok().path("wallets")) {
      @Nullable String balance = row.path("balance").asString(null);
      assertThat(balance).as("the merchant %s answers", row).isNotNull();
      balances.put(row.path("exCode").asString(), new BigDecimal(balance));
    }
    for (JsonNode row : api().get("/v1/tokens").ok().path("tokens")) {
      balances.put(
          row.path("token").asString(), new BigDecimal(row.path("available").asString("0")));
    }
    return balances;
  }

  /**
   * Waits until that is what one has: the books are told of a settled group one after the other.
   */
  void comesTo(Map<String, BigDecimal> balances) {
    await("balances")
        .atMost(Duration.ofSeconds(120))
        .untilAsserted(() -> assertThat(balances()).isEqualTo(balances));
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
