package io.dams.platform.obligation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.platform.PlatformIT;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is owed in a worker's process is claimed as it is written, and attempted after that. */
@PlatformIT
class FirstAttemptIT extends ObligationTest {

  private static final int PLACES = 4;

  @Test
  void isClaimedWithItsRowAndBeginsAfterTheCommit() {
    List<Integer> attempts = new CopyOnWriteArrayList<>();
    worker(
        claim -> {
          attempts.add(claim.attempt());
          return Outcome.settled();
        });
    transaction.executeWithoutResult(
        _ -> {
          here().owe(debt("lane", "1"));
          assertThat(claims()).isOne();
          assertThat(attempts).isEmpty();
        });
    await().atMost(SOON).until(() -> "SETTLED".equals(state("1")));
    assertThat(attempts).containsExactly(1);
  }

  @Test
  void isNotMadeWhenTheTransactionRollsBackAndItsPlaceIsFree() {
    AtomicInteger attempts = new AtomicInteger();
    worker(
        _ -> {
          attempts.incrementAndGet();
          return Outcome.settled();
        });
    for (int i = 0; i < 2; i++) {
      transaction.executeWithoutResult(
          status -> {
            oweAll(PLACES);
            assertThat(claims()).isEqualTo(PLACES);
            status.setRollbackOnly();
          });
    }
    owe("lane", "last");
    await().atMost(SOON).until(() -> "SETTLED".equals(state("last")));
    assertThat(attempts).hasValue(1);
  }

  @Test
  void givesItsPlaceBackWhenTheSameWasOwedBefore() {
    worker(_ -> Outcome.settled());
    owe("lane", "1");
    await().atMost(SOON).until(() -> "SETTLED".equals(state("1")));
    for (int i = 0; i < PLACES; i++) {
      assertThat(owe("lane", "1")).isFalse();
    }
    transaction.executeWithoutResult(
        _ -> {
          here().owe(debt("lane", "2"));
          assertThat(claims()).isOne();
        });
    await().atMost(SOON).until(() -> settled() == 2);
  }

  @Test
  void thatAStopCutOffIsMadeByAnotherWhenTheLeaseEnds() {
    List<Integer> attempts = new CopyOnWriteArrayList<>();
    Attempt attempt =
        claim -> {
          attempts.add(claim.attempt());
          return Outcome.settled();
        };
    worker(SHORT_LEASE, SOON, attempt);
    transaction.executeWithoutResult(
        _ -> {
          here().owe(debt("lane", "1"));
          workers.getFirst().stopClaiming();
        });
    assertThat(claims()).isOne();
    worker(attempt);
    await().atMost(SOON).until(() -> "SETTLED".equals(state("1")));
    assertThat(attempts).as("the one that was cut off counts").containsExactly(2);
  }

  @Test
  void waitsForAPlaceInAFullLane() {
    CountDownLatch end = latch();
    AtomicInteger inside = new AtomicInteger();
    worker(
        _ -> {
          inside.incrementAndGet();
          end.await();
          return Outcome.settled();
        });
    transaction.executeWithoutResult(_ -> oweAll(PLACES + 3));
    await().atMost(SOON).until(() -> inside.get() == PLACES);
    assertThat(claims()).isEqualTo(PLACES);
    end.countDown();
    await().atMost(SOON).until(() -> settled() == PLACES + 3);
  }

  @Test
  void ofWhatIsNotDueIsNotClaimedAndItsPlaceIsFree() {
    worker(_ -> Outcome.settled());
    Instant later = clock.instant().plus(Duration.ofHours(1));
    transaction.executeWithoutResult(
        _ -> {
          for (int i = 0; i < PLACES; i++) {
            here().owe(new NewObligation(kind, lane("lane"), "late" + i, new Debt("x"), later));
          }
        });
    assertThat(claims()).isZero();
    owe("lane", "now");
    await().atMost(SOON).until(() -> "SETTLED".equals(state("now")));
    assertThat(settled()).isOne();
  }

  private void oweAll(int count) {
    for (int i = 0; i < count; i++) {
      here().owe(debt("lane", "r" + i));
    }
  }

  private Obligations here() {
    return obligations(workers.getFirst());
  }

  /** Rows of this test under a lease, as the current transaction sees them. */
  private int claims() {
    return jdbc.queryForObject(
        "SELECT COUNT(*) FROM obligation WHERE kind = ? AND lease_until IS NOT NULL",
        Integer.class,
        kind);
  }
}
