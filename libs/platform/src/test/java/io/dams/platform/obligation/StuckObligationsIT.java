package io.dams.platform.obligation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.dams.platform.PlatformIT;
import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What cannot be done is listed, told and still tried; hastening tries it now. */
@PlatformIT
class StuckObligationsIT extends ObligationTest {

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

  /** The database refuses to compare such a name, as nothing of ours has one. */
  @Test
  void anOperatorFindsNothingUnderANameOfAnotherAlphabet() {
    var controller = new ObligationController(mapper, obligations);
    for (List<String> name : List.of(List.of("１", "1"), List.of(kind, "１"), List.of("𝒜", "1"))) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> controller.hasten(name.getFirst(), name.getLast()))
          .extracting(ProblemException::type)
          .isEqualTo(CommonProblem.NOT_FOUND);
    }
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
                  SHORT_LEASE.toMillis(),
                  ATTEMPTS_TO_STUCK));
    }
    assertThat(state("1")).isEqualTo("STUCK");
    assertThat(line().reason()).isEqualTo("attempts end without an outcome");
  }
}
