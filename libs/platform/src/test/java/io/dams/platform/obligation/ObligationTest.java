package io.dams.platform.obligation;

import io.dams.platform.tracing.TraceContexts;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Obligations on a real database. The workers are the tests' own, and so are kinds and lanes. */
abstract class ObligationTest {

  static final Duration SOON = Duration.ofSeconds(90);

  /** Longer than any machine stalls: what has it is not lost. */
  static final Duration LONG_LEASE = Duration.ofSeconds(60);

  /** For what is to be lost. */
  static final Duration SHORT_LEASE = Duration.ofMillis(900);

  static final int ATTEMPTS_TO_STUCK = 3;

  @Autowired Obligations obligations;
  @Autowired ObligationMapper mapper;
  @Autowired TransactionTemplate transaction;
  @Autowired TraceContexts traces;
  @Autowired JsonMapper json;
  @Autowired JdbcTemplate jdbc;
  @Autowired Clock clock;

  final String kind = "k" + UUID.randomUUID().toString().substring(0, 18);
  final List<ObligationWorker> workers = new ArrayList<>();
  final List<CountDownLatch> latches = new ArrayList<>();
  final CountingMeter meter = new CountingMeter();
  Consumer<String> onStuck = _ -> {};

  record Debt(String to) {}

  interface Attempt {
    Outcome on(Claim<Debt> claim) throws Exception;
  }

  @AfterEach
  void stopWorkers() {
    latches.forEach(CountDownLatch::countDown);
    workers.forEach(ObligationWorker::stop);
  }

  final void worker(Attempt attempt) {
    worker(LONG_LEASE, Duration.ofSeconds(90), attempt);
  }

  final void worker(Duration lease, Duration attemptTimeout, Attempt attempt) {
    ObligationHandler<Debt> handler =
        new ObligationHandler<>() {
          @Override
          public String kind() {
            return kind;
          }

          @Override
          public Class<Debt> payload() {
            return Debt.class;
          }

          @Override
          public Outcome attempt(Claim<Debt> claim) throws Exception {
            return attempt.on(claim);
          }

          @Override
          public void stuck(Claim<Debt> claim, String reason) {
            onStuck.accept(claim.reference() + ": " + reason);
          }
        };
    ObligationWorker worker =
        new ObligationWorker(
            mapper,
            transaction,
            List.of(handler),
            (text, type) -> json.readValue(text, type),
            traces,
            RandomGenerator.getDefault(),
            new ObligationProperties(
                true,
                Duration.ofMillis(100),
                lease,
                attemptTimeout,
                4,
                Duration.ofMillis(50),
                Duration.ofSeconds(1),
                ATTEMPTS_TO_STUCK,
                Duration.ofHours(1),
                400),
            meter);
    worker.start();
    workers.add(worker);
  }

  /** Owes it in the process of the first worker, if there is one. */
  final boolean owe(String lane, String reference) {
    Obligations here = workers.isEmpty() ? obligations : obligations(workers.getFirst());
    Boolean fresh = transaction.execute(_ -> here.owe(debt(lane, reference)));
    workers.forEach(ObligationWorker::wake);
    return Boolean.TRUE.equals(fresh);
  }

  /** Those of the process in which the worker runs. */
  final Obligations obligations(ObligationWorker worker) {
    return new Obligations(mapper, json::writeValueAsString, traces, () -> worker);
  }

  final NewObligation debt(String lane, String reference) {
    return new NewObligation(kind, lane(lane), reference, new Debt(lane), clock.instant());
  }

  /** Lanes are the tests' own too, or workers of one test would look at rows of another. */
  final String lane(String name) {
    return name + "-" + kind;
  }

  /** The one row of this test that is stuck. */
  final ObligationMapper.Line line() {
    return mapper.page("STUCK", 0, 200).stream()
        .filter(line -> line.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  final CountDownLatch latch() {
    CountDownLatch latch = new CountDownLatch(1);
    latches.add(latch);
    return latch;
  }

  /** As a handler that does not listen to interrupts. */
  static void awaitWhateverHappens(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  final String state(String reference) {
    return jdbc.queryForObject(
        "SELECT state FROM obligation WHERE kind = ? AND reference = ?",
        String.class,
        kind,
        reference);
  }

  final int settled() {
    return jdbc.queryForObject(
        "SELECT COUNT(*) FROM obligation WHERE kind = ? AND state = 'SETTLED'",
        Integer.class,
        kind);
  }

  final int count() {
    return jdbc.queryForObject(
        "SELECT COUNT(*) FROM obligation WHERE kind = ?", Integer.class, kind);
  }

  static final class CountingMeter implements ObligationWorker.Meter {
    final AtomicInteger fenced = new AtomicInteger();

    @Override
    public void attempted(String kind, String lane, String outcome, Duration took) {}

    @Override
    public void fencedOff(String kind, String lane) {
      fenced.incrementAndGet();
    }
  }
}
