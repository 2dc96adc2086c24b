package io.dams.sandbox.client;

import io.dams.sandbox.Installation;
import io.dams.sandbox.client.Customer.Leg;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Opens the market: brands and contracts by the operator, members at the merchants, tokens and
 * resting orders of the market maker. Run again, it adds only what is missing.
 */
public final class Opening {

  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final int LEVELS = 2;
  private static final long LOTS_OF_LEVEL = 200;
  private static final long FUND_UNITS = 100_000_000;

  private final Installation fleet;

  /** Of a fleet that is up; nothing happens yet. */
  public Opening(Installation fleet) {
    this.fleet = fleet;
  }

  /** Brands and contracts; returns when they are in force. */
  public void publish() {
    var operator =
        JsonHttpClient.at(fleet.service("frontoffice"))
            .as(fleet.token("operator", "frontoffice-svc"));
    for (Market market : Market.ALL) {
      operator
          .put(
              "/ops/brands/" + market.exCode(),
              Map.of(
                  "name", market.name(),
                  "pointScale", market.pointScale(),
                  "priority", market.priority()))
          .ok();
      if (!isKnown(operator, market)) {
        operator.put("/ops/contracts/" + market.contract(), market.terms()).ok();
      }
    }
    for (Market market : Market.ALL) {
      Wait.until(
          "contract " + market.contract(),
          BOUND,
          () -> isKnown(operator, market) ? Optional.of(market) : Optional.empty());
    }
  }

  /** A member of every merchant, logged in, with all points bound. */
  public Customer welcome(Person person) {
    for (Market market : Market.ALL) {
      JsonHttpClient.at(fleet.merchant(market.exCode()))
          .put(
              "/sandbox/members/" + person.uid(),
              Map.of(
                  "phone", person.phone(),
                  "units", Long.toString(person.points() * market.lotUnits())))
          .ok();
    }
    Customer customer = Customer.logIn(fleet, person);
    Market.ALL.forEach(market -> customer.bind(market.exCode()));
    return customer;
  }

  /** Tokens from the issuer, once; how many units. */
  public long fund(Customer customer) {
    JsonHttpClient.at(fleet.service("ledger"))
        .as(fleet.token("operator", "ledger-svc"))
        .put(
            "/internal/issues/opening-" + customer.accountId(),
            Map.of(
                "user", customer.accountId(),
                "asset", Market.TOKEN.code().code(),
                "units", Long.toString(FUND_UNITS)))
        .ok();
    return FUND_UNITS;
  }

  /** Two levels on each side of each book, filled up to half at least. */
  public void quote(Customer maker) {
    var missing = new ArrayList<Leg>();
    for (Market market : Market.ALL) {
      JsonNode depth = depth(market);
      for (int level = 1; level <= LEVELS; level++) {
        long bid = market.middleUnits() - level;
        long ask = market.middleUnits() + level;
        if (isThin(market, depth.path("bids"), bid)) {
          missing.add(Leg.buy(market, LOTS_OF_LEVEL, bid));
        }
        if (isThin(market, depth.path("asks"), ask)) {
          missing.add(Leg.sell(market, LOTS_OF_LEVEL, ask));
        }
      }
    }
    maker.rest(missing);
    for (Market market : Market.ALL) {
      Wait.until(
          "both sides of " + market.contract(),
          BOUND,
          () -> Optional.of(market).filter(this::deep));
    }
  }

  /** What rests in a market's book now: {@code bids} and {@code asks}, best first. */
  public JsonNode depth(Market market) {
    return JsonHttpClient.at(fleet.gateway())
        .get("/v1/contracts/" + market.contract() + "/depth")
        .ok();
  }

  private boolean deep(Market market) {
    JsonNode depth = depth(market);
    return !isThin(market, depth.path("bids"), market.middleUnits() - 1)
        && !isThin(market, depth.path("asks"), market.middleUnits() + 1);
  }

  private static boolean isThin(Market market, JsonNode side, long priceUnits) {
    for (JsonNode level : side) {
      if (Market.TOKEN.units(level.path("price").asDecimal()) == priceUnits) {
        long units = market.point().units(level.path("quantity").asDecimal());
        return units < LOTS_OF_LEVEL / 2 * market.lotUnits();
      }
    }
    return true;
  }

  private static boolean isKnown(JsonHttpClient frontoffice, Market market) {
    HttpAnswer answer = frontoffice.get("/v1/contracts/" + market.contract());
    if (answer.status() == 404) {
      return false;
    }
    answer.ok();
    return true;
  }
}
