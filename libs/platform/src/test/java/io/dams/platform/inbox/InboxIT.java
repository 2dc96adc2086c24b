package io.dams.platform.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.Topics;
import io.dams.platform.PlatformIT;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.listener.BatchListenerFailedException;
import tools.jackson.databind.json.JsonMapper;

@PlatformIT
class InboxIT {

  @Autowired Inbox inbox;
  @Autowired CoreStream core;
  @Autowired InboxMapper mapper;
  @Autowired JdbcTemplate jdbc;
  @Autowired JsonMapper json;

  @Test
  void takesEffectOnceForEachConsumer() {
    InboundMessage message = message();
    AtomicInteger effects = new AtomicInteger();
    assertThat(inbox.once("a", message, effects::incrementAndGet)).isTrue();
    assertThat(inbox.once("a", message, effects::incrementAndGet)).isFalse();
    assertThat(inbox.once("b", message, effects::incrementAndGet)).isTrue();
    assertThat(effects).hasValue(2);
  }

  @Test
  void notesNothingWhenTheEffectFails() {
    InboundMessage message = message();
    assertThatThrownBy(
            () ->
                inbox.once(
                    "a",
                    message,
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");
    AtomicInteger effects = new AtomicInteger();
    assertThat(inbox.once("a", message, effects::incrementAndGet)).isTrue();
    assertThat(effects).hasValue(1);
  }

  @Test
  void aNumberThatHasGoneByTakesNoEffectAndOneTooEarlyIsRefused() {
    String key = "k" + UUID.randomUUID();
    List<Long> seen = new ArrayList<>();
    for (long number : new long[] {1, 2, 1, 2, 3}) {
      inbox.once("a", message(key, number), () -> seen.add(number));
    }
    assertThat(seen).containsExactly(1L, 2L, 3L);
    assertThatThrownBy(() -> inbox.once("a", message(key, 5), () -> seen.add(5L)))
        .isInstanceOfSatisfying(
            SequenceGapException.class, gap -> assertThat(gap.waitsFor()).isEqualTo(4));
    inbox.once("a", message(key, 0), () -> seen.add(0L));
    assertThat(seen).as("without a number: not checked").containsExactly(1L, 2L, 3L, 0L);
  }

  /** Its id was pruned; its number tells. */
  @Test
  void aDuplicateAfterItsIdWasForgottenTakesNoEffect() {
    InboundMessage message = message();
    AtomicInteger effects = new AtomicInteger();
    inbox.once("a", message, effects::incrementAndGet);
    jdbc.update("DELETE FROM message_history WHERE message_id = ?", message.id());
    assertThat(inbox.once("a", message, effects::incrementAndGet)).isFalse();
    assertThat(effects).hasValue(1);
  }

  @Test
  void aNumberIsNotUsedUpWhenTheEffectFails() {
    String key = "k" + UUID.randomUUID();
    assertThatThrownBy(
            () ->
                inbox.once(
                    "a",
                    message(key, 1),
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");
    assertThat(inbox.once("a", message(key, 1), () -> {})).isTrue();
  }

  @Test
  void twoWorkersWithOneRecordAfterARebalanceTakeEffectOnce() throws Exception {
    InboundMessage message = message();
    AtomicInteger effects = new AtomicInteger();
    List<Callable<Boolean>> workers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      workers.add(() -> inbox.once("a", message, effects::incrementAndGet));
    }
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var worker : threads.invokeAll(workers)) {
        worker.get();
      }
    }
    assertThat(effects).hasValue(1);
  }

  @Test
  void refusesAnIdThatDoesNotFitInsteadOfCuttingIt() {
    InboundMessage message =
        new InboundMessage("x".repeat(121), "T", "s", 1, "t", 0, 0, "k", new byte[0], null);
    assertThatThrownBy(() -> inbox.once("a", message, () -> {})).isInstanceOf(Exception.class);
  }

  @Test
  void takesWhatAPollGaveInOneRunWithoutTheDuplicatesInIt() {
    String key = "k" + UUID.randomUUID();
    List<ConsumerRecord<String, byte[]>> polled = polled(key, 1, 2, 2, 3);
    List<List<Long>> runs = new ArrayList<>();
    inbox.take("a", polled, run -> runs.add(sequences(run)));
    inbox.take("a", polled, run -> runs.add(sequences(run)));
    assertThat(runs).containsExactly(List.of(1L, 2L, 3L));
  }

  @Test
  void aLongRunLosesNothingBesideWhatCameBefore() {
    List<InboundMessage> run =
        Stream.generate(InboxIT::message)
            .limit(47)
            .collect(Collectors.toCollection(ArrayList::new));
    for (int before : List.of(3, 40, 46)) {
      inbox.once("a", run.get(before), () -> {});
    }
    run.add(run.get(5));
    List<InboundMessage> seen = new ArrayList<>();
    inbox.all("a", run, seen::addAll);
    assertThat(seen).hasSize(44).containsExactlyElementsOf(without(run, 3, 40, 46, 47));
    assertThat(inbox.all("a", run, _ -> seen.clear())).isZero();
    assertThat(seen).hasSize(44);
  }

  private static List<InboundMessage> without(List<InboundMessage> run, Integer... places) {
    return IntStream.range(0, run.size())
        .filter(place -> !List.of(places).contains(place))
        .mapToObj(run::get)
        .toList();
  }

  @Test
  void aRunOpensKeysBesideThoseThatAreOpenAndDropsWhatHasGoneBy() {
    String open = "open" + UUID.randomUUID();
    String fresh = "fresh" + UUID.randomUUID();
    String other = "other" + UUID.randomUUID();
    inbox.once("a", message(open, 1), () -> {});
    List<InboundMessage> run =
        List.of(
            message(fresh, 1),
            message(open, 2),
            message(open, 1),
            message(other, 1),
            message(fresh, 2),
            message(other, 0),
            message(open, 3));
    List<InboundMessage> seen = new ArrayList<>();
    inbox.all("a", run, seen::addAll);
    assertThat(seen).containsExactlyElementsOf(without(run, 2));
    String turned = key();
    List<InboundMessage> turnedRun = List.of(message(turned, 2), message(turned, 1), message());
    assertThatThrownBy(() -> inbox.all("a", turnedRun, seen::addAll))
        .isInstanceOf(SequenceGapException.class);
    assertThat(seen).hasSize(6);
  }

  private static String key() {
    return "k" + UUID.randomUUID();
  }

  @Test
  void aRunThatFailsGoesOneByOneAndNamesTheMessageThatFails() {
    String key = "k" + UUID.randomUUID();
    List<ConsumerRecord<String, byte[]>> polled = polled(key, 1, 2, 3, 4);
    List<List<Long>> runs = new ArrayList<>();
    Consumer<List<InboundMessage>> effect =
        run -> {
          if (sequences(run).contains(3L)) {
            throw new IllegalStateException("3 is poison");
          }
          runs.add(sequences(run));
        };
    assertThatThrownBy(() -> inbox.take("a", polled, effect))
        .isInstanceOfSatisfying(
            BatchListenerFailedException.class,
            at -> assertThat(at.getRecord()).isSameAs(polled.get(2)))
        .hasRootCauseMessage("3 is poison");
    assertThat(runs).containsExactly(List.of(1L), List.of(2L));
    inbox.take("a", polled, run -> runs.add(sequences(run)));
    assertThat(runs).containsExactly(List.of(1L), List.of(2L), List.of(3L, 4L));
  }

  private static List<ConsumerRecord<String, byte[]>> polled(String key, long... sequences) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    for (long sequence : sequences) {
      var record = new ConsumerRecord<>("t", 0, records.size(), key, new byte[0]);
      Map.of(
              Topics.CE_ID,
              key + "-" + sequence,
              Topics.CE_TYPE,
              "T",
              Topics.CE_SOURCE,
              "test",
              Topics.CE_SEQUENCE,
              Long.toString(sequence))
          .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
      records.add(record);
    }
    return records;
  }

