package io.dams.matching.shard;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Down while a shard of this instance is neither worked on nor stood by for. */
class ShardsHealthIndicator extends AbstractHealthIndicator {

  private final Shards shards;

  ShardsHealthIndicator(Shards shards) {
    super("the shards could not be asked");
    this.shards = shards;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    health.up();
    for (ShardWorker worker : shards.workers()) {
      ShardStatus status = worker.status();
      String detail = status.phase() + (status.reason() == null ? "" : ": " + status.reason());
      if (!status.phase().isReady()) {
        health.down();
      }
      health.withDetail("shard-" + status.shard(), detail);
    }
  }
}
