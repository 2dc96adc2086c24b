package io.dams.systemtests.chaos;

import io.dams.sandbox.Installation;
import io.dams.sandbox.client.Customer;
import io.dams.sandbox.client.JsonHttpClient;
import io.dams.sandbox.client.Wait;
import io.dams.systemtests.chaos.Accounts.Account;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Phones of two thirds of the customers, half of them Apple's. Their push services refuse, are
 * away, answer after they took the message, or too late; and two customers remove the app. In the
 * end each phone was told of each of its customer's groups, at least once.
 *
 * @param seed gives the same faults again
 * @param groups how many are placed at most
 */
record Phones(Installation fleet, List<Customer> customers, long seed, int groups, Tally tally) {

  private static final long MANY = 0x9E3779B97F4A7C15L;
  private static final int FAULT_ONE_IN = 6;

  /** So late two customers remove the app at most. */
  private static final int REMOVED_BEFORE = 300;

  /** Longer than a push service is waited for. */
  private static final int LATE_MILLIS = 11_000;

  private static final int LATE_ONE_IN = 100;
  private static final Duration TOLD_WITHIN = Duration.ofMinutes(3);
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** The customers have their phones from now on. */
  void carry() {
    customers.stream().filter(this::carries).forEach(Customer::carryPhone);
  }

  /** What goes wrong before a step. */
  void before(int step) {
    if (step == Math.min(groups / 3, REMOVED_BEFORE)) {
      customers.stream().filter(this::removesTheApp).forEach(who -> delete(who.phonePath()));
    }
    RandomGenerator random = new SplittableRandom(seed * MANY - 1 - step);
    if (random.nextInt(LATE_ONE_IN) == 0) {
      fault("APNs, late", "apns/", Map.of("type", "ANSWER_LATE", "millis", LATE_MILLIS));
    } else if (random.nextInt(FAULT_ONE_IN) == 0) {
      switch (random.nextInt(6)) {
        case 0 -> refuse("TOO_MANY_REQUESTS");
        case 1 -> refuse("SERVICE_UNAVAILABLE");
        case 2 -> refuse("INTERNAL_SERVER_ERROR");
        case 3 -> refuse(429, "QUOTA_EXCEEDED");
        case 4 -> refuse(503, "UNAVAILABLE");
        default -> fault("FCM, no answer", "", Map.of("type", "DROP_REPLY"));
      }
    }
  }

  private void refuse(String reason) {
    fault("APNs, " + reason, "apns/", Map.of("type", "REFUSE", "reason", reason));
  }

  private void refuse(int status, String code) {
    fault("FCM, " + code, "", Map.of("type", "REFUSE", "status", status, "code", code));
  }

  private void fault(String name, String service, Map<String, Object> fault) {
    if (push().post("/sandbox/" + service + "faults", fault).isOk()) {
      tally.count("faults at push services", name);
    }
  }

  /**
   * No more faults; waits, within a bound, until nothing is owed to a phone any more, and compares
   * what each was told.
   */
  void check(List<Account> accounts) {
    delete("/sandbox/faults");
    delete("/sandbox/apns/faults");
    long deadline = System.nanoTime() + TOLD_WITHIN.toNanos();
    while (isOwed() && System.nanoTime() < deadline) {
      Wait.pause(LOOK);
    }
    for (int i = 0; i < accounts.size(); i++) {
      Customer who = customers.get(i);
      if (removesTheApp(who)) {
        int status = new PatientClient(tally).get(who, "/v1/device").status();
        tally.count("phones without the app", status == 404 ? "forgotten" : "NOT FORGOTTEN");
        if (status != 404) {
          tally.problem("the phone of %s is not forgotten: %d".formatted(who.name(), status));
        }
      } else if (carries(who)) {
        compare(who, accounts.get(i).groups());
      }
    }
  }

  private void compare(Customer who, List<JsonNode> groups) {
    Set<String> told = new HashSet<>();
    push().get(who.phonePath()).ok().forEach(one -> told.add(one.path("tag").asString()));
    for (JsonNode group : groups) {
      boolean known = told.contains(group.path("groupId").asString());
      tally.count("results told to phones", known ? "told" : "NOT TOLD");
      if (!known) {
        tally.problem("%s was not told of group %s".formatted(who.name(), group));
      }
    }
  }

  /** Whether anything is; it is tried at once, as an operator would have it. */
  private boolean isOwed() {
    var operator =
        JsonHttpClient.at(fleet.service("frontoffice"))
            .as(fleet.token("operator", "frontoffice-svc"));
    boolean owed = false;
    for (String state : List.of("OPEN", "STUCK")) {
      for (JsonNode one : operator.get("/ops/obligations?limit=200&state=" + state).ok()) {
        owed = true;
        String path = one.path("kind").asString() + "/" + one.path("reference").asString();
        operator.post("/ops/obligations/" + path + "/hasten", Map.of());
      }
    }
    return owed;
  }

  private boolean carries(Customer who) {
    return customers.indexOf(who) % 3 != 2;
  }

  /** One with each kind of phone. */
  private boolean removesTheApp(Customer who) {
    return customers.indexOf(who) < 2;
  }

  private void delete(String path) {
    push().delete(path).ok();
  }

  private JsonHttpClient push() {
    return JsonHttpClient.at(fleet.push());
  }
}
