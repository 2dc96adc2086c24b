package io.dams.sandbox.demo;

import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TransferKind;
import io.dams.sandbox.Installation;
import io.dams.sandbox.client.Customer;
import io.dams.sandbox.client.Customer.Leg;
import io.dams.sandbox.client.HttpClientException;
import io.dams.sandbox.client.JsonHttpClient;
import io.dams.sandbox.client.Market;
import io.dams.sandbox.client.Person;
import io.dams.sandbox.merchant.Fault;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the customers do. Each scene ends when every point and token has come to rest. */
final class Story {

  private final Installation fleet;
  private final Customer alice;
  private final Customer bob;
  private final Customer carol;

  Story(Installation fleet, Customer alice, Customer bob, Customer carol) {
    this.fleet = fleet;
    this.alice = alice;
    this.bob = bob;
    this.carol = carol;
  }

  /** All scenes, in order. */
  List<Scene> tell() {
    return List.of(
        swapByQuote(),
        buyOneSellMany(),
        buyManySellOne(),
        sellForTokens(),
        buyWithTokens(),
        moreThanOneHas(),
        refusedByTheSecondMerchant());
  }

  private Scene swapByQuote() {
    JsonNode quote = alice.quote(Market.SKY, Market.BEAN, "1000");
    return Scene.of(alice, "swap by quote", alice.swap(quote), "FILLED");
  }

  private Scene buyOneSellMany() {
    return Scene.of(
        bob,
        "buy 1 sell many",
        bob.trade(
            Leg.sell(Market.SKY, 5, 95),
            Leg.sell(Market.BEAN, 5, 75),
            Leg.buy(Market.MART, 6, 125)),
        "FILLED");
  }

  private Scene buyManySellOne() {
    return Scene.of(
        carol,
        "buy many sell 1",
        carol.trade(
            Leg.sell(Market.SKY, 12, 95),
            Leg.buy(Market.BEAN, 5, 85),
            Leg.buy(Market.MART, 5, 125)),
        "FILLED");
  }

  private Scene sellForTokens() {
    return Scene.of(carol, "sell for tokens", carol.trade(Leg.sell(Market.SKY, 3, 95)), "FILLED");
  }

  private Scene buyWithTokens() {
    return Scene.of(carol, "buy with tokens", carol.trade(Leg.buy(Market.BEAN, 2, 85)), "FILLED");
  }

  private Scene moreThanOneHas() {
    try {
      alice.trade(Leg.sell(Market.SKY, 9_999, 95));
    } catch (HttpClientException refused) {
      return Scene.refused(alice, "more than one has", refused.code(), "insufficient-points");
    }
    return Scene.refused(alice, "more than one has", "accepted", "insufficient-points");
  }

  /** Bean House refuses one reserve; what Sky Miles reserved comes back. */
  private Scene refusedByTheSecondMerchant() {
    JsonHttpClient.at(fleet.merchant(Market.BEAN.exCode()))
        .post(
            "/sandbox/faults",
            Fault.of(new Fault.Refuse(MerchantProblem.LIMIT_EXCEEDED))
                .on(TransferKind.RESERVE)
                .subject(Person.BOB.uid()))
        .ok();
    JsonNode group =
        bob.trade(
            Leg.sell(Market.SKY, 5, 95),
            Leg.sell(Market.BEAN, 5, 75),
            Leg.buy(Market.MART, 6, 125));
    return Scene.of(bob, "a merchant refuses", group, "SUBMIT_FAILURE");
  }
}
