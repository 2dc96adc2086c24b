package io.dams.systemtests.fleet;

import static io.dams.systemtests.fleet.Trader.buy;
import static io.dams.systemtests.fleet.Trader.sell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.sandbox.Installation;
import io.dams.sandbox.client.HttpAnswer;
import io.dams.sandbox.client.JsonHttpClient;
import io.dams.sandbox.client.Market;
import io.dams.systemtests.audit.AuditCommand;
import io.dams.systemtests.audit.AuditReport;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Every way in which an order's life can end, through the gateway, on a fleet that runs. The two
 * traders meet at prices within the market maker's spread. The auditor has the last word after each
 * test.
 */
class OrderLivesIT {

  private static final Duration REST = Duration.ofSeconds(180);
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String SKY_PRICE = "1.00";
  private static final int RACES = 12;

  private static Installation fleet;
  private static Trader seller;
  private static Trader buyer;

  @BeforeAll
  static void up() throws Exception {
    fleet = TestFleet.shared();
    Map<String, String> points = Map.of("SKY", "50000", "BEAN", "5000", "MART", "500000");
    seller = Trader.register(fleet, 41, points);
    buyer = Trader.register(fleet, 42, points);
    for (Trader trader : List.of(seller, buyer)) {
      trader.issue(fleet, "100000");
    }
  }

  @AfterEach
  void everyInvariantHolds() throws Exception {
    AuditReport report = AuditCommand.audit(fleet, REST);
    assertThat(report.breaches()).as(report.text()).isEmpty();
    assertThat(report.unrest()).as(report.text()).isEmpty();
  }

  @Test
  void immediateOrCancelGetsItsRestBackWithItsFee() {
    String bid = rests(buyer, "GTC", buy("SKY", "200", SKY_PRICE));
    JsonNode group = seller.settled(place(seller, "IOC", null, sell("SKY", "500", SKY_PRICE)));

    assertThat(buyer.settled(bid).path("status").asString()).isEqualTo("FILLED");
    assertThat(group.path("status").asString()).isEqualTo("PARTLY_FILLED");
    JsonNode leg = group.path("legs").get(0);
    assertThat(leg.path("status").asString()).isEqualTo("KILLED");
    // 1 % of 500 is 5; of that floor(5 x 200 / 500) = 2 is charged
    assertThat(amounts(leg)).isEqualTo("executed 200, fee 2 of 5, reserved 505, returned 303");
  }

  @Test
  void aFillOrKillGroupThatLacksOneLotDoesNothing() {
    Map<String, BigDecimal> before = seller.balances();
    String bid = rests(buyer, "GTC", buy("SKY", "400", SKY_PRICE));
    JsonNode group =
        seller.settled(
            place(
                seller, "FOK", null, sell("SKY", "500", SKY_PRICE), buy("MART", "10.00", "1.25")));

    assertThat(group.path("status").asString()).isEqualTo("KILLED");
    for (JsonNode leg : group.path("legs")) {
      assertThat(leg.path("executed").asDecimal()).isZero();
    }
    seller.comesTo(before);
    assertThat(buyer.group(bid).path("open").asBoolean()).isTrue();
    cancelled(buyer, bid);
  }

  @Test
  void anOrderThatExpiresGivesEverythingBack() {
    Map<String, BigDecimal> before = seller.balances();
    String status = "";
    // one that expires before the core has it is no order of this test: the next lives longer
    for (int seconds = 4; seconds <= 64 && !status.equals("EXPIRED"); seconds *= 2) {
      status = expiring(Duration.ofSeconds(seconds));
    }

    assertThat(status).isEqualTo("EXPIRED");
    seller.comesTo(before);
  }

  /** What became of it. */
  private static String expiring(Duration after) {
    HttpAnswer placed =
        tryPlace(seller, "GTC", Instant.now().plus(after), sell("SKY", "100", "900.00"));
    if (!placed.isOk()) {
      return placed.problem();
    }
    return seller.settled(placed.body().path("groupId").asString()).path("status").asString();
  }

