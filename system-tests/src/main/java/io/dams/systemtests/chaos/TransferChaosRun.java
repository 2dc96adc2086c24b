package io.dams.systemtests.chaos;

import io.dams.sandbox.FleetProcess;
import io.dams.sandbox.Installation;
import io.dams.sandbox.client.Customer;
import io.dams.sandbox.client.HttpAnswer;
import io.dams.sandbox.client.HttpClientException;
import io.dams.sandbox.client.JsonHttpClient;
import io.dams.sandbox.client.Opening;
import io.dams.sandbox.client.Person;
import io.dams.sandbox.client.TransferApp;
import io.dams.sandbox.client.Wait;
import io.dams.systemtests.audit.AuditCommand;
import io.dams.systemtests.audit.AuditReport;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One run of transfers against a fleet that is up: customers move units in and out with a partner
 * that refuses, hangs, lies and answers after doing the work, while the transfer service, the
 * ledger and the partner are killed (SIGKILL); then everything comes to rest, as operators and the
 * partner would bring it, and what is left is looked at.
 *
 * @param seed gives the same schedule again
 * @param kills how many; the first three each of another process
 */
public record TransferChaosRun(long seed, int transfers, int kills) {

  /** Answers are awaited, and asked for again, within seconds: a run is short. */
  public static final Map<String, String> SETTINGS =
      Map.of(
          "transfer.dams.outside.whole-timeout", "2s",
          "transfer.dams.transfer.retry.longest", "2s");

  /** The partner lives in the process of all simulators. */
  private static final List<String> VICTIMS = List.of("transfer", "ledger", "merchants");

  private static final int CUSTOMERS = 4;
  private static final String FUND = "100000";
  private static final Duration REST_WITHIN = Duration.ofMinutes(6);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PAGE = 200;

  /** Runs, and says how it goes on to standard output. */
  public ChaosReport on(Installation fleet) throws Exception {
    System.out.printf("chaos: seed %d, %d transfers, %d kills%n", seed, transfers, kills);
    var clock = Clock.systemUTC();
    Instant start = clock.instant();
    var tally = new Tally();
    TransferApp game = TransferApp.open(fleet, "game_app_a", 1002, false);
    TransferApp farm = TransferApp.open(fleet, "farm_internal", 1003, true);
    game.partner().delete("/sandbox/faults").ok();
    List<Customer> customers = customers(fleet, start.toEpochMilli());
    var load =
        new TransferLoad(
            customers,
            game,
            farm,
            new TransferSteps(seed, CUSTOMERS),
            Long.toString(start.toEpochMilli(), Character.MAX_RADIX),
            tally);
    for (int i = 0; i < CUSTOMERS; i++) {
      load.fund(i, FUND);
    }
    long begin = System.nanoTime();
    playAndKill(fleet, load, tally);
    long played = System.nanoTime();
    var promises = new TransferPromises(fleet, customers, game, tally);
    comeToRest(fleet, game, promises, start, tally);
    AuditReport audit = AuditCommand.audit(fleet, REST_WITHIN);
    promises.check(load.accepted());
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

  private static List<Customer> customers(Installation fleet, long millis) {
    List<Customer> customers = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      String number = "%d%02d".formatted(millis / 100 % 1_000_000, i);
      String phone = "+86136" + "0".repeat(8 - number.length()) + number;
      var person = new Person("Mover " + i, phone, "t-%d-%d".formatted(millis, i), 1);
      customers.add(
          Wait.until("the log-in of " + person.name(), PATIENCE, () -> in(fleet, person)));
    }
    return customers;
  }

