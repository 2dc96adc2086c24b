package io.dams.platform.obligation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dams.platform.PlatformIT;
import io.dams.platform.tracing.TraceContexts;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Obligations on a real database. The workers are the tests' own, and so are kinds and lanes. */
@PlatformIT
class ObligationsIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration LEASE = Duration.ofMillis(900);
  private static final int ATTEMPTS_TO_STUCK = 3;

  @Autowired Obligations obligations;
  @Autowired ObligationMapper mapper;
  @Autowired TransactionTemplate transaction;
  @Autowired TraceContexts traces;
  @Autowired JsonMapper json;
  @Autowired JdbcTemplate jdbc;
  @Autowired Clock clock;

  private final String kind = "k" + UUID.randomUUID().toString().substring(0, 18);
  private final List<ObligationWorker> workers = new ArrayList<>();
  private final List<CountDownLatch> latches = new ArrayList<>();
  private final CountingMeter meter = new CountingMeter();
  private Consumer<String> onStuck = _ -> {};

  record Debt(String to) {}

  interface Attempt {
    Outcome on(Claim<Debt> claim) throws Exception;
  }

  @AfterEach
  void stopWorkers() {
    latches.forEach(CountDownLatch::countDown);
    workers.forEach(ObligationWorker::stop);
  }

  @Test
  void needsATransaction() {
    NewObligation debt = debt("lane", "1");
    assertThatThrownBy(() -> obligations.owe(debt)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void settlesWithItsEffectOnce() {
    List<String> effects = new CopyOnWriteArrayList<>();
    worker(claim -> Outcome.settled(() -> effects.add(claim.payload().to())));
    owe("lane", "1");
    await().atMost(SOON).until(() -> "SETTLED".equals(state("1")));
    assertThat(effects).containsExactly("lane");
  }

  @Test
  void owingAgainHasNoEffectEvenWhenSettled() {
    AtomicInteger attempts = new AtomicInteger();
    worker(
        _ -> {
          attempts.incrementAndGet();
          return Outcome.settled();
        });
    assertThat(owe("lane", "1")).isTrue();
    await().atMost(SOON).until(() -> "SETTLED".equals(state("1")));
    assertThat(owe("lane", "1")).isFalse();
    owe("lane", "2");
    await().atMost(SOON).until(() -> "SETTLED".equals(state("2")));
    assertThat(attempts).hasValue(2);
  }

  @Test
  void owesNothingWhenTheTransactionRollsBack() {
    worker(_ -> Outcome.settled());
    transaction.executeWithoutResult(
        status -> {
          obligations.owe(debt("lane", "1"));
          status.setRollbackOnly();
        });
    assertThat(count()).isZero();
  }

  @Test
  void triesAgainAfterAnException() {
    List<Integer> attempts = new CopyOnWriteArrayList<>();
    worker(
        claim -> {
          attempts.add(claim.attempt());
          if (claim.attempt() < 3) {
            throw new java.io.IOException("connection reset");
          }
          return Outcome.settled();
        });
    owe("lane", "1");
    await().atMost(SOON).until(() -> "SETTLED".equals(state("1")));
    assertThat(attempts).containsExactly(1, 2, 3);
  }

  @Test
  void staysOpenWhenTheEffectFails() {
    AtomicInteger effects = new AtomicInteger();
    worker(
        claim ->
            Outcome.settled(
                () -> {
                  effects.incrementAndGet();
                  if (claim.attempt() == 1) {
                    throw new IllegalStateException("constraint");
                  }
                }));
    owe("lane", "1");
    await().atMost(SOON).until(() -> "SETTLED".equals(state("1")));
    assertThat(effects).hasValue(2);
  }

  @Test
  void stuckIsListedAndCountedAndHastenTriesItNow() {
    AtomicBoolean healed = new AtomicBoolean();
    worker(_ -> healed.get() ? Outcome.settled() : Outcome.stuck("account closed"));
    owe("lane", "1");
    await().atMost(SOON).until(() -> "STUCK".equals(state("1")));
    assertThat(mapper.page("STUCK", 0, 200))
        .anySatisfy(
            line -> {
              assertThat(line.kind()).isEqualTo(kind);
              assertThat(line.reason()).isEqualTo("account closed");
              assertThat(line.nextAttemptAt()).isNotNull();
            });
    assertThat(mapper.backlog())
        .anySatisfy(
            b -> {
              assertThat(b.kind()).isEqualTo(kind);
              assertThat(b.state()).isEqualTo("STUCK");
              assertThat(b.count()).isEqualTo(1);
            });
    healed.set(true);
    assertThat(obligations.hasten(kind, "1")).isTrue();
    await().atMost(SOON).until(() -> "SETTLED".equals(state("1")));
    assertThat(obligations.hasten(kind, "1")).isFalse();
  }

  @Test
  void hastenDuringAnAttemptMakesItDueRightAfter() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch end = latch();
    worker(
        claim -> {
          if (claim.attempt() > 1) {
            return Outcome.settled();
          }
          inside.countDown();
          end.await();
          return Outcome.again("not yet", Duration.ofHours(1));
        });
    owe("lane", "1");
    inside.await();
    assertThat(obligations.hasten(kind, "1")).isTrue();
    end.countDown();
    await().atMost(SOON).until(() -> "SETTLED".equals(state("1")));
  }

  /** A caller has a lock for which the effect waits: that is no knot, and the hint is not lost. */
  @Test
  void hastenOfAnAttemptThatIsEndingIsNeitherLostNorAKnot() throws Exception {
    CountDownLatch ending = new CountDownLatch(1);
    CountDownLatch callersLock = latch();
    worker(
        claim ->
            claim.attempt() > 1
                ? Outcome.settled()
                : Outcome.again(
                    "not yet",
                    Duration.ofHours(1),
                    () -> {
                      ending.countDown();
                      awaitWhateverHappens(callersLock);
                    }));
    owe("lane", "1");
    ending.await();
    Boolean open = transaction.execute(_ -> obligations.hasten(kind, "1"));
    callersLock.countDown();
    assertThat(open).isTrue();
    await().atMost(SOON).until(() -> "SETTLED".equals(state("1")));
  }

  @Test
  void whatThrowsForEverIsStuckAndSeenAndHastenTriesItNow() {
    List<String> told = new CopyOnWriteArrayList<>();
    onStuck = told::add;
    AtomicBoolean healed = new AtomicBoolean();
    worker(
        _ -> {
          if (healed.get()) {
            return Outcome.settled();
          }
          throw new IllegalArgumentException("no such merchant");
        });
    owe("lane", "1");
    await().atMost(SOON).until(() -> "STUCK".equals(state("1")));
    assertThat(line().reason()).contains("no such merchant");
    assertThat(line().attempts()).isEqualTo(ATTEMPTS_TO_STUCK);
    assertThat(told).containsExactly("1: threw-IllegalArgumentException");

    assertThat(obligations.hasten(kind, "1")).isTrue();
    workers.forEach(ObligationWorker::wake);
    await().atMost(SOON).until(() -> line().attempts() == ATTEMPTS_TO_STUCK + 1);
    assertThat(state("1")).as("still listed").isEqualTo("STUCK");

    healed.set(true);
    await().atMost(SOON).until(() -> obligations.hasten(kind, "1"));
    workers.forEach(ObligationWorker::wake);
    await().atMost(SOON).until(() -> "SETTLED".equals(state("1")));
  }

  @Test
  void anErrorAnUnreadablePayloadOrAFailingEffectIsStuckToo() {
    onStuck =
        _ -> {
          throw new IllegalStateException("the book is closed");
        };
    worker(
        claim -> {
          if (claim.reference().equals("error")) {
            throw new NoClassDefFoundError("lost");
          }
          return Outcome.settled(
              () -> {
                throw new IllegalStateException("constraint");
              });
        });
    owe("lane", "error");
    owe("lane", "effect");
    owe("lane", "payload");
    jdbc.update(
        "UPDATE obligation SET payload = '7' WHERE kind = ? AND reference = 'payload'", kind);
    for (String reference : List.of("error", "effect", "payload")) {
      await().atMost(SOON).until(() -> "STUCK".equals(state(reference)));
    }
  }

  @Test
  void onlyFailuresInARowMakeItStuck() {
    List<String> told = new CopyOnWriteArrayList<>();
    onStuck = told::add;
    worker(
        claim ->
            switch (claim.attempt()) {
              case 3 -> Outcome.again("unknown", Duration.ZERO);
              case 6 -> Outcome.settled();
              default -> throw new java.io.IOException("connection reset");
            });
    owe("lane", "1");
    await().atMost(SOON).until(() -> "SETTLED".equals(state("1")));
    assertThat(told).isEmpty();
  }

  @Test
  void whatKillsItsWorkerAgainAndAgainIsStuck() {
    owe("lane", "1");
    for (int i = 0; i <= ATTEMPTS_TO_STUCK; i++) {
      assertThat(state("1")).isEqualTo("OPEN");
      jdbc.update("UPDATE obligation SET next_attempt_at = NOW(6) WHERE kind = ?", kind);
      transaction.executeWithoutResult(
          _ ->
              mapper.lease(
                  mapper.lockDue(lane("lane"), List.of(kind), 1).stream()
                      .map(ObligationMapper.Row::id)
                      .toList(),
                  LEASE.toMillis(),
                  ATTEMPTS_TO_STUCK));
    }
    assertThat(state("1")).isEqualTo("STUCK");
    assertThat(line().reason()).isEqualTo("attempts end without an outcome");
  }

  @Test
  void oneWhoseLeaseExpiredCannotCloseIt() throws Exception {
    List<String> effects = new CopyOnWriteArrayList<>();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch end = latch();
    worker(
        Duration.ofMillis(100),
        _ -> {
          inside.countDown();
          awaitWhateverHappens(end);
          return Outcome.settled(() -> effects.add("late"));
        });
    owe("lane", "1");
    inside.await();
    workers.getFirst().stopClaiming();
    worker(claim -> Outcome.settled(() -> effects.add("attempt " + claim.attempt())));
    await().atMost(SOON).until(() -> "SETTLED".equals(state("1")));
    end.countDown();
    await().atMost(SOON).until(() -> meter.fenced.get() == 1);
    assertThat(effects).containsExactly("attempt 2");
  }

  @Test
  void leaseIsRenewedWhileAnAttemptRuns() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch end = latch();
    Attempt slow =
        _ -> {
          attempts.incrementAndGet();
          inside.countDown();
          end.await();
          return Outcome.settled();
        };
    worker(slow);
    worker(slow);
    owe("lane", "1");
    inside.await();
    await().during(LEASE.multipliedBy(3)).atMost(SOON).until(() -> attempts.get() == 1);
    end.countDown();
    await().atMost(SOON).until(() -> "SETTLED".equals(state("1")));
    assertThat(attempts).hasValue(1);
  }

  @Test
  void whatADeadWorkerHeldIsTriedByAnother() {
    owe("lane", "1");
    transaction.executeWithoutResult(
        _ ->
            mapper.lease(
                mapper.lockDue(lane("lane"), List.of(kind), 1).stream()
                    .map(ObligationMapper.Row::id)
                    .toList(),
                LEASE.toMillis(),
                ATTEMPTS_TO_STUCK));
    List<Integer> attempts = new CopyOnWriteArrayList<>();
    worker(
        claim -> {
          attempts.add(claim.attempt());
          return Outcome.settled();
        });
    await().atMost(SOON).until(() -> "SETTLED".equals(state("1")));
    assertThat(attempts).as("the dead attempt counts").containsExactly(2);
  }

  @Test
  void aHungLaneLeavesTheOthersAlone() {
    CountDownLatch end = latch();
    AtomicInteger hanging = new AtomicInteger();
    worker(
        claim -> {
          if (claim.lane().equals(lane("dead"))) {
            hanging.incrementAndGet();
            end.await();
          }
          return Outcome.settled();
        });
    for (int i = 0; i < 20; i++) {
      owe("dead", "dead-" + i);
    }
    await().atMost(SOON).until(() -> hanging.get() == 4);
    for (int i = 0; i < 50; i++) {
      owe("alive", "alive-" + i);
    }
    await().atMost(SOON).until(() -> settled() == 50);
    assertThat(hanging).as("a lane has only its own places").hasValue(4);
    end.countDown();
    await().atMost(SOON).until(() -> settled() == 70);
  }

  @Test
  void severalWorkersAttemptEachOnce() {
    Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
    Attempt count =
        claim -> {
          attempts.computeIfAbsent(claim.reference(), _ -> new AtomicInteger()).incrementAndGet();
          return Outcome.settled();
        };
    worker(count);
    worker(count);
    worker(count);
    for (int i = 0; i < 120; i++) {
      owe("lane" + i % 3, "r" + i);
    }
    await().atMost(SOON).until(() -> settled() == 120);
    assertThat(attempts).hasSize(120);
    assertThat(attempts.values()).allSatisfy(n -> assertThat(n).hasValue(1));
  }

  @Test
  void waitsUntilItIsDue() {
    AtomicInteger attempts = new AtomicInteger();
    worker(
        _ -> {
          attempts.incrementAndGet();
          return Outcome.settled();
        });
    transaction.executeWithoutResult(
        _ ->
            obligations.owe(
                new NewObligation(
                    kind, lane("lane"), "1", new Debt("x"), clock.instant().plusMillis(1_500))));
    await().during(Duration.ofSeconds(1)).atMost(SOON).until(() -> attempts.get() == 0);
    await().atMost(SOON).until(() -> "SETTLED".equals(state("1")));
  }

  private void worker(Attempt attempt) {
    worker(Duration.ofSeconds(30), attempt);
  }

  private void worker(Duration attemptTimeout, Attempt attempt) {
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
                LEASE,
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

  private boolean owe(String lane, String reference) {
    Boolean fresh = transaction.execute(_ -> obligations.owe(debt(lane, reference)));
    workers.forEach(ObligationWorker::wake);
    return Boolean.TRUE.equals(fresh);
  }

  private NewObligation debt(String lane, String reference) {
    return new NewObligation(kind, lane(lane), reference, new Debt(lane), clock.instant());
  }

  /** Lanes are the tests' own too, or workers of one test would look at rows of another. */
  private String lane(String name) {
    return name + "-" + kind;
  }

  /** The one row of this test that is stuck. */
  private ObligationMapper.Line line() {
    return mapper.page("STUCK", 0, 200).stream()
        .filter(line -> line.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private CountDownLatch latch() {
    CountDownLatch latch = new CountDownLatch(1);
    latches.add(latch);
    return latch;
  }

  /** As a handler that does not listen to interrupts. */
  private static void awaitWhateverHappens(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private String state(String reference) {
    return jdbc.queryForObject(
        "SELECT state FROM obligation WHERE kind = ? AND reference = ?",
        String.class,
        kind,
        reference);
  }

  private int settled() {
    return jdbc.queryForObject(
        "SELECT COUNT(*) FROM obligation WHERE kind = ? AND state = 'SETTLED'",
        Integer.class,
        kind);
  }

  private int count() {
    return jdbc.queryForObject(
        "SELECT COUNT(*) FROM obligation WHERE kind = ?", Integer.class, kind);
  }

  private static class CountingMeter implements ObligationWorker.Meter {
    private final AtomicInteger fenced = new AtomicInteger();

    @Override
    public void attempted(String kind, String lane, String outcome, Duration took) {}

    @Override
    public void fencedOff(String kind, String lane) {
      fenced.incrementAndGet();
    }
  }
}
