package io.dams.systemtests.chaos;

import io.dams.sandbox.client.Customer;
import io.dams.sandbox.client.Market;
import io.dams.systemtests.chaos.Accounts.Account;
import java.math.BigDecimal;
import java.util.Collection;
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

  private final long tokenUnits;
  private final Tally tally;

  /**
   * @param tokenUnits what each customer began with
   */
  Promises(long tokenUnits, Tally tally) {
    this.tokenUnits = tokenUnits;
    this.tally = tally;
  }

  /**
   * Compares, and reports what differs.
   *
   * @param accepted groups
   */
  void check(Collection<String> accepted, List<Account> accounts) {
    Set<String> missing = new HashSet<>(accepted);
    for (Account account : accounts) {
      Map<String, Long> expected = new TreeMap<>(Map.of(Accounts.TOKEN, tokenUnits));
      for (Market market : Market.ALL) {
        expected.put(market.exCode(), account.person().points() * market.lotUnits());
      }
      for (JsonNode group : account.groups()) {
        String id = group.path("groupId").asString();
        if (!missing.remove(id)) {
          tally.problem("doubled: nobody was told of group " + id);
        }
        ended(group);
        group.path("legs").forEach(leg -> add(expected, leg));
      }
      compare(account, expected);
    }
    missing.forEach(id -> tally.problem("lost: group " + id + " was accepted, and is not there"));
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
    expected.merge(Accounts.TOKEN, sell ? tokens : -tokens, Math::addExact);
  }

  private void compare(Account account, Map<String, Long> expected) {
    expected.forEach(
        (asset, units) -> {
          long has = account.units().getOrDefault(asset, 0L);
          tally.count("balances compared", has == units ? "equal" : "DIFFERENT");
          if (has != units) {
            tally.problem(
                "%s has %d units of %s, by what was told it should be %d (%+d)"
                    .formatted(account.person().name(), has, asset, units, has - units));
          }
        });
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
