package io.dams.matching.shard;

import io.dams.matching.log.CoreRecordMapper;
import io.dams.matching.log.KafkaSettings;
import io.dams.matching.log.MatchingProperties;
import io.dams.matching.status.ShardMetrics;
import io.dams.matching.status.ShardReports;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The shards that this instance is configured to own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MatchingProperties.class)
class ShardConfiguration {

  @Bean
  CoreRecordMapper coreRecordMapper(
      @Value("${spring.application.name}") String source, JsonMapper json) {
    return new CoreRecordMapper(source, json);
  }

  @Bean
  KafkaSettings kafkaSettings(
      @Value("${spring.application.name}") String groupId,
      KafkaProperties kafka,
      MatchingProperties properties) {
    return new KafkaSettings(
        groupId,
        kafka.buildConsumerProperties(),
        kafka.buildProducerProperties(),
        kafka.buildAdminProperties(),
        properties);
  }

  @Bean
  ShardLogs shardLogs(KafkaSettings settings, CoreRecordMapper mapper) {
    return new ShardLogs(settings, mapper);
  }

  @Bean
  Shards shards(
      ShardReports reports,
      MatchingProperties properties,
      ShardLogs logs,
      ShardMetrics metrics,
      Clock clock) {
    List<ShardWorker> workers =
        reports.all().stream()
            .map(report -> new ShardWorker(report, properties, logs, metrics, clock))
            .toList();
    return new Shards(workers);
  }
}
