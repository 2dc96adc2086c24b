package io.dams.matching.snapshot;

import io.dams.contracts.topic.Topics;
import io.dams.matching.log.CoreRecordMapper;
import io.dams.matching.log.KafkaSettings;
import io.dams.matching.log.SentRecordClient;
import java.time.Duration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes one shard's snapshots. Kafka's exceptions pass through; then nothing was written. */
public class SnapshotWriteClient implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final int shard;
  private final CoreRecordMapper mapper;
  private final KafkaProducer<String, byte[]> producer;

  /** Fences whoever writes snapshots of this shard. */
  public SnapshotWriteClient(int shard, KafkaSettings settings, CoreRecordMapper mapper) {
    this.shard = shard;
    this.mapper = mapper;
    this.producer = new KafkaProducer<>(settings.snapshotProducer(shard));
    producer.initTransactions();
  }

  /** Writes a snapshot over what the slot holds: all of it or, when this throws, nothing. */
  public Manifest write(Snapshot snapshot, int slot) {
    producer.beginTransaction();
    long firstRecord = 0;
    for (int i = 0; i < snapshot.chunks().size(); i++) {
      var sent =
          producer.send(
              new ProducerRecord<>(
                  Topics.CORE_SNAPSHOT, shard, Manifest.key(slot, i), snapshot.chunks().get(i)));
      if (i == 0) {
        firstRecord = SentRecordClient.offset(sent);
      }
    }
    Manifest manifest =
        new Manifest(
            slot,
            snapshot.nextOffset(),
            snapshot.sequence(),
            snapshot.time(),
            snapshot.stateHash(),
            snapshot.chunks().size(),
            snapshot.bytes(),
            firstRecord);
    byte[] value = mapper.write(manifest);
    producer.send(
        new ProducerRecord<>(Topics.CORE_SNAPSHOT, shard, Manifest.hashKey(manifest), value));
    producer.send(new ProducerRecord<>(Topics.CORE_SNAPSHOT, shard, Manifest.key(slot), value));
    producer.commitTransaction();
    return manifest;
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