  /** Empty when the log-in is closed at the moment, as it is when the limits cannot be read. */
  private static Optional<Customer> in(Installation fleet, Person person) {
    try {
      return Optional.of(new Opening(fleet).welcome(person));
    } catch (HttpClientException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private void playAndKill(Installation fleet, TransferLoad load, Tally tally)
      throws InterruptedException {
    List<Kill> alone = new ArrayList<>();
    List<Kill> withAnother = new ArrayList<>();
    pair(Kill.schedule(seed, transfers, kills, VICTIMS), alone, withAnother);
    var killer =
        new Killer(fleet, tally, Stream.of(alone, withAnother).flatMap(List::stream).toList());
    Thread one = Thread.ofVirtual().start(() -> killer.run(alone, load::begun));
    Thread other = Thread.ofVirtual().start(() -> killer.run(withAnother, load::begun));
    load.play(transfers, killer::await);
    killer.end();
    one.join();
    other.join();
  }

  /** Each second kill falls into the outage of the one before, if it is of another process. */
  private static void pair(List<Kill> schedule, List<Kill> alone, List<Kill> withAnother) {
    for (int i = 0; i < schedule.size(); i++) {
      Kill kill = schedule.get(i);
      Kill before = schedule.get(Math.max(0, i - 1));
      if (i % 2 == 1 && !kill.service().equals(before.service())) {
        withAnother.add(new Kill(before.afterSteps(), kill.service(), kill.signal(), kill.down()));
      } else {
        alone.add(kill);
      }
    }
  }

  /** No more faults; the partner decides what it left open; what waits is tried again at once. */
  private static void comeToRest(
      Installation fleet, TransferApp game, TransferPromises promises, Instant start, Tally tally) {
    for (FleetProcess process : fleet.supervisor().processes()) {
      if (process.state() == FleetProcess.State.FAILED) {
        fleet.supervisor().start(process.name());
      }
    }
    var client = new PatientClient(tally);
    client.ask(() -> game.partner().delete("/sandbox/faults"));
    long deadline = System.nanoTime() + REST_WITHIN.toNanos();
    boolean busy = true;
    while (busy && System.nanoTime() < deadline) {
      decideWhatIsPending(client, game, tally);
      hasten(client, game);
      busy = promises.open() > 0 || replay(client, game, start) > 0;
      if (busy) {
        Wait.pause(LOOK);
      }
    }
  }

  /** Half of it the partner tells us, about the rest it is asked. */
  private static void decideWhatIsPending(PatientClient client, TransferApp game, Tally tally) {
    for (JsonNode order : client.ask(() -> game.partner().get("/sandbox/orders")).ok()) {
      if (order.path("state").asString().equals("PENDING")) {
        String id = order.path("orderId").asString();
        boolean tell = id.hashCode() % 2 == 0;
        String state = id.hashCode() % 3 == 0 ? "REFUSED" : "DONE";
        Map<String, Object> result = Map.of("state", state, "reason", "decided late", "tell", tell);
        client.ask(() -> game.partner().post("/sandbox/orders/" + id + "/result", result));
        tally.count("decided late", state + (tell ? ", told" : ", asked"));
      }
    }
  }

  private static void hasten(PatientClient client, TransferApp game) {
    for (String state : List.of("OPEN", "STUCK")) {
      String path = "/ops/obligations?limit=" + PAGE + "&state=" + state;
      for (JsonNode one : client.ask(() -> game.operator().get(path)).ok()) {
        if (one.path("kind").asString().equals("RECONCILE")) {
          continue;
        }
        String name = one.path("kind").asString() + "/" + one.path("reference").asString();
        Supplier<HttpAnswer> request =
            () -> game.operator().post("/ops/obligations/" + name + "/hasten", Map.of());
        client.ask(request);
      }
    }
  }

  /** How many results the partner has not taken yet. */
  private static long replay(PatientClient client, TransferApp game, Instant start) {
    long untaken = 0;
    for (String state : List.of("PENDING", "EXHAUSTED")) {
      Map<String, Object> range =
          Map.of(
              "app", game.id(),
              "state", state,
              "from", start.toString(),
              "to", start.plus(Duration.ofDays(1)).toString());
      JsonHttpClient operator = game.operator();
      untaken +=
          client
              .ask(() -> operator.post("/ops/transfer-callbacks/replay", range))
              .ok()
              .path("count")
              .asInt();
    }
    return untaken;
  }
}