  @Test
  void fundsThatAffordNoLotEndTheBuyAndAreTheUsersTokens() {
    rests(buyer, "GTC", buy("SKY", "100", SKY_PRICE));
    BigDecimal tokens = tokens(seller);
    JsonNode group =
        seller.settled(
            place(
                seller, "GTC", null, sell("SKY", "100", SKY_PRICE), buy("MART", "10.00", "1.15")));

    assertThat(group.path("status").asString()).isEqualTo("PARTLY_FILLED");
    assertThat(group.path("legs").get(0).path("status").asString()).isEqualTo("FILLED");
    assertThat(group.path("legs").get(1).path("status").asString()).isEqualTo("FUNDS_EXHAUSTED");
    BigDecimal earned = tokens.add(new BigDecimal(SKY_PRICE));
    await("tokens").atMost(PATIENCE).until(() -> tokens(seller), earned::equals);
  }

  @Test
  void oneDoesNotTradeWithOneself() {
    Map<String, BigDecimal> before = seller.balances();
    String ask = rests(seller, "GTC", sell("SKY", "100", SKY_PRICE));
    String bid = rests(seller, "GTC", buy("SKY", "100", SKY_PRICE));

    JsonNode prevented = seller.settled(ask);
    assertThat(prevented.path("legs").get(0).path("status").asString()).isEqualTo("SELF_TRADE");
    assertThat(prevented.path("legs").get(0).path("executed").asDecimal()).isZero();
    cancelled(seller, bid);
    seller.comesTo(before);
  }

  @Test
  void aHaltedContractTakesNoOrderButLetsOneGo() {
    String ask = rests(seller, "GTC", sell("MART", "10.00", "900.00"));
    state("HALTED");
    try {
      HttpAnswer refused = tryPlace(seller, "GTC", null, sell("MART", "10.00", "900.00"));
      assertThat(refused.problem()).isEqualTo("contract-halted");
      cancelled(seller, ask);
    } finally {
      state("OPEN");
    }
    cancelled(seller, rests(seller, "GTC", sell("MART", "10.00", "900.00")));
  }

