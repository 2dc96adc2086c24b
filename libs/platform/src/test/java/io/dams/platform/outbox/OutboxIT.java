package io.dams.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.PessimisticLockingFailureException;

/** What is written in a transaction leaves, in its order, and nothing else does. */
class OutboxIT extends RelayScene {

  @Test
  void needsATransaction() {
    assertThatThrownBy(() -> outbox.send(new OutboxMessage(TOPIC, "k", new Note(1))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesWhatCouldNeverBeSent() {
    OutboxMessage tooLarge = new OutboxMessage(TOPIC, "k", "x".repeat(1_000_000));
    OutboxMessage longKey = new OutboxMessage(TOPIC, "k".repeat(121), new Note(1));
    for (OutboxMessage message : List.of(tooLarge, longKey)) {
      assertThatThrownBy(() -> write(message)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void sendsNothingOfATransactionThatRollsBack() {
    String key = key();
    transaction.executeWithoutResult(
        status -> {
          outbox.send(new OutboxMessage(TOPIC, key, new Note(1)));
          status.setRollbackOnly();
        });
    write(new OutboxMessage(TOPIC, key, new Note(2)));
    relay(kafkaSender());
    assertThat(received(key, 1)).extracting(this::text).containsExactly("{\"number\":2}");
    assertThat(sequences(received(key, 1))).containsExactly(1L);
  }

  @Test
  void numbersOfAKeyAreContiguousUnderConcurrentTransactions() throws Exception {
    String key = key();
    relay(kafkaSender());
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 80; i++) {
        int number = i;
        threads.execute(() -> sendOrRollBack(key, number));
      }
    }
    assertThat(sequences(received(key, 64)))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 64).boxed().toList());
  }

  /** Every fifth rolls back. The loser of a deadlock tries again, as a caller does. */
  private void sendOrRollBack(String key, int number) {
    for (int attempt = 1; ; attempt++) {
      try {
        transaction.executeWithoutResult(
            status -> {
              outbox.send(new OutboxMessage(TOPIC, key, new Note(number)));
              if (number % 5 == 0) {
                status.setRollbackOnly();
              }
            });
        return;
      } catch (PessimisticLockingFailureException e) {
        if (attempt == 20) {
          throw e;
        }
      }
    }
  }

  @Test
  void rowThatWasWrittenButNotSentIsStillSent() {
    String key = key();
    write(new OutboxMessage(TOPIC, key, new Note(1)));
    write(new OutboxMessage(TOPIC, key, new Note(2)));
    AtomicInteger failures = new AtomicInteger();
    OutboxRelayWorker.Sender kafka = kafkaSender();
    relay(
        row ->
            row.messageKey().equals(key) && failures.incrementAndGet() <= 2
                ? CompletableFuture.failedFuture(new TimeoutException("broker away"))
                : kafka.send(row));
    assertThat(sequences(received(key, 2))).containsExactly(1L, 2L);
    assertThat(failures.get()).isGreaterThan(2);
  }
}