  private static List<Long> sequences(List<InboundMessage> run) {
    return run.stream().map(InboundMessage::sequence).toList();
  }

  @Test
  void prunesWhatIsOldAndKeepsTheRest() {
    InboundMessage old = message();
    InboundMessage young = message();
    inbox.once("a", old, () -> {});
    inbox.once("a", young, () -> {});
    jdbc.update(
        "UPDATE message_history SET received_at = NOW(6) - INTERVAL 31 DAY WHERE message_id = ?",
        old.id());
    assertThat(mapper.prune(30, 1_000)).isGreaterThanOrEqualTo(1);
    assertThat(noted(old)).isZero();
    assertThat(noted(young)).isEqualTo(1);
  }

  @Test
  void coreStreamDropsDuplicatesAndRefusesGaps() {
    String consumer = "c" + UUID.randomUUID();
    List<Long> seen = new ArrayList<>();
    for (long sequence : new long[] {1, 2, 2, 1, 3}) {
      core.once(consumer, event(0, sequence), () -> seen.add(sequence));
    }
    assertThat(seen).containsExactly(1L, 2L, 3L);
    assertThatThrownBy(() -> core.once(consumer, event(0, 5), () -> seen.add(5L)))
        .isInstanceOf(StreamGapException.class);
    assertThatThrownBy(() -> core.once(consumer, event(1, 2), () -> seen.add(2L)))
        .isInstanceOf(StreamGapException.class);
    assertThat(seen).containsExactly(1L, 2L, 3L);
  }

