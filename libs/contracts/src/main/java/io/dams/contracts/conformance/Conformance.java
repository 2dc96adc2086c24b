package io.dams.contracts.conformance;

import io.dams.contracts.conformance.ConformanceReport.Outcome;
import io.dams.contracts.conformance.ConformanceReport.Result;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The suite. Checks run one after the other, each with an order group and ids of its own, and what
 * a check has reserved goes back before the next one begins. All ids begin with the run's, so that
 * they cannot be taken for an order's ({@link TransferId#isConformance}).
 */
public final class Conformance {

  /** A member needs so many steps at most at one time. */
  static final int STEPS_NEEDED = 32;

  private final ConformanceSettings settings;
  private final Clock clock;
  private final MerchantClient client;
  private final Consumer<Result> listener;
  private final String run;
  private final Movements movements = new Movements();
  private final AtomicInteger numbers = new AtomicInteger();
  private final List<Result> results = new ArrayList<>();
  private final List<String> leftBehind = new ArrayList<>();

  private Conformance(
      ConformanceSettings settings,
      Clock clock,
      RandomGenerator random,
      MerchantClient client,
      Consumer<Result> listener) {
    this.settings = settings;
    this.clock = clock;
    this.client = client;
    this.listener = listener;
    this.run =
        TransferId.CONFORMANCE + Long.toString(random.nextLong(1L << 40), Character.MAX_RADIX);
  }

  /** Every rule that is checked, in order. */
  public static List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    rules.add(SignatureChecks.ACCEPTED.rule());
    rules.add(TransferChecks.RESERVE.rule());
    others().forEach(check -> rules.add(check.rule()));
    return List.copyOf(rules);
  }

  /**
   * Runs all checks.
   *
   * @param listener hears each result at once
   */
  public static ConformanceReport run(
      ConformanceSettings settings,
      Clock clock,
      RandomGenerator random,
      Consumer<Result> listener) {
    try (MerchantClient client = new MerchantClient(settings, clock, random)) {
      return new Conformance(settings, clock, random, client, listener).run();
    }
  }

  private static List<Check> others() {
    List<Check> checks = new ArrayList<>();
    checks.addAll(SignatureChecks.all());
    checks.addAll(ReplayChecks.all());
    checks.addAll(MemberChecks.all());
    checks.addAll(TransferChecks.all());
    checks.addAll(OnceChecks.all());
    checks.addAll(CancelChecks.all());
    checks.addAll(ReturnChecks.all());
    checks.addAll(LimitChecks.all());
    checks.addAll(StatementChecks.all());
    checks.addAll(DurabilityChecks.all());
    return checks;
  }

  private ConformanceReport run() {
    Instant start = clock.instant();
    Instant end = start.plus(settings.within());
    String cutShort = unreachable();
    String missing = gate(SignatureChecks.ACCEPTED, cutShort);
    OptionalLong before = missing.isEmpty() ? units() : OptionalLong.empty();
    long needed = STEPS_NEEDED * settings.stepUnits();
    if (before.isPresent() && before.getAsLong() < needed) {
      cutShort = "the member has " + before.getAsLong() + " units, and " + needed + " are needed";
      missing = cutShort;
    }
    missing = gate(TransferChecks.RESERVE, missing);
    for (Check check : others()) {
      if (missing.isEmpty() && clock.instant().isAfter(end)) {
        cutShort = "the time was up after " + settings.within().toSeconds() + " s";
        missing = cutShort;
      }
      look(check, missing);
    }
    compareBalance(before);
    return new ConformanceReport(
        settings.baseUrl().toString(),
        settings.keyId(),
        settings.uid(),
        run,
        start,
        Duration.between(start, clock.instant()).toMillis(),
        results,
        leftBehind,
        cutShort);
  }

  /** Why nobody can be asked; empty when somebody answers, whatever it is. */
  private String unreachable() {
    return switch (client.send(balance())) {
      case Answer.Arrived _ -> "";
      case Answer.Lost(String reason) -> "nobody answers at " + settings.baseUrl() + ": " + reason;
    };
  }

  /** Without this one nothing else can be told. */
  private String gate(Check check, String missing) {
    return look(check, missing) == Outcome.FAIL
        ? check.rule().id() + " has to pass first"
        : missing;
  }

  private Outcome look(Check check, String missing) {
    Instant start = clock.instant();
    Trial trial =
        new Trial(
            client,
            settings,
            clock,
            movements,
            new RunIds(),
            run + "-g" + numbers.incrementAndGet());
    Outcome outcome = Outcome.PASS;
    String reason = "";
    try {
      if (!missing.isEmpty()) {
        throw new Trial.SkippedException(missing);
      }
      check.procedure().look(trial);
    } catch (Trial.NonconformityException e) {
      outcome = Outcome.FAIL;
      reason = String.valueOf(e.getMessage());
    } catch (Trial.SkippedException e) {
      outcome = Outcome.SKIP;
      reason = String.valueOf(e.getMessage());
    } catch (IllegalArgumentException e) {
      outcome = Outcome.FAIL;
      reason = "an answer could not be read: " + e.getMessage();
    }
    leftBehind.addAll(trial.giveBack());
    long millis = Duration.between(start, clock.instant()).toMillis();
    Result result = new Result(check.rule(), outcome, reason, trial.steps(), millis);
    results.add(result);
    listener.accept(result);
    return outcome;
  }

  /** What the member had, less the fees that were paid, is what it has to have again. */
  private void compareBalance(OptionalLong before) {
    if (before.isEmpty()) {
      return;
    }
    long paid =
        movements.done().stream()
            .filter(movement -> movement.request().kind() == TransferKind.FEE)
            .mapToLong(movement -> movement.request().units())
            .sum();
    long expected = before.getAsLong() - paid;
    OptionalLong after = units();
    if (after.isEmpty() || after.getAsLong() != expected) {
      leftBehind.add(
          "the balance of %s: %s instead of %d"
              .formatted(
                  settings.uid(),
                  after.isEmpty() ? "no answer" : Long.toString(after.getAsLong()),
                  expected));
    }
  }

  private OptionalLong units() {
    Answer answer = client.send(balance());
    return Expected.balance(settings.uid()).complaint(answer) == null
            && answer instanceof Answer.Arrived arrived
        ? OptionalLong.of(AnswerMapper.balance(arrived.body()).availableUnits())
        : OptionalLong.empty();
  }

  private Request balance() {
    return Request.get("/v1/members/" + settings.uid() + "/balance");
  }

  private final class RunIds implements Trial.Ids {

    @Override
    public TransferId next() {
      return new TransferId(run + "-" + numbers.incrementAndGet());
    }

    @Override
    public boolean isOurs(TransferId id) {
      return id.value().startsWith(run + "-");
    }
  }
}
