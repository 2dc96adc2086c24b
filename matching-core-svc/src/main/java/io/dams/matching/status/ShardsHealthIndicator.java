package io.dams.matching.status;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Down while a shard of this instance is neither worked on nor stood by for. */
class ShardsHealthIndicator extends AbstractHealthIndicator {

  private final ShardReports reports;

  ShardsHealthIndicator(ShardReports reports) {
    super("the shards could not be asked");
    this.reports = reports;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    health.up();
    for (ShardReport report : reports.all()) {
      ShardStatus status = report.status();
      String detail = status.phase() + (status.reason() == null ? "" : ": " + status.reason());
      if (!status.phase().isReady()) {
        health.down();
      }
      health.withDetail("shard-" + status.shard(), detail);
    }
  }
}