  @Test
  void coreStreamTakesARunOfEventsWithoutTheDuplicatesInIt() {
    String consumer = "run-" + UUID.randomUUID();
    List<Long> seen = new ArrayList<>();
    core.once(consumer, event(0, 1), () -> seen.add(1L));
    List<CoreEvent> run = List.of(event(0, 1), event(0, 2), event(0, 3), event(0, 3), event(0, 4));
    assertThat(core.all(consumer, run, fresh -> fresh.forEach(it -> seen.add(it.sequence()))))
        .isEqualTo(3);
    assertThat(core.all(consumer, run, _ -> seen.add(99L))).isZero();
    assertThat(seen).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void coreStreamTakesNothingOfARunWithAGapOrAFailure() {
    String consumer = "run-" + UUID.randomUUID();
    List<Long> seen = new ArrayList<>();
    assertThatThrownBy(
            () -> core.all(consumer, List.of(event(0, 1), event(0, 3)), _ -> seen.add(99L)))
        .isInstanceOf(StreamGapException.class);
    assertThatThrownBy(
            () ->
                core.all(
                    consumer,
                    List.of(event(0, 1), event(0, 2)),
                    _ -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");
    assertThat(core.all(consumer, List.of(event(0, 1), event(0, 2)), _ -> seen.add(2L)))
        .isEqualTo(2);
    assertThat(seen).containsExactly(2L);
  }

  @Test
  void coreStreamTakesWhatAPollGaveInOneRun() {
    List<List<Long>> runs = new ArrayList<>();
    core.take("poll-" + UUID.randomUUID(), polled(1, 2, 2, 3), run -> runs.add(numbers(run)));
    assertThat(runs).containsExactly(List.of(1L, 2L, 3L));
  }

  /** Everything before the one that does not fit is done, and nothing after it. */
  @Test
  void aRunThatFailsGoesOneByOneAndNamesTheEventThatDoesNotFit() {
    String consumer = "poll-" + UUID.randomUUID();
    List<List<Long>> runs = new ArrayList<>();
    Consumer<List<CoreEvent>> effect =
        run -> {
          if (numbers(run).contains(3L)) {
            throw new IllegalStateException("3 does not fit");
          }
          runs.add(numbers(run));
        };
    assertThatThrownBy(() -> core.take(consumer, polled(1, 2, 3, 4), effect))
        .isInstanceOfSatisfying(
            BatchListenerFailedException.class, at -> assertThat(at.getIndex()).isEqualTo(2))
        .hasRootCauseMessage("3 does not fit");
    assertThat(runs).containsExactly(List.of(1L), List.of(2L));
    core.take(consumer, polled(1, 2, 3, 4), run -> runs.add(numbers(run)));
    assertThat(runs).containsExactly(List.of(1L), List.of(2L), List.of(3L, 4L));
  }

  private List<ConsumerRecord<String, byte[]>> polled(long... sequences) {
    return LongStream.of(sequences)
        .mapToObj(
            sequence ->
                new ConsumerRecord<>(
                    "t", 0, sequence, "0", json.writeValueAsBytes(event(0, sequence))))
        .toList();
  }

  private static List<Long> numbers(List<CoreEvent> run) {
    return run.stream().map(CoreEvent::sequence).toList();
  }

  @Test
  void coreStreamStandsStillWhenTheEffectFails() {
    String consumer = "c" + UUID.randomUUID();
    assertThatThrownBy(
            () ->
                core.once(
                    consumer,
                    event(0, 1),
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");
    assertThat(core.once(consumer, event(0, 1), () -> {})).isTrue();
  }

  private int noted(InboundMessage message) {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "SELECT COUNT(*) FROM message_history WHERE message_id = ?",
            Integer.class,
            message.id()));
  }

  private static CoreEvent event(int shard, long sequence) {
    return new CoreEvent(
        shard,
        sequence,
        sequence,
        true,
        Instant.EPOCH,
        new CoreEvent.DepthChanged(
            new io.dams.contracts.id.ContractId("SKY-DMT"), List.of(), List.of(), 0));
  }

  private static InboundMessage message() {
    return message("k" + UUID.randomUUID(), 1);
  }

  private static InboundMessage message(String key, long sequence) {
    return new InboundMessage(
        UUID.randomUUID().toString(), "T", "test", sequence, "t", 0, 0, key, new byte[0], null);
  }
}
