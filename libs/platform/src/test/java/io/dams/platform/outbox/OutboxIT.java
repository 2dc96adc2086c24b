package io.dams.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

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
  void messagesOfATransactionKeepTheOrderOfTheirKey() {
    String key = key();
    write(new OutboxMessage(TOPIC, key + "b", new Note(0)));
    transaction.executeWithoutResult(
        _ -> {
          for (int i = 1; i <= 50; i++) {
            outbox.send(new OutboxMessage(TOPIC, key + "b", new Note(i)));
            outbox.send(new OutboxMessage(TOPIC, key + "a", new Note(i)));
          }
        });
    write(new OutboxMessage(TOPIC, key + "a", new Note(51)));
    relay(kafkaSender());
    List<ConsumerRecord<String, byte[]>> all = received(key, 102);
    for (String each : List.of(key + "a", key + "b")) {
      List<ConsumerRecord<String, byte[]>> ofKey =
          all.stream().filter(r -> r.key().equals(each)).toList();
      int first = each.endsWith("a") ? 1 : 0;
      assertThat(sequences(ofKey))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 51).boxed().toList());
      assertThat(ofKey)
          .extracting(this::text)
          .containsExactlyElementsOf(
              IntStream.range(first, first + 51).mapToObj("{\"number\":%d}"::formatted).toList());
    }
  }

  /** Their keys are locked in one order, whatever the order of the messages. */
  @Test
  void writersOfTheSameKeysNeverWaitForEachOtherInACircle() throws Exception {
    String key = key();
    write(new OutboxMessage(TOPIC, key + "a", new Note(0)));
    write(new OutboxMessage(TOPIC, key + "b", new Note(0)));
    List<Future<?>> writers = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 100; i++) {
        List<String> keys = i % 2 == 0 ? List.of("a", "b") : List.of("b", "a");
        writers.add(threads.submit(() -> writeAll(key, keys)));
      }
    }
    for (Future<?> writer : writers) {
      writer.get();
    }
    assertThat(waitingOf(key + "a")).isEqualTo(101);
    jdbc.update("DELETE FROM message_outbox WHERE message_key LIKE ?", key + "%");
  }

  private void writeAll(String key, List<String> endings) {
    transaction.executeWithoutResult(
        _ -> endings.forEach(one -> outbox.send(new OutboxMessage(TOPIC, key + one, new Note(1)))));
  }

  @Test
  void transactionWithinAnotherSendsItsOwnMessages() {
    String key = key();
    TransactionTemplate apart =
        new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
    apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    transaction.executeWithoutResult(
        status -> {
          outbox.send(new OutboxMessage(TOPIC, key, new Note(1)));
          apart.executeWithoutResult(_ -> outbox.send(new OutboxMessage(TOPIC, key, new Note(2))));
          outbox.send(new OutboxMessage(TOPIC, key, new Note(3)));
          status.setRollbackOnly();
        });
    relay(kafkaSender());
    assertThat(received(key, 1)).extracting(this::text).containsExactly("{\"number\":2}");
  }

  @Test
  void writesMoreAtOnceThanAStatementCanHold() {
    String key = key();
    transaction.executeWithoutResult(
        _ -> {
          for (int i = 0; i < 32; i++) {
            outbox.send(new OutboxMessage(TOPIC, key, "x".repeat(800_000)));
          }
        });
    assertThat(waitingOf(key)).isEqualTo(32);
    jdbc.update("DELETE FROM message_outbox WHERE message_key = ?", key);
  }

  @Test
  void refusesAMessageThatComesAfterTheCommit() {
    String key = key();
    List<Throwable> refused = new ArrayList<>();
    transaction.executeWithoutResult(
        _ -> {
          outbox.send(new OutboxMessage(TOPIC, key, new Note(1)));
          TransactionSynchronizationManager.registerSynchronization(
              new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                  try {
                    outbox.send(new OutboxMessage(TOPIC, key, new Note(2)));
                  } catch (IllegalStateException e) {
                    refused.add(e);
                  }
                }
              });
        });
    assertThat(refused).hasSize(1);
    relay(kafkaSender());
    assertThat(received(key, 1)).extracting(this::text).containsExactly("{\"number\":1}");
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
