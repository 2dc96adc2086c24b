package io.dams.systemtests.chaos;

import io.dams.sandbox.Installation;
import io.dams.sandbox.client.Customer;
import io.dams.sandbox.client.HttpAnswer;
import io.dams.sandbox.client.JsonHttpClient;
import io.dams.sandbox.client.Wait;
import io.dams.systemtests.chaos.Step.Asking;
import io.dams.systemtests.chaos.Step.Cancel;
import io.dams.systemtests.chaos.Step.Order;
import io.dams.systemtests.chaos.Step.Trouble;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Plays the steps, some at the same time, each until its order is answered for and no longer being
 * prepared. Everything that was accepted is remembered.
 */
final class Load {

  private static final int AT_ONCE = 24;
  private static final Duration PREPARED_WITHIN = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofMillis(400);
  private static final int NO_LEG = -1;

  private final Installation fleet;
  private final List<Customer> customers;
  private final Steps steps;
  private final String run;
  private final Tally tally;
  private final Clock clock;
  private final PatientClient client;
  private final AtomicInteger next = new AtomicInteger();
  private final Map<String, Integer> accepted = new ConcurrentHashMap<>();
  private volatile boolean over;

  /**
   * @param run distinguishes this run's keys from those of any other with the same seed
   */
  Load(
      Installation fleet,
      List<Customer> customers,
      Steps steps,
      String run,
      Tally tally,
      Clock clock) {
    this.fleet = fleet;
    this.customers = customers;
    this.steps = steps;
    this.run = run;
    this.tally = tally;
    this.clock = clock;
    this.client = new PatientClient(tally);
  }

  /** How many steps have begun. */
  int begun() {
    return next.get();
  }

  /** No further step begins. */
  void end() {
    over = true;
  }

  /** Accepted groups, each with the index of its customer. */
  Map<String, Integer> accepted() {
    return Map.copyOf(accepted);
  }

