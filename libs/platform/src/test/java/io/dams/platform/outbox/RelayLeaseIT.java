package io.dams.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.platform.inbox.InboundMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Relays that share the work, take it over from each other, and die. */
class RelayLeaseIT extends RelayScene {

  @Test
  void twoRelaysNeverReorderAKey() throws Exception {
    String prefix = key();
    int keys = 40;
    int each = 12;
    OutboxRelayWorker.Sender kafka = kafkaSender();
    AtomicInteger calls = new AtomicInteger();
    OutboxRelayWorker.Sender uneven =
        row -> {
          if (calls.incrementAndGet() % 7 == 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
          }
          return kafka.send(row);
        };
    changingRelay(uneven);
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int n = 0; n < each; n++) {
        for (int k = 0; k < keys; k++) {
          OutboxMessage message = new OutboxMessage(TOPIC, prefix + k, new Note(n));
          threads.execute(() -> write(message));
        }
        if (n == each / 3) {
          changingRelay(uneven);
        }
        if (n == each / 2) {
          changingRelay(uneven);
          relays.getFirst().stop();
        }
      }
    }
    Map<String, List<Long>> byKey = new LinkedHashMap<>();
    for (ConsumerRecord<String, byte[]> r : receivedOf(prefix, keys * each)) {
      byKey.computeIfAbsent(r.key(), _ -> new ArrayList<>()).add(sequence(r));
    }
    assertThat(byKey).hasSize(keys);
    byKey.values().forEach(s -> assertThat(distinct(s)).isSorted().hasSize(each));
  }

  @Test
  void relayKilledBetweenSendAndDeleteSendsAgainWithTheSameIdWhichTheInboxDrops() {
    String key = key();
    write(new OutboxMessage(TOPIC, key, new Note(1)));
    OutboxRelayWorker.Sender kafka = kafkaSender();
    OutboxRelayWorker dying = onlyRelay(row -> diesAfter(kafka.send(row)));
    assertThatThrownBy(dying::pass).isInstanceOf(Killed.class);

    endLeases();
    relay(kafka);
    List<ConsumerRecord<String, byte[]>> twice = receivedOf(key, 2).subList(0, 2);
    assertThat(twice).extracting(r -> InboundMessage.of(r).id()).containsOnly(id(twice.getFirst()));
    assertThat(sequences(twice)).containsExactly(1L, 1L);
    AtomicInteger effects = new AtomicInteger();
    List<Boolean> answers =
        twice.stream()
            .map(r -> inbox.once("outbox-it", InboundMessage.of(r), effects::incrementAndGet))
            .toList();
    assertThat(answers).containsExactly(true, false);
    assertThat(effects).hasValue(1);
  }

  @Test
  void anErrorDoesNotEndTheRelay() {
    String key = key();
    write(new OutboxMessage(TOPIC, key, new Note(1)));
    AtomicBoolean failed = new AtomicBoolean();
    OutboxRelayWorker.Sender kafka = kafkaSender();
    relay(
        row -> {
          if (row.messageKey().equals(key) && failed.compareAndSet(false, true)) {
            throw new NoClassDefFoundError("lost");
          }
          return kafka.send(row);
        });
    assertThat(sequences(received(key, 1))).containsExactly(1L);
    assertThat(failed).isTrue();
  }

  @Test
  void relayWhoseBucketsWentToAnotherDeletesNothing() throws Exception {
    String key = key();
    write(new OutboxMessage(TOPIC, key, new Note(1)));
    CountDownLatch sending = new CountDownLatch(1);
    CompletableFuture<Object> answer = new CompletableFuture<>();
    OutboxRelayWorker paused =
        onlyRelay(
            _ -> {
              sending.countDown();
              return answer;
            });
    CompletableFuture<Void> pass = CompletableFuture.runAsync(paused::pass);
    assertThat(sending.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();

    endLeases();
    OutboxRelayWorker successor =
        new OutboxRelayWorker(
            mapper, _ -> CompletableFuture.failedFuture(new TimeoutException()), calm(), owner());
    successor.keepLeases();
    assertThat(successor.pass()).isPositive();
    answer.complete("acknowledged");
    pass.get(SOON.toSeconds(), TimeUnit.SECONDS);
    assertThat(waitingOf(key)).as("only the bucket's owner deletes").isEqualTo(1);
  }

  /** What a kill -9 does to the thread. */
  private static class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static CompletableFuture<Object> diesAfter(CompletableFuture<?> sent) {
    sent.join();
    throw new Killed();
  }
}