  /** Twice before, during and after: each group is filled or cancelled, and nothing between. */
  @Test
  void cancelsThatRaceAFillEndEachOrderInOneOfTwoWays() throws Exception {
    BigDecimal points = seller.balances().get("SKY");
    int filled = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int race = 0; race < RACES; race++) {
        String ask = rests(seller, "GTC", sell("SKY", "100", SKY_PRICE));
        var start = new CountDownLatch(1);
        Future<String> taker =
            threads.submit(
                () -> {
                  start.await();
                  return place(buyer, "IOC", null, buy("SKY", "100", SKY_PRICE));
                });
        List<Future<HttpAnswer>> cancels =
            IntStream.range(0, 2)
                .mapToObj(
                    _ ->
                        threads.submit(
                            () -> {
                              start.await();
                              return seller.cancel(ask);
                            }))
                .toList();
        start.countDown();
        for (Future<HttpAnswer> cancel : cancels) {
          HttpAnswer answer = cancel.get();
          assertThat(answer.status() == 202 || answer.problem().equals("too-late"))
              .as(answer.text())
              .isTrue();
        }
        String status = seller.settled(ask).path("status").asString();
        String taken = buyer.settled(taker.get()).path("status").asString();
        assertThat(status + "/" + taken).isIn("FILLED/FILLED", "CANCELLED/KILLED");
        filled += status.equals("FILLED") ? 1 : 0;
        HttpAnswer after = seller.cancel(ask);
        assertThat(status.equals("FILLED") ? after.problem() : after.status())
            .isEqualTo(status.equals("FILLED") ? "too-late" : 202);
      }
    }
    assertThat(seller.balances().get("SKY"))
        .isEqualByComparingTo(points.subtract(BigDecimal.valueOf(filled * 101L)));
  }

  @Test
  void aCancelAtTheHeelsOfItsOrderNeverOvertakesIt() {
    Map<String, BigDecimal> before = seller.balances();
    for (int race = 0; race < RACES; race++) {
      String ask = place(seller, "GTC", null, sell("SKY", "100", "900.00"));
      assertThat(seller.cancel(ask).status()).isEqualTo(202);
      JsonNode group = seller.settled(ask);
      assertThat(group.path("status").asString()).isIn("CANCELLED", "SUBMIT_FAILURE");
      if (group.path("status").asString().equals("SUBMIT_FAILURE")) {
        assertThat(group.path("reason").asString()).isEqualTo("CANCELLED");
      }
    }
    seller.comesTo(before);
  }

  @Test
  void oneLegOfAGroupIsCancelledAndTheOthersGoOn() {
    String group =
        rests(
            seller,
            "GTC",
            sell("SKY", "100", "900.00"),
            sell("MART", "10.00", "900.00"),
            buy("BEAN", "10", "0.01"));
    String leg = seller.group(group).path("legs").get(0).path("leg").asString();
    seller.cancelLeg(group, leg).ok();
    await("the end of leg " + leg)
        .atMost(PATIENCE)
        .until(
            () -> seller.group(group).path("legs").get(0).path("status").asString(),
            "CANCELLED"::equals);
    JsonNode others = seller.group(group);
    assertThat(others.path("open").asBoolean()).isTrue();
    assertThat(others.path("legs").get(1).path("status").asString()).isEqualTo("LIVE");
    cancelled(seller, group);
  }

  private static String amounts(JsonNode leg) {
    return "executed %s, fee %s of %s, reserved %s, returned %s"
        .formatted(
            leg.path("executed").asString(),
            leg.path("feeCharged").asString(),
            leg.path("fee").asString(),
            leg.path("reserved").asString(),
            leg.path("returned").asString());
  }

  private static void cancelled(Trader trader, String group) {
    trader.cancel(group).ok();
    assertThat(trader.settled(group).path("status").asString()).isEqualTo("CANCELLED");
  }

  /** Places it, and waits until the core has it. */
  private static String rests(Trader trader, String timeInForce, Map<?, ?>... legs) {
    String group = place(trader, timeInForce, null, legs);
    await("group " + group + " at the core")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> trader.group(group).path("legs"),
            all ->
                all.valueStream()
                    .noneMatch(leg -> leg.path("status").asString().equals("PENDING")));
    return group;
  }

  private static String place(
      Trader trader, String timeInForce, @Nullable Instant expiresAt, Map<?, ?>... legs) {
    return tryPlace(trader, timeInForce, expiresAt, legs).ok().path("groupId").asString();
  }

  private static HttpAnswer tryPlace(
      Trader trader, String timeInForce, @Nullable Instant expiresAt, Map<?, ?>... legs) {
    Map<String, Object> order = new HashMap<>();
    order.put("legs", List.of(legs));
    order.put("timeInForce", timeInForce);
    if (expiresAt != null) {
      order.put("expiresAt", expiresAt.toString());
    }
    return trader.place(order);
  }

  private static BigDecimal tokens(Trader trader) {
    return trader.balances().getOrDefault("DMT", BigDecimal.ZERO);
  }

  /** Halts MART's contract, or opens it again; back when clients can see it. */
  private static void state(String state) {
    Map<String, Object> terms = new HashMap<>(Market.MART.terms());
    terms.put("state", state);
    JsonHttpClient.at(fleet.service("frontoffice"))
        .as(fleet.token("operator", "frontoffice-svc"))
        .put("/ops/contracts/MART-DMT", terms)
        .ok();
    await("MART-DMT is " + state)
        .atMost(PATIENCE)
        .until(
            () ->
                JsonHttpClient.at(fleet.gateway())
                    .get("/v1/contracts/MART-DMT")
                    .ok()
                    .path("state")
                    .asString(),
            state::equals);
  }
}
