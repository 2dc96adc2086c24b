package io.dams.matching.replay;

import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.Topics;
import io.dams.matching.log.CommandLogClient;
import io.dams.matching.log.CoreRecordMapper;
import io.dams.matching.log.KafkaSettings;
import io.dams.matching.log.LoggedCommand;
import io.dams.matching.log.PartitionReadClient;
import io.dams.matching.snapshot.SnapshotReadClient;
import io.dams.matching.takeover.Replica;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Replays one shard's log from its beginning, and compares on the way: each event with the one that
 * stands in the stream, byte for byte, and the state with every hash that was recorded with a
 * snapshot. It reads only.
 */
class ReplayClient {

  private final int shard;
  private final KafkaSettings settings;
  private final CoreRecordMapper mapper;
  private final List<Long> comparedHashes = new ArrayList<>();
  private long comparedEvents;
  private @Nullable String difference;

  ReplayClient(int shard, KafkaSettings settings, CoreRecordMapper mapper) {
    this.shard = shard;
    this.settings = settings;
    this.mapper = mapper;
  }

  /**
   * Replays to the end of a stretch of log time, or to the end of what is committed.
   *
   * @param begin when the stretch begins, by log time
   * @param end when it ends
   */
  ReplayReport replay(Instant begin, Instant end) {
    long startNanos = System.nanoTime();
    TopicPartition partition = new TopicPartition(Topics.CORE_EVENT, shard);
    Duration timeout = settings.properties().callTimeout();
    try (CommandLogClient log = new CommandLogClient(shard, settings, mapper);
        SnapshotReadClient snapshots = new SnapshotReadClient(shard, settings, mapper);
        KafkaConsumer<String, byte[]> consumer =
            new KafkaConsumer<>(settings.consumer("replay-" + shard))) {
      consumer.assign(List.of(partition));
      PartitionReadClient stream = new PartitionReadClient(consumer, partition, timeout);
      Iterator<ConsumerRecord<String, byte[]>> recorded =
          stream.between(stream.beginning(), stream.end());
      SortedMap<Long, String> hashes = snapshots.hashes();
      Replica replica = Replica.empty(shard, log, mapper);
      Stretch stretch = new Stretch(begin, end);
      long committed = log.committed().nextOffset();
      replica.replay(
          committed,
          next -> goesOn(replica, next, hashes, stretch),
          events -> compare(events, recorded));
      stretch.close(replica);
      if (!stretch.isCut && difference == null && recorded.hasNext()) {
        difference = "the stream goes on at offset " + recorded.next().offset();
      }
      return stretch.report(Duration.ofNanos(System.nanoTime() - startNanos));
    }
  }

  /** Before each command: whether it is to be applied. */
  private boolean goesOn(
      Replica replica, LoggedCommand next, SortedMap<Long, String> hashes, Stretch stretch) {
    String expected = hashes.get(next.offset());
    if (expected != null) {
      comparedHashes.add(next.offset());
      String actual = replica.engine().stateHash();
      if (!actual.equals(expected)) {
        difference =
            "state before offset %d is %s, was %s".formatted(next.offset(), actual, expected);
      }
    }
    return difference == null && stretch.goesOn(replica, next);
  }

  private void compare(List<CoreEvent> events, Iterator<ConsumerRecord<String, byte[]>> recorded) {
    for (CoreEvent event : events) {
      if (difference != null) {
        return;
      }
      byte[] expected = recorded.hasNext() ? recorded.next().value() : null;
      if (expected == null) {
        difference = "event " + event.id() + " is not in the stream";
      } else if (!Arrays.equals(expected, mapper.entry(event, null).value())) {
        difference = "event " + event.id() + " is another in the stream";
      }
      comparedEvents++;
    }
  }

  /** The commands between two times of the log. */
  private final class Stretch {

    private final Instant begin;
    private final Instant end;
    private boolean isCut;
    private long from = -1;
    private long sequenceBefore;
    private String hashBefore = "";
    private long to;
    private long sequenceAfter;
    private Instant time = Instant.EPOCH;
    private String hashAfter = "";

    Stretch(Instant begin, Instant end) {
      this.begin = begin;
      this.end = end;
    }

    boolean goesOn(Replica replica, LoggedCommand next) {
      if (from < 0 && !next.at().isBefore(begin)) {
        open(replica);
      }
      isCut = !next.at().isBefore(end);
      return !isCut;
    }

    private void open(Replica replica) {
      from = replica.nextOffset();
      sequenceBefore = replica.engine().sequence();
      hashBefore = replica.engine().stateHash();
    }

    void close(Replica replica) {
      if (from < 0) {
        open(replica);
      }
      to = replica.nextOffset();
      sequenceAfter = replica.engine().sequence();
      time = replica.engine().time();
      hashAfter = replica.engine().stateHash();
    }

    ReplayReport report(Duration took) {
      return new ReplayReport(
          shard,
          from,
          to,
          sequenceAfter - sequenceBefore,
          time,
          hashBefore,
          hashAfter,
          comparedEvents,
          List.copyOf(comparedHashes),
          difference,
          took);
    }
  }
}
