package io.dams.matching.status;

import io.dams.matching.log.MatchingProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is seen of the shards that this instance is configured to own. */
@Configuration(proxyBeanMethods = false)
class StatusConfiguration {

  @Bean
  ShardReports shardReports(MatchingProperties properties) {
    return new ShardReports(
        properties.shards().stream()
            .distinct()
            .map(shard -> new ShardReport(shard, properties.stateEvery()))
            .toList());
  }

  @Bean
  ShardMetrics shardMetrics(MeterRegistry registry, Clock clock, ShardReports reports) {
    ShardMetrics metrics = new ShardMetrics(registry, clock);
    reports.all().forEach(metrics::watch);
    return metrics;
  }

  @Bean
  ShardsHealthIndicator shardsHealthIndicator(ShardReports reports) {
    return new ShardsHealthIndicator(reports);
  }
}
