package io.dams.sandbox.demo;

import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TransferKind;
import io.dams.sandbox.Installation;
import io.dams.sandbox.client.Customer;
import io.dams.sandbox.client.Customer.Leg;
import io.dams.sandbox.client.JsonHttpClient;
import io.dams.sandbox.client.Market;
import io.dams.sandbox.client.Opening;
import io.dams.sandbox.client.Person;
import io.dams.sandbox.client.Wait;
import io.dams.sandbox.merchant.Fault;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What becomes of points when an order does not go straight. Each scene ends when everything has
 * come to rest, and with the audit. Told as often as one likes: it leaves nothing in the books.
 */
final class PointsStory {

  private static final Duration BOUND = Duration.ofSeconds(60);

  private final Installation fleet;
  private final PrintStream out;
  private final Report report;
  private final Opening opening;
  private final Customer dave;
  private final Customer erin;

  /** Opens the market, and lets both people in. */
  PointsStory(Installation fleet, PrintStream out) {
    this.fleet = fleet;
    this.out = out;
    this.report = new Report(out);
    this.opening = new Opening(fleet);
    opening.publish();
    Customer maker = opening.welcome(Person.MAKER);
    opening.fund(maker);
    opening.quote(maker);
    dave = opening.welcome(Person.DAVE);
    erin = opening.welcome(Person.ERIN);
    opening.fund(erin);
  }

  /** All scenes; whether each ended as it should. */
  boolean tell() throws Exception {
    return cancelled() & partlyFilled() & answeredTooLate() & refused() & repaired();
  }

  private boolean cancelled() throws Exception {
    report.title(
        "1 Cancel. Dave offers points at prices that nobody pays, and takes it back, twice.");
    String id =
        dave.order(
            Leg.sell(Market.SKY, 10, 150),
            Leg.sell(Market.BEAN, 10, 120),
            Leg.buy(Market.MART, 5, 110));
    dave.submitted(id);
    int first = dave.cancel(id).status();
    int second = dave.cancel(id).status();
    out.printf("asked to cancel twice: answered %d and %d%n", first, second);
    JsonNode group = dave.settled(id);
    legs(group);
    return AuditOfTheFleet.holds(fleet) & ends(group, "CANCELLED");
  }

  private boolean partlyFilled() throws Exception {
    report.title(
        "2 Partial fill. Dave sells 1000 SKY and 100 BEAN for MART; Erin buys some of each.");
    Market.ALL.forEach(this::sweep);
    String id =
        dave.order(
            Leg.sell(Market.SKY, 10, Market.SKY.middleUnits()),
            Leg.sell(Market.BEAN, 10, Market.BEAN.middleUnits()),
            Leg.buy(Market.MART, 20, 125));
    dave.submitted(id);
    erin.trade(Leg.buy(Market.SKY, 4, Market.SKY.middleUnits()));
    erin.trade(Leg.buy(Market.BEAN, 7, Market.BEAN.middleUnits()));
    out.println("then Dave cancels the rest; the fee is charged for what was sold, to the unit");
    dave.cancel(id).ok();
    JsonNode group = dave.settled(id);
    legs(group);
    return AuditOfTheFleet.holds(fleet) & ends(group, "PARTLY_FILLED");
  }

  private boolean answeredTooLate() throws Exception {
    report.title(
        "3 A merchant does the work, and its answer is lost. Unknown is not failed: it is asked.");
    fault(Market.BEAN, Fault.of(new Fault.DropReply()).on(TransferKind.RESERVE), dave);
    fault(Market.BEAN, Fault.of(new Fault.DropReply()).on(TransferKind.FEE), null);
    JsonNode group = dave.trade(Leg.sell(Market.BEAN, 5, 70));
    legs(group);
    requests(Market.BEAN, "reserve-" + group.path("legs").get(0).path("leg").asString());
    return AuditOfTheFleet.holds(fleet) & ends(group, "FILLED");
  }

  private boolean refused() throws Exception {
    report.title(
        "4 A merchant refuses. Bean House has reserved, Sky Miles has a limit: all goes back.");
    fault(
        Market.SKY,
        Fault.of(new Fault.Refuse(MerchantProblem.LIMIT_EXCEEDED)).on(TransferKind.RESERVE),
        dave);
    JsonNode group =
        dave.trade(
            Leg.sell(Market.BEAN, 10, 70),
            Leg.sell(Market.SKY, 10, 90),
            Leg.buy(Market.MART, 6, 125));
    legs(group);
    return AuditOfTheFleet.holds(fleet) & ends(group, "SUBMIT_FAILURE");
  }

