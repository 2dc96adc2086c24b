package io.dams.platform.obligation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.platform.PlatformIT;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
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

  /** Renewed at a third of it: a stall of the other two thirds is survived. */
  private static final Duration RENEWED_LEASE = Duration.ofSeconds(6);

  @Test
  void oneWhoseLeaseExpiredCannotCloseIt() throws Exception {
    List<String> effects = new CopyOnWriteArrayList<>();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch end = latch();
    worker(
        SHORT_LEASE,
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
    worker(RENEWED_LEASE, SOON, slow);
    worker(RENEWED_LEASE, SOON, slow);
    owe("lane", "1");
    inside.await();
    Instant first = leasedUntil("1");
    await().atMost(SOON).until(() -> leasedUntil("1").isAfter(first.plus(RENEWED_LEASE)));
    end.countDown();
    await().atMost(SOON).until(() -> "SETTLED".equals(state("1")));
    assertThat(attempts).hasValue(1);
  }

  private Instant leasedUntil(String reference) {
    return jdbc.queryForObject(
            "SELECT lease_until FROM obligation WHERE kind = ? AND reference = ?",
            LocalDateTime.class,
            kind,
            reference)
        .toInstant(ZoneOffset.UTC);
  }

  @Test
  void theLeaseOfAnAttemptThatHasEndedIsNotRenewed() {
    owe("lane", "1");
    ObligationMapper.Row row =
        transaction.execute(
            _ -> {
              ObligationMapper.Row due = mapper.lockDue(lane("lane"), List.of(kind), 1).getFirst();
              mapper.lease(List.of(due.id()), SOON.toMillis(), ATTEMPTS_TO_STUCK);
              return due;
            });
    assertThat(mapper.renew(row.id(), row.fence(), SOON.toMillis())).isOne();
    assertThat(mapper.postpone(row.id(), row.fence(), false, false, "again", 0)).isOne();
    assertThat(mapper.renew(row.id(), row.fence(), SOON.toMillis())).isZero();
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
                SHORT_LEASE.toMillis(),
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
}
