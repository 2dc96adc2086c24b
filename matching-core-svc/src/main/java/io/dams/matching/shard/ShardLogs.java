package io.dams.matching.shard;

/** Opens the Kafka clients of shards. */
class ShardLogs {

  private final String groupId;
  private final KafkaSettings settings;
  private final CoreRecordMapper mapper;

  ShardLogs(String groupId, KafkaSettings settings, CoreRecordMapper mapper) {
    this.groupId = groupId;
    this.settings = settings;
    this.mapper = mapper;
  }

  /** Throws {@link UnfitTopicsException} when the topics are not fit for this shard. */
  void check(int shard) {
    new TopicCheckClient(settings).check(shard);
  }

  /** The clients of an owner to be. Nobody is fenced yet. */
  ShardLogClient open(int shard) {
    return new ShardLogClient(shard, groupId, settings, mapper);
  }

  /** What a standby watches the owner by. */
  OwnerWatchClient watch(int shard) {
    return new OwnerWatchClient(shard, groupId, settings);
  }

  CoreRecordMapper mapper() {
    return mapper;
  }
}
