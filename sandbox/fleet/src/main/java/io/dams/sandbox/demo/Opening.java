package io.dams.sandbox.demo;

import io.dams.sandbox.Installation;
import io.dams.sandbox.demo.Customer.Leg;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Opens the market: brands and contracts by the operator, members at the merchants, tokens and
 * resting orders of the market maker. Run again, it adds only what is missing.
 */
final class Opening {

  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final int LEVELS = 2;
  private static final long LOTS_OF_LEVEL = 200;
  private static final long MAKER_TOKEN_UNITS = 100_000_000;

  private final Installation fleet;
  private final List<Market> markets;
  private final List<Person> people;

  Opening(Installation fleet, List<Market> markets, List<Person> people) {
    this.fleet = fleet;
    this.markets = markets;
    this.people = people;
  }

  /** Brands, contracts and members. */
  void prepare() {
    var operator =
        new JsonHttpClient(fleet.service("frontoffice"))
            .as(fleet.token("operator", "frontoffice-svc"));
    for (Market market : markets) {
      operator.put(
          "/ops/brands/" + market.exCode(),
          Map.of(
              "name", market.name(),
              "pointScale", market.pointScale(),
              "priority", market.priority()));
      if (!isKnown(operator, market)) {
        operator.put("/ops/contracts/" + market.contract(), market.terms());
      }
      var merchant = new JsonHttpClient(fleet.merchant(market.exCode()));
      for (Person person : people) {
        merchant.put(
            "/sandbox/members/" + person.uid(),
            Map.of(
                "phone", person.phone(),
                "units", Long.toString(person.points() * market.lotUnits())));
      }
    }
    for (Market market : markets) {
      Wait.until(
          "contract " + market.contract(),
          BOUND,
          () -> isKnown(operator, market) ? Optional.of(market) : Optional.empty());
    }
  }

  /** Tokens from the issuer, once. */
  void fund(Customer maker) {
    new JsonHttpClient(fleet.service("ledger"))
        .as(fleet.token("operator", "ledger-svc"))
        .put(
            "/internal/issues/demo-maker-" + maker.accountId(),
            Map.of(
                "user", maker.accountId(),
                "asset", Market.TOKEN.code().code(),
                "units", Long.toString(MAKER_TOKEN_UNITS)));
  }

  /** Two levels on each side of each book, filled up to half at least. */
  void quote(Customer maker) {
    var missing = new ArrayList<Leg>();
    for (Market market : markets) {
      JsonNode depth =
          new JsonHttpClient(fleet.gateway()).get("/v1/contracts/" + market.contract() + "/depth");
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
    for (Market market : markets) {
      Wait.until(
          "both sides of " + market.contract(),
          BOUND,
          () -> Optional.of(market).filter(this::deep));
    }
  }

  private boolean deep(Market market) {
    JsonNode depth =
        new JsonHttpClient(fleet.gateway()).get("/v1/contracts/" + market.contract() + "/depth");
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
    try {
      frontoffice.get("/v1/contracts/" + market.contract());
      return true;
    } catch (HttpClientException e) {
      if (e.status() == 404) {
        return false;
      }
      throw e;
    }
  }
}
