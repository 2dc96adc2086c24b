package io.dams.matching.shard;

import io.dams.matching.log.CommandLogClient;
import io.dams.matching.log.CoreRecordMapper;
import io.dams.matching.log.KafkaSettings;
import io.dams.matching.log.TopicCheckClient;
import io.dams.matching.snapshot.SnapshotKeeper;
import io.dams.matching.snapshot.SnapshotMetrics;
import io.dams.matching.snapshot.SnapshotReadClient;
import io.dams.matching.snapshot.SnapshotWorker;
import io.dams.matching.takeover.OwnerWatchClient;

/** Opens the Kafka clients of shards. */
class ShardLogs {

  private final KafkaSettings settings;
  private final CoreRecordMapper mapper;

  ShardLogs(KafkaSettings settings, CoreRecordMapper mapper) {
    this.settings = settings;
    this.mapper = mapper;
  }

  CoreRecordMapper mapper() {
    return mapper;
  }

  /** Throws {@code UnfitTopicsException} when the topics are not fit for this shard. */
  void check(int shard) {
    new TopicCheckClient(settings).check(shard);
  }

  /** What everybody who follows a shard reads. */
  CommandLogClient log(int shard) {
    return new CommandLogClient(shard, settings, mapper);
  }

  /** What an owner to be writes. Nobody is fenced yet. */
  ShardLogClient write(int shard, CommandLogClient log) {
    return new ShardLogClient(shard, log, settings, mapper);
  }

  /** What a standby watches the owner by. */
  OwnerWatchClient watch(int shard) {
    return new OwnerWatchClient(shard, settings);
  }

  /** What there is of snapshots. */
  SnapshotReadClient snapshots(int shard) {
    return new SnapshotReadClient(shard, settings, mapper);
  }

  /** Who takes snapshots. */
  SnapshotKeeper keeper(int shard, SnapshotMetrics metrics) {
    SnapshotWorker worker = new SnapshotWorker(shard, settings, mapper, metrics);
    return new SnapshotKeeper(shard, settings.properties(), worker, metrics);
  }
}
