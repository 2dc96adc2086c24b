package io.dams.platform.obligation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dams.platform.PlatformIT;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is owed is attempted until it is settled, and settled once. */
@PlatformIT
class ObligationsIT extends ObligationTest {

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
  void waitsUntilItIsDue() {
    List<Instant> attempts = new CopyOnWriteArrayList<>();
    worker(
        _ -> {
          attempts.add(clock.instant());
          return Outcome.settled();
        });
    Instant due = clock.instant().plusMillis(1_500).truncatedTo(ChronoUnit.MILLIS);
    transaction.executeWithoutResult(
        _ -> obligations.owe(new NewObligation(kind, lane("lane"), "1", new Debt("x"), due)));
    await().atMost(SOON).until(() -> "SETTLED".equals(state("1")));
    assertThat(attempts).hasSize(1).first().satisfies(at -> assertThat(at).isAfterOrEqualTo(due));
  }
}
