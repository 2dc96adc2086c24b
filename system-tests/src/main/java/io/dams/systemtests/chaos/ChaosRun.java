package io.dams.systemtests.chaos;

import io.dams.sandbox.FleetProcess;
import io.dams.sandbox.Installation;
import io.dams.sandbox.client.Customer;
import io.dams.sandbox.client.HttpAnswer;
import io.dams.sandbox.client.JsonHttpClient;
import io.dams.sandbox.client.Market;
import io.dams.sandbox.client.Opening;
import io.dams.sandbox.client.Person;
import io.dams.sandbox.client.Wait;
import io.dams.systemtests.audit.AuditCommand;
import io.dams.systemtests.audit.AuditReport;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * One run against a fleet that is up: opens the market, plays the load with faults and kills, lets
 * everything come to rest as operators would, and looks at what is left. Bounded in count and time.
 *
 * @param seed gives the same schedule again
 * @param groups how many are placed at most
 * @param loadWithin no order begins later
 * @param kills how many; for every four of them a service stands still, too
 */
public record ChaosRun(long seed, int groups, Duration loadWithin, int kills) {

  private static final int CUSTOMERS = 12;
  private static final long POINTS = 1_000_000;
  private static final Duration REST_WITHIN = Duration.ofMinutes(6);
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Runs, and says how it goes on to standard output. */
  public ChaosReport on(Installation fleet) throws Exception {
    System.out.printf("chaos: seed %d, %d groups, %d kills%n", seed, groups, kills);
    var clock = Clock.systemUTC();
    var tally = new Tally();
    String run = Long.toString(clock.millis(), Character.MAX_RADIX);
    var opening = new Opening(fleet);
    opening.publish();
    Customer maker = opening.welcome(Person.MAKER);
    opening.fund(maker);
    opening.quote(maker);
    List<Customer> customers = new ArrayList<>();
    long tokens = 0;
    for (int i = 0; i < CUSTOMERS; i++) {
      Customer customer = opening.welcome(person(clock.millis(), i));
      tokens = opening.fund(customer);
      customers.add(customer);
    }
    var phones = new Phones(fleet, customers, seed, groups, tally);
    phones.carry();
    long begin = System.nanoTime();
    var load = new Load(fleet, customers, new Steps(seed, CUSTOMERS), run, tally, clock);
    playAndKill(fleet, load, phones, tally);
    long played = System.nanoTime();
    var accounts = new Accounts(fleet, customers, tally);
    AuditReport audit = audited(fleet, customers, accounts, tally);
    List<Accounts.Account> all = accounts.all();
    new Promises(tokens, tally).check(load.accepted().keySet(), all);
    phones.check(all);
    countErrorBook(fleet, tally);
    var report =
        new ChaosReport(
            seed,
            load.accepted().size(),
            TimeUnit.NANOSECONDS.toSeconds(played - begin),
            TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - played),
            tally.counts(),
            tally.problems(),
            audit);
    System.out.println(report.text());
    return report;
  }

  private static Person person(long millis, int index) {
    String number = "%d%02d".formatted(millis / 100 % 1_000_000, index);
    return new Person(
        "Customer " + index,
        "+86137" + "0".repeat(8 - number.length()) + number,
        "c-" + millis + "-" + index,
        POINTS);
  }

  private void playAndKill(Installation fleet, Load load, Phones phones, Tally tally)
      throws InterruptedException {
    List<Kill> schedule = Kill.scheduleWithPauses(seed, groups, kills);
    var killer = new Killer(fleet, tally, schedule);
    Thread killing = Thread.ofVirtual().start(() -> killer.run(schedule, load::begun));
    Thread timing =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    Thread.sleep(loadWithin);
                    load.end();
                    killer.end();
                  } catch (InterruptedException done) {
                    Thread.currentThread().interrupt();
                  }
                });
    load.play(
        groups,
        number -> {
          killer.await(number);
          phones.before(number);
        });
    timing.interrupt();
    killer.end();
    killing.join();
  }

  /** At rest; and once more, when only the rest showed what an operator has to do. */
  private static AuditReport audited(
      Installation fleet, List<Customer> customers, Accounts accounts, Tally tally)
      throws Exception {
    comeToRest(fleet, customers, accounts, tally);
    AuditReport audit = AuditCommand.audit(fleet, REST_WITHIN);
    if (retryWhatIsStuck(fleet, tally)) {
      comeToRest(fleet, customers, accounts, tally);
      audit = AuditCommand.audit(fleet, REST_WITHIN);
    }
    return audit;
  }

  /** No more faults; what is open is cancelled, and what is stuck is tried again by an operator. */
  private static void comeToRest(
      Installation fleet, List<Customer> customers, Accounts accounts, Tally tally) {
    for (Market market : Market.ALL) {
      JsonHttpClient.at(fleet.merchant(market.exCode())).delete("/sandbox/faults").ok();
    }
    for (FleetProcess process : fleet.supervisor().processes()) {
      if (process.state() == FleetProcess.State.FAILED) {
        fleet.supervisor().start(process.name());
      }
    }
    long deadline = System.nanoTime() + REST_WITHIN.toNanos();
    boolean busy = true;
    while (busy && System.nanoTime() < deadline) {
      busy = false;
      for (Customer who : customers) {
        for (JsonNode group : accounts.groups(who, true)) {
          busy = true;
          cancel(who, group, tally);
        }
      }
      busy |= retryWhatIsStuck(fleet, tally);
      Wait.pause(LOOK);
    }
  }

  private static void cancel(Customer who, JsonNode group, Tally tally) {
    String id = group.path("groupId").asString();
    var client = new PatientClient(tally);
    HttpAnswer answer = client.ask(() -> who.cancel("rest-" + id, id, Map.of()));
    if (!answer.isOk() && !answer.problem().equals("too-late")) {
      tally.problem("group " + id + " cannot be cancelled: " + answer.text());
    }
  }

  /** Whether anything was. */
  private static boolean retryWhatIsStuck(Installation fleet, Tally tally) {
    var operator =
        JsonHttpClient.at(fleet.service("backoffice"))
            .as(fleet.token("operator", "backoffice-svc"));
    JsonNode entries = operator.get("/ops/errors?limit=200").ok().path("items");
    for (JsonNode entry : entries) {
      String id = entry.path("transferId").asString();
      if (operator.post("/ops/errors/" + id + "/retry", Map.of()).isOk()) {
        tally.count("retried by the operator", entry.path("kind").asString());
      }
    }
    JsonNode stuck = operator.get("/ops/obligations?state=STUCK&limit=200").ok();
    for (JsonNode one : stuck) {
      String path = one.path("kind").asString() + "/" + one.path("reference").asString();
      operator.post("/ops/obligations/" + path + "/hasten", Map.of());
    }
    return claimWhatIsSuspended(operator, tally) || !entries.isEmpty() || !stuck.isEmpty();
  }

  /** No account was closed for good: the points go where they were to go. */
  private static boolean claimWhatIsSuspended(JsonHttpClient operator, Tally tally) {
    JsonNode suspended = operator.get("/ops/suspense?state=SUSPENDED&limit=200").ok().path("items");
    for (JsonNode one : suspended) {
      Map<String, String> destination =
          Map.of(
              "uid",
              one.path("refusedUid").asString(),
              "reference",
              "chaos",
              "note",
              "the account is open again");
      String path = "/ops/suspense/" + one.path("transferId").asString() + "/claim";
      if (operator.post(path, destination).isOk()) {
        tally.count("claimed by the operator", one.path("exCode").asString());
      }
    }
    return !suspended.isEmpty();
  }

  private static void countErrorBook(Installation fleet, Tally tally) throws SQLException {
    try (Connection database = fleet.connectAsAuditor();
        Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT kind, reason, resolved_at IS NOT NULL AS resolved
                FROM backoffice.point_error_statement_book
                """)) {
      while (rows.next()) {
        String end = rows.getBoolean("resolved") ? "repaired" : "OPEN";
        tally.count(
            "error book",
            "%s %s, %s".formatted(rows.getString("kind"), rows.getString("reason"), end));
      }
    }
  }
}
