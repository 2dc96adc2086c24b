package io.dams.platform.obligation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.platform.PlatformIT;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Workers share what is owed: one attempt at a time, none for ever, each lane by itself. */
@PlatformIT
class ObligationLeaseIT extends ObligationTest {

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
    // a lease that no pause of the machine outlasts: one that expired would be tried again, rightly
    Duration lease = Duration.ofMinutes(5);
    for (int i = 0; i < 3; i++) {
      worker(lease, Duration.ofMinutes(2), count);
    }
    for (int i = 0; i < 120; i++) {
      owe("lane" + i % 3, "r" + i);
    }
    await().atMost(SOON).until(() -> settled() == 120);
    assertThat(attempts).hasSize(120);
    assertThat(attempts.values()).allSatisfy(n -> assertThat(n).hasValue(1));
  }
}
