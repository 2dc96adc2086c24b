package io.dams.systemtests.chaos;

import io.dams.sandbox.Installation;
import io.dams.sandbox.client.Customer;
import io.dams.sandbox.client.JsonHttpClient;
import io.dams.sandbox.client.Market;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What the customers were told, against what they have in the end. Each began with known points at
 * each merchant and known tokens, and did nothing but what the load did: every group that was
 * accepted is there once and over, and the sum of what the groups tell is what the merchants' own
 * books and the ledger give.
 */
final class Promises {

  private static final int PAGE = 100;
  private static final String TOKEN = Market.TOKEN.code().code();

  private final Installation fleet;
  private final List<Customer> customers;
  private final long tokenUnits;
  private final PatientClient client;
  private final Tally tally;

  /**
   * @param tokenUnits what each customer began with
   */
  Promises(Installation fleet, List<Customer> customers, long tokenUnits, Tally tally) {
    this.fleet = fleet;
    this.customers = customers;
    this.tokenUnits = tokenUnits;
    this.client = new PatientClient(tally);
    this.tally = tally;
  }

  /**
   * Compares, and reports what differs.
   *
   * @param accepted groups, each with the index of its customer
   */
  void check(Map<String, Integer> accepted) {
    Set<String> missing = new HashSet<>(accepted.keySet());
    Map<String, Map<String, Long>> books = merchantBooks();
    for (Customer who : customers) {
      Map<String, Long> expected = new TreeMap<>(Map.of(TOKEN, tokenUnits));
      for (Market market : Market.ALL) {
        expected.put(market.exCode(), who.person().points() * market.lotUnits());
      }
      for (JsonNode group : groups(who, false)) {
        String id = group.path("groupId").asString();
        if (!missing.remove(id)) {
          tally.problem("doubled: nobody was told of group " + id);
        }
        ended(group);
        group.path("legs").forEach(leg -> add(expected, leg));
      }
      compare(who, expected, books);
    }
    missing.forEach(id -> tally.problem("lost: group " + id + " was accepted, and is not there"));
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

  private void ended(JsonNode group) {
    String id = group.path("groupId").asString();
    String status = Customer.status(group);
    String reason = group.path("reason").asString("");
    tally.count("groups in the end", reason.isEmpty() ? status : status + " " + reason);
    if (group.path("open").asBoolean(true) || !group.path("settled").asBoolean(false)) {
      tally.problem("group %s is %s and not settled: %s".formatted(id, status, group));
    }
    for (JsonNode leg : group.path("legs")) {
      Market market = market(leg);
      long out = units(market, leg, "executed") + units(market, leg, "returned");
      long reserved = units(market, leg, "reserved");
      boolean sell = leg.path("side").asString().equals("SELL");
      if (sell && reserved != 0 && out + units(market, leg, "feeCharged") != reserved) {
        tally.problem("group %s: executed + returned + fee is not reserved: %s".formatted(id, leg));
      }
      if (!sell && units(market, leg, "settledQuantity") != units(market, leg, "executed")) {
        tally.problem("group %s: settled is not executed: %s".formatted(id, leg));
      }
    }
  }

  private static void add(Map<String, Long> expected, JsonNode leg) {
    Market market = market(leg);
    boolean sell = leg.path("side").asString().equals("SELL");
    long points = units(market, leg, "executed") + (sell ? units(market, leg, "feeCharged") : 0);
    long tokens = Market.TOKEN.units(new BigDecimal(leg.path("notional").asString()));
    expected.merge(market.exCode(), sell ? -points : points, Math::addExact);
    expected.merge(TOKEN, sell ? tokens : -tokens, Math::addExact);
  }

  private void compare(
      Customer who, Map<String, Long> expected, Map<String, Map<String, Long>> books) {
    Map<String, Long> actual = new TreeMap<>();
    books.forEach(
        (merchant, members) -> actual.put(merchant, members.getOrDefault(who.person().uid(), 0L)));
    actual.put(TOKEN, 0L);
    for (JsonNode row : client.get(who, "/v1/tokens").ok().path("tokens")) {
      actual.put(
          row.path("token").asString(),
          Market.TOKEN.units(new BigDecimal(row.path("available").asString())));
    }
    expected.forEach(
        (asset, units) -> {
          long has = actual.getOrDefault(asset, 0L);
          tally.count("balances compared", has == units ? "equal" : "DIFFERENT");
          if (has != units) {
            tally.problem(
                "%s has %d units of %s, by what was told it should be %d (%+d)"
                    .formatted(who.name(), has, asset, units, has - units));
          }
        });
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

  private static Market market(JsonNode leg) {
    String point = leg.path("point").asString();
    return Market.ALL.stream()
        .filter(market -> market.exCode().equals(point))
        .findAny()
        .orElseThrow(() -> new IllegalStateException("no market of " + point));
  }

  private static long units(Market market, JsonNode leg, String field) {
    return market.point().units(new BigDecimal(leg.path(field).asString("0")));
  }
}