  private boolean repaired() throws Exception {
    report.title(
        "5 Repair. Erin has bought SKY, and Sky Miles refuses to pay out: it stays owed, and"
            + " seen.");
    fault(
        Market.SKY,
        Fault.of(new Fault.Refuse(MerchantProblem.LIMIT_EXCEEDED)).on(TransferKind.SETTLE),
        erin);
    String id = erin.order(Leg.buy(Market.SKY, 3, 110));
    var operator =
        JsonHttpClient.at(fleet.service("backoffice"))
            .as(fleet.token("operator", "backoffice-svc"));
    JsonNode entry = Wait.until("the entry in the error book", BOUND, () -> entry(operator, id));
    report.print(
        List.of(
            List.of("error book", "units", "point", "reason", "attempts", "next attempt"),
            List.of(
                entry.path("transferId").asString(),
                entry.path("units").asString(),
                entry.path("exCode").asString(),
                entry.path("reason").asString(),
                entry.path("attempts").asString(),
                entry.path("nextAttemptAt").asString())));
    boolean seen = AuditOfTheFleet.holds(fleet);
    out.println("the merchant is well again, and an operator has it tried at once");
    String transfer = entry.path("transferId").asString();
    operator.post("/ops/errors/" + transfer + "/retry", Map.of()).ok();
    JsonNode group = erin.settled(id);
    legs(group);
    return seen
        & AuditOfTheFleet.holds(fleet)
        & ends(group, "FILLED")
        & entry(operator, id).isEmpty();
  }

  /** Takes what others left at the middle price or better, so that the next scene meets nobody. */
  private void sweep(Market market) {
    JsonNode depth = opening.depth(market);
    long asked = lots(market, depth.path("asks"), false);
    long bid = lots(market, depth.path("bids"), true);
    var orders = new ArrayList<Leg>();
    if (asked > 0) {
      orders.add(Leg.buy(market, asked, market.middleUnits()));
    }
    if (bid > 0) {
      orders.add(Leg.sell(market, bid, market.middleUnits()));
    }
    for (Leg order : orders) {
      Map<String, Object> body = Map.of("legs", List.of(order), "timeInForce", "IOC");
      String key = UUID.randomUUID().toString();
      erin.settled(erin.place(key, body).ok().path("groupId").asString());
    }
  }

  private static long lots(Market market, JsonNode levels, boolean bids) {
    long lots = 0;
    for (JsonNode level : levels) {
      long above = Market.TOKEN.units(level.path("price").asDecimal()) - market.middleUnits();
      if (bids ? above >= 0 : above <= 0) {
        lots += market.point().units(level.path("quantity").asDecimal()) / market.lotUnits();
      }
    }
    return lots;
  }

  private void fault(Market market, Fault fault, @Nullable Customer who) {
    JsonHttpClient.at(fleet.merchant(market.exCode()))
        .post("/sandbox/faults", who == null ? fault : fault.subject(who.person().uid()))
        .ok();
  }

  /** How often the merchant was asked about a transfer that it made once. */
  private void requests(Market market, String transfer) {
    int asked = 0;
    var merchant = JsonHttpClient.at(fleet.merchant(market.exCode()));
    for (JsonNode request : merchant.get("/sandbox/requests").ok()) {
      asked += request.path("subject").asString("").equals(transfer) ? 1 : 0;
    }
    out.printf("%s heard of %s %d times, and did it once%n", market.name(), transfer, asked);
  }

  private static Optional<JsonNode> entry(JsonHttpClient operator, String group) {
    for (JsonNode entry : operator.get("/ops/errors?limit=200").ok().path("items")) {
      if (entry.path("group").asString().equals(group)) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  private void legs(JsonNode group) {
    var rows = new ArrayList<List<String>>();
    rows.add(
        List.of("leg", "ordered", "reserved", "executed", "fee", "returned", "paid out", "status"));
    for (JsonNode leg : group.path("legs")) {
      boolean sell = leg.path("side").asString().equals("SELL");
      rows.add(
          List.of(
              leg.path("side").asString(),
              leg.path("quantity").asString() + " " + leg.path("point").asString(),
              sell ? leg.path("reserved").asString() : "-",
              leg.path("executed").asString(),
              sell ? leg.path("feeCharged").asString() : "-",
              sell ? leg.path("returned").asString() : "-",
              sell ? "-" : leg.path("settledQuantity").asString(),
              leg.path("status").asString()));
    }
    report.print(rows);
  }

  private boolean ends(JsonNode group, String wanted) {
    String status = Customer.status(group);
    String reason = group.path("reason").asString("");
    out.printf("the group is %s%n", reason.isEmpty() ? status : status + ": " + reason);
    if (!status.equals(wanted)) {
      out.printf("UNEXPECTED: it should be %s%n", wanted);
    }
    return status.equals(wanted);
  }
}
