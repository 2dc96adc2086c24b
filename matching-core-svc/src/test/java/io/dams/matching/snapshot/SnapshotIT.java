package io.dams.matching.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.contracts.topic.Topics;
import io.dams.matching.engine.Engine;
import io.dams.matching.engine.RandomLog;
import io.dams.matching.log.CoreRecordMapper;
import io.dams.matching.log.KafkaSettings;
import io.dams.matching.shard.CoreProcess;
import io.dams.matching.shard.CoreTopics;
import io.dams.sandbox.servers.SharedServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Snapshots on a real Kafka, whole and broken; every test has a shard of its own. */
class SnapshotIT {

  private static final int SHARDS = 16;
  private static final long EVER = Long.MAX_VALUE;
  private static final AtomicInteger NEXT_SHARD = new AtomicInteger();

  private final int shard = NEXT_SHARD.getAndIncrement();
  private final String bootstrap = SharedServers.get().kafkaBootstrap();
  private final KafkaSettings settings = CoreProcess.settings(bootstrap, Duration.ofSeconds(2));
  private final CoreRecordMapper mapper = CoreProcess.mapper();
  private final SnapshotWorker worker =
      new SnapshotWorker(shard, settings, mapper, new SnapshotMetrics(new SimpleMeterRegistry()));
  private final Engine engine = new Engine(shard);
  private final RandomLog log = new RandomLog(5, Instant.parse("2026-01-01T00:00:00Z"), shard);
  private KafkaProducer<String, byte[]> raw;
  private SnapshotReadClient reader;

  @BeforeAll
  static void makeTopics() {
    CoreTopics.recreate(SHARDS);
  }

