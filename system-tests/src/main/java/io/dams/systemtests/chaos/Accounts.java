package io.dams.systemtests.chaos;

import io.dams.sandbox.Installation;
import io.dams.sandbox.client.Customer;
import io.dams.sandbox.client.JsonHttpClient;
import io.dams.sandbox.client.Market;
import io.dams.sandbox.client.Person;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Reads what customers are told of their orders, and what they have: points in the merchants' own
 * books, tokens in the ledger.
 */
final class Accounts {

  static final String TOKEN = Market.TOKEN.code().code();
  private static final int PAGE = 100;

  private final Installation fleet;
  private final List<Customer> customers;
  private final PatientClient client;

  Accounts(Installation fleet, List<Customer> customers, Tally tally) {
    this.fleet = fleet;
    this.customers = customers;
    this.client = new PatientClient(tally);
  }

  /**
   * One customer's account.
   *
   * @param groups all order groups, as the customer is shown them
   * @param units what there is of each asset, by its code
   */
  record Account(Person person, List<JsonNode> groups, Map<String, Long> units) {

    /** Copies both. */
    Account {
      groups = List.copyOf(groups);
      units = Map.copyOf(units);
    }
  }

  /** Every customer's, as they are now. */
  List<Account> all() {
    Map<String, Map<String, Long>> books = merchantBooks();
    return customers.stream()
        .map(who -> new Account(who.person(), groups(who, false), units(who, books)))
        .toList();
  }

  /** One's groups; all, or those that are open. */
  List<JsonNode> groups(Customer who, boolean open) {
    List<JsonNode> groups = new ArrayList<>();
    String after = "";
    do {
      JsonNode page =
          client.get(who, "/v1/order-groups?limit=" + PAGE + "&open=" + open + after).ok();
      page.path("items").forEach(groups::add);
      String next = page.path("next").asString("");
      after = next.isEmpty() ? "" : "&after=" + next;
    } while (!after.isEmpty());
    return groups;
  }

  private Map<String, Long> units(Customer who, Map<String, Map<String, Long>> books) {
    Map<String, Long> units = new TreeMap<>();
    books.forEach(
        (merchant, members) -> units.put(merchant, members.getOrDefault(who.person().uid(), 0L)));
    units.put(TOKEN, 0L);
    for (JsonNode row : client.get(who, "/v1/tokens").ok().path("tokens")) {
      units.put(
          row.path("token").asString(),
          Market.TOKEN.units(new BigDecimal(row.path("available").asString())));
    }
    return units;
  }

  /** What each member has, by merchant, in the merchant's own books. */
  private Map<String, Map<String, Long>> merchantBooks() {
    Map<String, Map<String, Long>> books = new HashMap<>();
    for (Market market : Market.ALL) {
      Map<String, Long> members = new HashMap<>();
      JsonNode book = JsonHttpClient.at(fleet.merchant(market.exCode())).get("/sandbox/books").ok();
      for (JsonNode member : book.path("members")) {
        members.put(
            member.path("uid").asString(),
            Long.parseLong(member.path("availableUnits").asString()));
      }
      books.put(market.exCode(), members);
    }
    return books;
  }
}
