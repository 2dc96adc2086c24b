package io.dams.matching.snapshot;

import io.dams.contracts.topic.Topics;
import io.dams.matching.log.CoreRecordMapper;
import io.dams.matching.log.KafkaSettings;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

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
        firstRecord = offset(sent);
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

  private static long offset(Future<RecordMetadata> sent) {
    try {
      return sent.get().offset();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause
          ? cause
          : new KafkaException("the first chunk could not be sent", e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