  @BeforeEach
  void open() {
    raw =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new StringSerializer(),
            new ByteArraySerializer());
    reader = new SnapshotReadClient(shard, settings, mapper);
  }

  @AfterEach
  void close() {
    raw.close();
    reader.close();
  }

  @Test
  void theNewestIsRestoredToTheSameState() {
    assertThat(reader.newest(EVER)).isNull();
    write(100);
    write(250);
    Engine restored = reader.newest(EVER);
    assertThat(restored.stateHash()).isEqualTo(engine.stateHash());
    assertThat(restored.offset()).isEqualTo(249);
  }

  @Test
  void oneThatIsAheadOfWhatIsCommittedIsPassedOver() {
    String before = write(100).stateHash();
    write(250);
    assertThat(reader.newest(249).stateHash()).isEqualTo(before);
    assertThat(reader.newest(250).stateHash()).isEqualTo(engine.stateHash());
    assertThat(reader.newest(99)).isNull();
  }

  @Test
  void twoSlotsTakeTurns() {
    assertThat(List.of(write(50).slot(), write(100).slot(), write(150).slot()))
        .containsExactly(0, 1, 0);
  }

  @Test
  void aCorruptOneGivesWayToTheOtherSlot() {
    Manifest good = write(100);
    Manifest next = write(200);
    corrupt(next);
    assertThat(reader.newest(EVER).stateHash()).isEqualTo(next.stateHash());
    corrupt(new Manifest(0, 300, 900, next.time(), next.stateHash(), 1, 4, 0));
    assertThat(reader.newest(150).stateHash()).isEqualTo(good.stateHash());
  }

  @Test
  void oneFlippedBitIsSeen() {
    Manifest good = write(100);
    apply(200);
    Snapshot snapshot = Snapshot.of(engine);
    byte[] chunk = snapshot.chunks().getLast().clone();
    chunk[chunk.length - 1] ^= 1; // Of the digest of a group's terms: any value could be read.
    List<byte[]> flipped = new ArrayList<>(snapshot.chunks());
    flipped.set(flipped.size() - 1, chunk);
    assertThat(Engine.readFrom(flipped.iterator()).offset()).isEqualTo(199);
    long first = send(Manifest.key(1, 0), flipped.getFirst());
    for (int i = 1; i < flipped.size(); i++) {
      send(Manifest.key(1, i), flipped.get(i));
    }
    Manifest manifest =
        new Manifest(
            1,
            200,
            engine.sequence(),
            engine.time(),
            snapshot.stateHash(),
            flipped.size(),
            snapshot.bytes(),
            first);
    send(Manifest.key(1), mapper.write(manifest));
    assertThat(reader.newest(EVER).stateHash()).isEqualTo(good.stateHash());
  }

  @Test
  void theSlotOfTheOneGoodSnapshotIsNotWrittenTo() {
    Manifest good = write(100);
    corrupt(new Manifest(1, 150, 400, good.time(), good.stateHash(), 1, 4, 0));
    assertThat(write(200).slot()).isEqualTo(1);
  }

  @Test
  void aHalfWrittenOneGivesWayToTheOtherSlot() {
    Manifest good = write(100);
    send(Manifest.key(1, 0), new byte[] {1, 2, 3});
    assertThat(reader.newest(EVER).stateHash()).isEqualTo(good.stateHash());
    // A manifest that tells of more chunks than there are.
    long first = send(Manifest.key(1, 0), new byte[] {1, 2, 3});
    Manifest cutOff = new Manifest(1, 120, 300, good.time(), good.stateHash(), 2, 9, first);
    send(Manifest.key(1), mapper.write(cutOff));
    assertThat(reader.newest(EVER).stateHash()).isEqualTo(good.stateHash());
  }

  @Test
  void aManifestThatCannotBeReadGivesWayToTheOtherSlot() {
    Manifest good = write(100);
    send(Manifest.key(1), "{\"slot\":1,".getBytes(StandardCharsets.UTF_8));
    send(Manifest.key(1), null);
    assertThat(reader.newest(EVER).stateHash()).isEqualTo(good.stateHash());
  }

  @Test
  void whenNoneIsGoodTheWholeLogIsLeft() {
    Manifest impossible = new Manifest(0, 10, 10, Instant.EPOCH, "00", 1, 4, 0);
    corrupt(impossible);
    corrupt(impossible);
    assertThat(reader.newest(EVER)).isNull();
  }

  @Test
  void ofTwoWritersTheEarlierIsFencedAndNothingOfItIsSeen() {
    apply(100);
    Snapshot snapshot = Snapshot.of(engine);
    try (SnapshotWriteClient earlier = new SnapshotWriteClient(shard, settings, mapper);
        SnapshotWriteClient later = new SnapshotWriteClient(shard, settings, mapper)) {
      assertThatThrownBy(() -> earlier.write(snapshot, 0)).isInstanceOf(KafkaException.class);
      assertThat(reader.newest(EVER)).isNull();
      later.write(snapshot, 0);
      awaitSeen(100);
      assertThat(reader.newest(EVER).stateHash()).isEqualTo(snapshot.stateHash());
    }
  }

  @Test
  void itsHashOutlivesIt() {
    Manifest first = write(100);
    Manifest second = write(200);
    Manifest third = write(300);
    assertThat(reader.hashes())
        .isEqualTo(
            Map.of(100L, first.stateHash(), 200L, second.stateHash(), 300L, third.stateHash()));
  }

  private void apply(int toOffset) {
    for (long offset = engine.offset() + 1; offset < toOffset; offset++) {
      RandomLog.Entry entry = log.next();
      engine.apply(entry.command(), offset, entry.at(), _ -> {});
    }
  }

  /** Lets the engine go on to this offset, and has a snapshot of it written. */
  private Manifest write(int toOffset) {
    apply(toOffset);
    worker.write(Snapshot.of(engine));
    Awaitility.await("it is written").atMost(Duration.ofSeconds(60)).until(worker::isIdle);
    awaitSeen(toOffset);
    Manifest newest = reader.newestManifest();
    assertThat(newest.nextOffset()).isEqualTo(toOffset);
    assertThat(newest.stateHash()).isEqualTo(engine.stateHash());
    return newest;
  }

  /** A transaction is seen only some time after its commit has been answered. */
  private void awaitSeen(int nextOffset) {
    Awaitility.await("it is seen")
        .atMost(Duration.ofSeconds(60))
        .until(() -> reader.newestOffset() == nextOffset);
  }

  /** Writes a snapshot like that, whose bytes are not what its manifest says. */
  private void corrupt(Manifest like) {
    long first = send(Manifest.key(like.slot(), 0), new byte[] {0, 0, 0, 1});
    Manifest corrupt =
        new Manifest(
            like.slot(),
            like.nextOffset() + 1,
            like.sequence(),
            like.time(),
            like.stateHash(),
            1,
            4,
            first);
    send(Manifest.key(like.slot()), mapper.write(corrupt));
  }

  private long send(String key, byte[] value) {
    try {
      return raw.send(new ProducerRecord<>(Topics.CORE_SNAPSHOT, shard, key, value)).get().offset();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