  /**
   * Plays so many steps, or until {@link #end}; returns when each of them is done.
   *
   * @param beforeEach is told the number of a step, and returns when it may begin
   */
  void play(int groups, IntConsumer beforeEach) {
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < AT_ONCE; i++) {
        Future<?> _ = workers.submit(() -> work(groups, beforeEach));
      }
    }
  }

  private void work(int groups, IntConsumer beforeEach) {
    while (!over) {
      int number = next.getAndUpdate(n -> Math.min(n + 1, groups));
      if (number >= groups) {
        return;
      }
      beforeEach.accept(number);
      if (over) {
        return;
      }
      try {
        play(steps.step(number));
      } catch (RuntimeException e) {
        tally.problem("step " + number + " was not played: " + e);
      }
    }
  }

  private void play(Step step) {
    if (step.trouble() != null) {
      switchOn(step.trouble());
    }
    Customer who = customers.get(step.customer());
    Map<String, Object> body = body(who, step.order());
    if (body.isEmpty()) {
      return;
    }
    Optional<String> group = place(who, step, body);
    if (group.isPresent()) {
      accepted.put(group.get(), step.customer());
      if (step.cancel() != null) {
        cancel(who, group.get(), step.cancel());
      }
      awaitPrepared(who, group.get());
    }
  }

  private void switchOn(Trouble trouble) {
    HttpAnswer answer =
        JsonHttpClient.at(fleet.merchant(trouble.merchant().exCode()))
            .post("/sandbox/faults", trouble.fault());
    if (answer.isOk()) {
      tally.count("faults at merchants", trouble.fault().effect().getClass().getSimpleName());
    }
  }

  /** The request; empty when there was no quote to be had. */
  private Map<String, Object> body(Customer who, Order order) {
    return switch (order) {
      case Order.Legs(var legs, String timeInForce, Duration expiresAfter) ->
          expiresAfter == null
              ? Map.of("legs", legs, "timeInForce", timeInForce)
              : Map.of(
                  "legs",
                  legs,
                  "timeInForce",
                  timeInForce,
                  "expiresAt",
                  clock.instant().plus(expiresAfter).toString());
      case Order.Swap(var give, var take, long lots) -> {
        Map<String, Object> wish =
            Map.of("give", give.exCode(), "take", take.exCode(), "quantity", give.quantity(lots));
        HttpAnswer quote = client.ask(() -> who.api().post("/v1/quotes", wish));
        if (!quote.isOk()) {
          tally.count("refused at once", "quote: " + quote.problem());
          yield Map.of();
        }
        yield Map.of("quoteId", quote.body().path("quoteId").asString());
      }
    };
  }

  private Optional<String> place(Customer who, Step step, Map<String, Object> body) {
    String key = "chaos-%s-%d".formatted(run, step.number());
    Supplier<HttpAnswer> request = () -> client.ask(() -> who.place(key, body));
    HttpAnswer first =
        switch (step.asking()) {
          case ONCE -> request.get();
          case TWICE_AT_ONCE -> twiceAtOnce(step, request);
          case AGAIN -> again(step, request, request);
          case AGAIN_WITH_ANOTHER_BODY -> {
            Map<String, Object> other = Map.of("quoteId", "00000000-0000-0000-0000-000000000000");
            yield again(step, request, () -> client.ask(() -> who.place(key, other)));
          }
        };
    if (!first.isOk()) {
      tally.count("refused at once", first.problem());
      return Optional.empty();
    }
    tally.count("placed", name(step.order()));
    return Optional.of(group(first));
  }

  private HttpAnswer twiceAtOnce(Step step, Supplier<HttpAnswer> request) {
    CompletableFuture<HttpAnswer> other = CompletableFuture.supplyAsync(request, Load::start);
    HttpAnswer first = request.get();
    same(step, first, other.join());
    return first;
  }

  private HttpAnswer again(
      Step step, Supplier<HttpAnswer> request, Supplier<HttpAnswer> secondRequest) {
    HttpAnswer first = request.get();
    if (first.isOk() && step.asking() == Asking.AGAIN) {
      same(step, first, secondRequest.get());
    } else if (first.isOk()) {
      refused(step, secondRequest.get());
    }
    return first;
  }

  /** One key means one group, whoever of the two was answered first. */
  private void same(Step step, HttpAnswer first, HttpAnswer second) {
    tally.count("sent again", "same key, same body");
    if (first.isOk() && second.isOk() && !group(first).equals(group(second))) {
      tally.problem(
          "doubled: step %d is group %s and %s"
              .formatted(step.number(), group(first), group(second)));
    } else if (second.isOk() && !first.isOk()) {
      accepted.put(group(second), step.customer());
    }
  }

  private void refused(Step step, HttpAnswer answer) {
    tally.count("sent again", "same key, other body: " + answer.status());
    if (answer.isOk()) {
      tally.problem("step %d: a key was taken for two bodies".formatted(step.number()));
    }
  }

  private void cancel(Customer who, String group, Cancel cancel) {
    Wait.pause(cancel.after());
    Map<String, Object> body =
        cancel.leg() == NO_LEG
            ? Map.of()
            : Map.of("leg", Long.toString(Long.parseLong(group) + cancel.leg()));
    Runnable other = () -> cancel(who, group, body, "b");
    CompletableFuture<Void> second =
        cancel.twice()
            ? CompletableFuture.runAsync(other, Load::start)
            : CompletableFuture.completedFuture(null);
    cancel(who, group, body, "a");
    second.join();
  }

  private void cancel(Customer who, String group, Map<String, Object> body, String key) {
    HttpAnswer answer = client.ask(() -> who.cancel("cancel-" + group + key, group, body));
    String what = body.isEmpty() ? "group" : "leg";
    tally.count("cancels", what + ": " + (answer.isOk() ? "taken" : answer.problem()));
  }

  /** Only so that not everything is under way at the same time: nothing is concluded from it. */
  private void awaitPrepared(Customer who, String group) {
    long deadline = System.nanoTime() + PREPARED_WITHIN.toNanos();
    while (System.nanoTime() < deadline) {
      HttpAnswer answer = client.get(who, "/v1/order-groups/" + group);
      if (answer.isOk() && !Customer.status(answer.body()).equals("ACCEPTED")) {
        return;
      }
      Wait.pause(LOOK);
    }
  }

  private static String group(HttpAnswer placed) {
    return placed.body().path("groupId").asString();
  }

  private static String name(Order order) {
    return switch (order) {
      case Order.Swap _ -> "swap by quote, fill-or-kill";
      case Order.Legs(var legs, String timeInForce, Duration expiresAfter) -> {
        long sells = legs.stream().filter(leg -> leg.side().equals("SELL")).count();
        String form =
            legs.size() == 1 ? "single leg" : sells > 1 ? "buy 1 sell many" : "buy many sell 1";
        yield form
            + (timeInForce.equals("IOC") ? ", IOC" : expiresAfter == null ? "" : ", expires");
      }
    };
  }

  private static void start(Runnable task) {
    Thread.ofVirtual().start(task);
  }
}
