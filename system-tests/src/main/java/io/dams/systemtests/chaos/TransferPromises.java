package io.dams.systemtests.chaos;

import io.dams.sandbox.Installation;
import io.dams.sandbox.client.Customer;
import io.dams.sandbox.client.TransferApp;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What customers and the partner were told, against the ledger. Each customer began with nothing
 * and did nothing but what the load did: every order that was accepted is there once and final, the
 * sum of what the orders tell is what the ledger gives, and the partner has had one result of each
 * of its orders, the one that we show.
 */
final class TransferPromises {

  private static final int PAGE = 200;
  private static final int COMPLETED = 100;
  private static final int IN = 1;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Installation fleet;
  private final List<Customer> customers;
  private final TransferApp game;
  private final PatientClient client;
  private final Tally tally;

  TransferPromises(Installation fleet, List<Customer> customers, TransferApp game, Tally tally) {
    this.fleet = fleet;
    this.customers = customers;
    this.game = game;
    this.client = new PatientClient(tally);
    this.tally = tally;
  }

  /** How many orders of these customers have not ended. */
  long open() {
    return customers.stream()
        .flatMap(who -> orders(who).stream())
        .filter(order -> !TransferApp.hasEnded(order))
        .count();
  }

  /**
   * Compares, and reports what differs.
   *
   * @param accepted orders, each with the index of its customer
   */
  void check(Map<String, Integer> accepted) throws SQLException {
    Set<String> missing = new HashSet<>(accepted.keySet());
    Map<String, List<String>> told = told();
    for (Customer who : customers) {
      BigDecimal expected = BigDecimal.ZERO;
      for (JsonNode order : orders(who)) {
        String id = order.path("id").asString();
        if (!missing.remove(id)) {
          tally.problem("doubled: nobody was told of order " + id);
        }
        ended(order);
        expected = expected.add(moved(order));
        if (order.path("transferAppId").asInt() == game.id()) {
          compareResult(order, told.getOrDefault(id, List.of()));
        }
      }
      compareBalance(who, expected);
    }
    missing.forEach(id -> tally.problem("lost: order " + id + " was accepted, and is not there"));
  }

  private List<JsonNode> orders(Customer who) {
    List<JsonNode> orders = new ArrayList<>();
    String after = "0";
    while (!after.isEmpty()) {
      String path = "/transfer/v1/orders?limit=" + PAGE + "&after=" + after;
      JsonNode page = client.get(who, path).ok();
      page.path("items").forEach(orders::add);
      after = page.path("next").asString("");
    }
    return orders;
  }

  private void ended(JsonNode order) {
    String way = order.path("type").asInt() == IN ? "in" : "out";
    String why = order.path("errorMessage").asString("");
    String reason = why.contains("amount: ") ? "partner says another amount" : why;
    tally.count(
        "orders in the end", "%s %s %s".formatted(way, order.path("status").asString(), reason));
    if (!TransferApp.hasEnded(order)) {
      tally.problem("order %s has not ended: %s".formatted(order.path("id").asString(), order));
    }
  }

  /** What the order has given its user. */
  private static BigDecimal moved(JsonNode order) {
    if (order.path("status").asInt() != COMPLETED) {
      return BigDecimal.ZERO;
    }
    return order.path("type").asInt() == IN
        ? decimal(order, "actualAmount")
        : decimal(order, "amount").add(decimal(order, "feeAmount")).negate();
  }

  private static BigDecimal decimal(JsonNode order, String field) {
    return new BigDecimal(order.path(field).asString());
  }

  /** What the partner took, by order: the status of each result. */
  private Map<String, List<String>> told() {
    Map<String, List<String>> told = new HashMap<>();
    for (JsonNode callback : client.ask(() -> game.partner().get("/sandbox/callbacks")).ok()) {
      JsonNode data = JSON.readTree(callback.path("payload").asString()).path("data");
      told.computeIfAbsent(data.path("orderId").asString(), _ -> new ArrayList<>())
          .add(data.path("status").asString());
    }
    return told;
  }

  private void compareResult(JsonNode order, List<String> told) {
    boolean same = told.equals(List.of(order.path("status").asString()));
    tally.count("results at the partner", same ? "once, and the same" : "DIFFERENT");
    if (!same) {
      tally.problem(
          "order %s is %s, and the partner was told %s"
              .formatted(order.path("id").asString(), order.path("status").asString(), told));
    }
  }

  private void compareBalance(Customer who, BigDecimal expected) throws SQLException {
    BigDecimal has = balance(who);
    boolean same = has.compareTo(expected) == 0;
    tally.count("balances compared", same ? "equal" : "DIFFERENT");
    if (!same) {
      tally.problem(
          "%s has %s, by what was told it should be %s".formatted(who.name(), has, expected));
    }
  }

  private BigDecimal balance(Customer who) throws SQLException {
    try (Connection database = fleet.connectAsAuditor();
        PreparedStatement statement =
            database.prepareStatement(
                """
                SELECT COALESCE(SUM(balance_units), 0) / 10000 FROM ledger.account WHERE code = ?
                """)) {
      statement.setString(1, "user:" + who.accountId() + ":2:DIAMOND");
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getBigDecimal(1);
      }
    }
  }
}
