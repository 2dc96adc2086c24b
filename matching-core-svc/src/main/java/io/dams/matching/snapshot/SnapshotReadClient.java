package io.dams.matching.snapshot;

import io.dams.contracts.topic.Topics;
import io.dams.matching.engine.Engine;
import io.dams.matching.log.CoreRecordMapper;
import io.dams.matching.log.KafkaSettings;
import io.dams.matching.log.PartitionReadClient;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one shard's snapshots. Kafka's exceptions pass through; a bad snapshot is passed over. */
public class SnapshotReadClient implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SnapshotReadClient.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final int shard;
  private final CoreRecordMapper mapper;
  private final KafkaConsumer<String, byte[]> consumer;
  private final PartitionReadClient topic;

  /** Opens the client. It does not connect before it is asked. */
  public SnapshotReadClient(int shard, KafkaSettings settings, CoreRecordMapper mapper) {
    this.shard = shard;
    this.mapper = mapper;
    this.consumer = new KafkaConsumer<>(settings.consumer("snapshots-" + shard));
    TopicPartition partition = new TopicPartition(Topics.CORE_SNAPSHOT, shard);
    consumer.assign(List.of(partition));
    this.topic = new PartitionReadClient(consumer, partition, settings.properties().callTimeout());
  }

  /**
   * The engine of the newest good snapshot.
   *
   * @param committedOffset of a snapshot that is ahead of it nothing is known: passed over
   * @return null when there is none: then the whole log tells the state
   */
  public @Nullable Engine newest(long committedOffset) {
    return newest(committedOffset, this::engine);
  }

  /** Next offset of the newest snapshot, good or not, that has a manifest; 0 when there is none. */
  long newestOffset() {
    Found found = before(topic.end());
    return found == null || found.manifest() == null ? 0 : found.manifest().nextOffset();
  }

  /** The newest good snapshot's manifest; null when there is none. */
  @Nullable Manifest newestManifest() {
    return newest(Long.MAX_VALUE, this::checked);
  }

  /**
   * The hashes of all snapshots that were ever written, by next offset; also of those that are no
   * longer there.
   */
  public SortedMap<Long, String> hashes() {
    SortedMap<Long, String> hashes = new TreeMap<>();
    topic
        .between(topic.beginning(), topic.end())
        .forEachRemaining(
            entry -> {
              if (entry.key() != null && entry.key().startsWith(Manifest.HASH_KEY)) {
                Manifest manifest = mapper.read(entry.value(), Manifest.class);
                if (manifest != null) {
                  hashes.put(manifest.nextOffset(), manifest.stateHash());
                }
              }
            });
    return hashes;
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
  }

  private interface Use<T> {
    T of(Manifest manifest, Chunks chunks);
  }

  private <T> @Nullable T newest(long committedOffset, Use<T> use) {
    for (Found found = before(topic.end()); found != null; found = before(found.start())) {
      Manifest manifest = found.manifest();
      if (manifest == null) {
        log.warn("shard {}: passes over a manifest that cannot be read", shard);
      } else if (manifest.nextOffset() > committedOffset) {
        log.info("shard {}: passes over a snapshot beyond what is committed", shard);
      } else {
        try {
          return use.of(manifest, new Chunks(manifest, found.offset()));
        } catch (IllegalArgumentException e) {
          log.warn("shard {}: passes over a bad snapshot of {}", shard, manifest, e);
        }
      }
    }
    return null;
  }

  /**
   * A manifest's record.
   *
   * @param start offset of the first record of its snapshot
   */
  private record Found(long offset, long start, @Nullable Manifest manifest) {}

  private @Nullable Found before(long end) {
    ConsumerRecord<String, byte[]> entry = topic.lastBefore(end, SnapshotReadClient::isManifest);
    if (entry == null) {
      return null;
    }
    Manifest manifest = mapper.read(entry.value(), Manifest.class);
    boolean sound = manifest != null && manifest.firstRecord() <= entry.offset();
    return manifest != null && sound
        ? new Found(entry.offset(), manifest.firstRecord(), manifest)
        : new Found(entry.offset(), entry.offset(), null);
  }

  private Engine engine(Manifest manifest, Chunks chunks) {
    Engine engine = Engine.readFrom(chunks);
    chunks.expectGood();
    if (engine.shard() != shard
        || engine.offset() + 1 != manifest.nextOffset()
        || engine.sequence() != manifest.sequence()) {
      throw new IllegalArgumentException("the state is not what the manifest says");
    }
    log.info("shard {}: restored the snapshot of {}", shard, manifest);
    return engine;
  }

  private Manifest checked(Manifest manifest, Chunks chunks) {
    chunks.forEachRemaining(_ -> {});
    chunks.expectGood();
    return manifest;
  }

  private static boolean isManifest(ConsumerRecord<String, byte[]> entry) {
    return entry.key() != null && entry.key().endsWith("-manifest");
  }

  /** The chunks between the first and the manifest; one out of place ends them badly. */
  private final class Chunks implements Iterator<byte[]> {

    private final Manifest manifest;
    private final Iterator<ConsumerRecord<String, byte[]>> records;
    private final MessageDigest digest = Manifest.digest();
    private int next;
    private long bytes;

    Chunks(Manifest manifest, long end) {
      this.manifest = manifest;
      this.records = topic.between(manifest.firstRecord(), end);
    }

    @Override
    public boolean hasNext() {
      return next < manifest.chunks();
    }

    @Override
    public byte[] next() {
      ConsumerRecord<String, byte[]> entry = records.hasNext() ? records.next() : null;
      if (entry == null
          || entry.value() == null
          || !Manifest.key(manifest.slot(), next).equals(entry.key())) {
        throw new IllegalArgumentException("chunk " + next + " is not there");
      }
      next++;
      bytes += entry.value().length;
      digest.update(entry.value());
      return entry.value();
    }

    void expectGood() {
      String hash = HexFormat.of().formatHex(digest.digest());
      if (hasNext() || bytes != manifest.bytes() || !hash.equals(manifest.stateHash())) {
        throw new IllegalArgumentException("the chunks are not those that the manifest tells of");
      }
    }
  }
}
