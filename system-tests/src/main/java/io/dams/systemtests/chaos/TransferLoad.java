package io.dams.systemtests.chaos;

import io.dams.sandbox.client.Customer;
import io.dams.sandbox.client.HttpAnswer;
import io.dams.sandbox.client.TransferApp;
import io.dams.sandbox.client.Wait;
import io.dams.sandbox.partner.PartnerFault;
import io.dams.systemtests.chaos.Step.Asking;
import io.dams.systemtests.chaos.TransferSteps.Transfer;
import io.dams.systemtests.chaos.TransferSteps.Way;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Plays the steps, some at the same time, each until its order is answered for and has ended or
 * takes its time. Everything that was accepted is remembered.
 */
final class TransferLoad {

  private static final int AT_ONCE = 12;
  private static final Duration ENDED_WITHIN = Duration.ofSeconds(4);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final List<Customer> customers;
  private final TransferApp game;
  private final TransferApp farm;
  private final TransferSteps steps;
  private final String run;
  private final Tally tally;
  private final PatientClient client;
  private final AtomicInteger next = new AtomicInteger();
  private final Map<String, Integer> accepted = new ConcurrentHashMap<>();

  /**
   * @param game has the sandbox's partner behind it
   * @param farm has nobody behind it
   * @param run distinguishes this run's names from those of any other with the same seed
   */
  TransferLoad(
      List<Customer> customers,
      TransferApp game,
      TransferApp farm,
      TransferSteps steps,
      String run,
      Tally tally) {
    this.customers = customers;
    this.game = game;
    this.farm = farm;
    this.steps = steps;
    this.run = run;
    this.tally = tally;
    this.client = new PatientClient(tally);
  }

  /** How many steps have begun. */
  int begun() {
    return next.get();
  }

  /** Accepted orders, each with the index of its customer. */
  Map<String, Integer> accepted() {
    return Map.copyOf(accepted);
  }

  /** What a customer begins with, moved in; returns when it is there. */
  void fund(int customer, String outAmount) {
    Customer who = customers.get(customer);
    HttpAnswer answer = client.ask(() -> game.moveIn(who, name(-1 - customer), outAmount));
    game.ended(TransferApp.id(answer));
    accepted.put(TransferApp.id(answer), customer);
  }

  /**
   * Plays so many steps; returns when each of them is done.
   *
   * @param beforeEach is told the number of a step, and returns when it may begin
   */
  void play(int transfers, IntConsumer beforeEach) {
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < AT_ONCE; i++) {
        Future<?> _ = workers.submit(() -> work(transfers, beforeEach));
      }
    }
  }

  private void work(int transfers, IntConsumer beforeEach) {
    while (true) {
      int number = next.getAndUpdate(n -> Math.min(n + 1, transfers));
      if (number >= transfers) {
        return;
      }
      beforeEach.accept(number);
      try {
        play(steps.step(number));
      } catch (RuntimeException e) {
        tally.problem("step " + number + " was not played: " + e);
      }
    }
  }

  private void play(Transfer step) {
    if (step.trouble() != null) {
      switchOn(step.trouble());
    }
    HttpAnswer first =
        switch (step.asking()) {
          case ONCE -> ask(step, step.amount());
          case TWICE_AT_ONCE -> twiceAtOnce(step);
          case AGAIN, AGAIN_WITH_ANOTHER_BODY -> again(step);
        };
    if (!first.isOk()) {
      tally.problem("step %d was refused: %s".formatted(step.number(), first.text()));
      return;
    }
    tally.count("placed", step.way().name());
    accepted.put(TransferApp.id(first), step.customer());
    awaitEnd(TransferApp.id(first));
  }

  /** A partner that is down has no faults to switch on. */
  private void switchOn(PartnerFault trouble) {
    try {
      if (game.partner().post("/sandbox/faults", trouble).isOk()) {
        String effect = trouble.effect().getClass().getSimpleName();
        tally.count("faults at the partner", trouble.door() + " " + effect);
      }
    } catch (UncheckedIOException down) {
      tally.count("faults at the partner", "none, it is down");
    }
  }

  private HttpAnswer ask(Transfer step, String amount) {
    Customer who = customers.get(step.customer());
    return client.ask(
        () ->
            switch (step.way()) {
              case IN -> game.moveIn(who, name(step.number()), amount);
              case OUT -> game.moveOut(who, name(step.number()), amount);
              case INSIDE -> farm.moveOut(who, name(step.number()), amount);
            });
  }

  private HttpAnswer twiceAtOnce(Transfer step) {
    CompletableFuture<HttpAnswer> other =
        CompletableFuture.supplyAsync(
            () -> ask(step, step.amount()), task -> Thread.ofVirtual().start(task));
    HttpAnswer first = ask(step, step.amount());
    same(step, first, other.join());
    return first;
  }

  private HttpAnswer again(Transfer step) {
    HttpAnswer first = ask(step, step.amount());
    if (!first.isOk()) {
      return first;
    }
    if (step.asking() == Asking.AGAIN) {
      same(step, first, ask(step, step.amount()));
    } else {
      HttpAnswer second = ask(step, step.way() == Way.IN ? "77.5" : "77.25");
      tally.count("sent again", "same name, other body: " + second.status());
      if (second.isOk()) {
        tally.problem("step %d: a name was taken for two bodies".formatted(step.number()));
      }
    }
    return first;
  }

  /** One name means one order, whoever of the two was answered first. */
  private void same(Transfer step, HttpAnswer first, HttpAnswer second) {
    tally.count("sent again", "same name, same body");
    if (!first.isOk() || !second.isOk()) {
      tally.problem("step %d: %s, %s".formatted(step.number(), first.text(), second.text()));
    } else if (!TransferApp.id(first).equals(TransferApp.id(second))) {
      tally.problem(
          "doubled: step %d is order %s and %s"
              .formatted(step.number(), TransferApp.id(first), TransferApp.id(second)));
    }
  }

  /** Only so that not everything is under way at the same time: nothing is concluded from it. */
  private void awaitEnd(String order) {
    long deadline = System.nanoTime() + ENDED_WITHIN.toNanos();
    while (System.nanoTime() < deadline) {
      HttpAnswer answer = client.ask(() -> game.order(order));
      if (answer.isOk() && TransferApp.hasEnded(answer.body())) {
        return;
      }
      Wait.pause(LOOK);
    }
  }

  private String name(int number) {
    return "chaos-" + run + "-" + number;
  }
}
