package io.dams.sandbox.demo;

import io.dams.sandbox.client.Customer;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A scene's outcome, ready to be printed.
 *
 * @param group its id; empty when it was refused at once
 * @param legs what was asked and done, a line for each leg
 * @param status the group's, with the reason of a failure
 * @param expected whether it is what the story wants
 */
record Scene(
    String who, String what, String group, List<LegLine> legs, String status, boolean expected) {

  /** One leg: {@code SELL}, {@code 1000 SKY}, what was executed, for how many tokens, the fee. */
  record LegLine(String side, String ordered, String executed, String tokens, String fee) {}

  static Scene of(Customer who, String what, JsonNode group, String wanted) {
    var lines = new ArrayList<LegLine>();
    for (JsonNode leg : group.path("legs")) {
      boolean sell = leg.path("side").asString().equals("SELL");
      lines.add(
          new LegLine(
              leg.path("side").asString(),
              leg.path("quantity").asString() + " " + leg.path("point").asString(),
              leg.path("executed").asString(),
              leg.path("notional").asString(),
              sell ? leg.path("feeCharged").asString() : "-"));
    }
    String status = Customer.status(group);
    String reason = group.path("reason").asString("");
    return new Scene(
        who.name(),
        what,
        group.path("groupId").asString(),
        lines,
        reason.isEmpty() ? status : status + " " + reason,
        status.equals(wanted));
  }

  static Scene refused(Customer who, String what, String code, String wanted) {
    return new Scene(who.name(), what, "", List.of(), "refused: " + code, code.equals(wanted));
  }
}
