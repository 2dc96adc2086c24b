package io.dams.sandbox.demo;

import io.dams.sandbox.Installation;
import io.dams.sandbox.client.Customer;
import io.dams.sandbox.client.Opening;
import io.dams.sandbox.client.Person;
import io.dams.sandbox.client.TransferApp;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Money in and out with a partner app: in, out, internal, refused, unknown and then found, and a
 * callback that is taken at the third attempt. Told as often as one likes.
 */
final class TransferStory {

  private final Installation fleet;
  private final PrintStream out;
  private final Report report;
  private final Customer alice;
  private final TransferApp game;
  private final TransferApp farm;

  /** Registers the apps and lets Alice in. */
  TransferStory(Installation fleet, PrintStream out) {
    this.fleet = fleet;
    this.out = out;
    this.report = new Report(out);
    this.alice = new Opening(fleet).welcome(Person.ALICE);
    this.game = TransferApp.open(fleet, "game_app_a", 1002, false);
    this.farm = TransferApp.open(fleet, "farm_internal", 1003, true);
    game.partner().delete("/sandbox/faults");
  }

  /** All scenes; whether each ended as it should. */
  boolean tell() throws Exception {
    boolean scenes = in() & out() & internal() & refused() & unknown() & retried();
    statistics();
    return scenes & AuditOfTheFleet.holds(fleet);
  }

  private boolean in() {
    report.title(
        "1 In. The game moves 100.5 of Alice's coins in; it is asked, and then they are hers.");
    return ends(game.ended(moveIn("100.5")), 100);
  }

  private boolean out() {
    report.title(
        "2 Out. Alice moves 10 diamonds out: held, created at the game by our id, posted.");
    return ends(game.ended(moveOut(game, "10")), 100);
  }

  private boolean internal() {
    report.title("3 Internal. An app without any address: the same at once, and nobody is called.");
    return ends(farm.ended(moveOut(farm, "5")), 100);
  }

  private boolean refused() {
    report.title(
        "4 Refused. The game does not want it: the hold is voided, and then the order fails.");
    fault("CREATE", Map.of("type", "DECIDE", "state", "REFUSED"), 1);
    return ends(game.ended(moveOut(game, "10")), -1);
  }

  private boolean unknown() {
    report.title(
        "5 Unknown, then found. The game does the work, and its answer is lost: it is asked.");
    fault("CREATE", Map.of("type", "DROP_REPLY"), 1);
    return ends(game.ended(moveOut(game, "10")), 100);
  }

  private boolean retried() {
    report.title(
        "6 A callback is not taken twice, and then it is. The order has not waited for it.");
    fault("CALLBACK", Map.of("type", "STATUS", "status", 503, "afterWork", false), 2);
    String order = moveIn("7");
    boolean expected = ends(game.ended(order), 100);
    JsonNode callback = game.told(order);
    JsonNode log =
        game.operator()
            .get("/ops/transfer-callbacks/" + callback.path("id").asString())
            .ok()
            .path("log");
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("attempt at", "answer", "took ms"));
    for (JsonNode attempt : log) {
      rows.add(
          1,
          List.of(
              attempt.path("at").asString(),
              attempt.path("status").asString(attempt.path("error").asString("")),
              attempt.path("tookMillis").asString()));
    }
    report.print(rows);
    return expected & callback.path("attempts").asInt() == 3;
  }

  private void statistics() {
    report.title("What was transferred in 30 days, by app and currency:");
    var rows = new ArrayList<List<String>>();
    rows.add(
        List.of("app", "currency", "orders", "in", "out", "completed", "failed", "total", "fees"));
    for (JsonNode line : game.statistics()) {
      rows.add(
          List.of(
              line.path("appName").asString(),
              line.path("currencyId").asString(),
              line.path("totalOrders").asString(),
              line.path("inOrders").asString(),
              line.path("outOrders").asString(),
              line.path("completedOrders").asString(),
              line.path("failedOrders").asString(),
              line.path("totalAmount").asString(),
              line.path("feeAmount").asString()));
    }
    report.print(rows);
  }

  private String moveIn(String amount) {
    return TransferApp.id(game.moveIn(alice, "EXT_" + UUID.randomUUID(), amount));
  }

  private String moveOut(TransferApp app, String amount) {
    return TransferApp.id(app.moveOut(alice, UUID.randomUUID().toString(), amount));
  }

  private void fault(String door, Map<String, Object> effect, int times) {
    game.partner()
        .post("/sandbox/faults", Map.of("effect", effect, "door", door, "times", times))
        .ok();
  }

  private boolean ends(JsonNode order, int wanted) {
    report.print(
        List.of(
            List.of("order", "outside id", "outside", "inside", "fee", "actual", "status", "why"),
            List.of(
                order.path("id").asString(),
                order.path("outOrderId").asString(),
                order.path("outAmount").asString(),
                order.path("amount").asString(),
                order.path("feeAmount").asString(),
                order.path("actualAmount").asString(),
                order.path("status").asString(),
                order.path("errorMessage").asString(""))));
    boolean expected = order.path("status").asInt() == wanted;
    if (!expected) {
      out.printf("UNEXPECTED: it should be %d%n", wanted);
    }
    return expected;
  }
}
