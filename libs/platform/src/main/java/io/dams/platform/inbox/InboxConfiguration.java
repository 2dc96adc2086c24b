package io.dams.platform.inbox;

import io.dams.contracts.topic.CoreEvent;
import io.dams.platform.persistence.PersistenceConfiguration;
import io.dams.platform.tracing.TraceContexts;
import io.dams.platform.upkeep.Upkeep;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.mybatis.spring.SqlSessionTemplate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The inbox where there is a database. */
@AutoConfiguration(after = PersistenceConfiguration.class)
@ConditionalOnClass({SqlSessionTemplate.class, ConsumerRecord.class})
@ConditionalOnBean({SqlSessionTemplate.class, TransactionTemplate.class})
@EnableConfigurationProperties(InboxProperties.class)
public class InboxConfiguration {

  /** Messages with a new id and an old number: their source has lost count. */
  private static final String DROPPED = "dams.inbox.dropped";

  /** The mapper of the inbox's tables. */
  @Bean
  InboxMapper inboxMapper(SqlSessionTemplate sessions) {
    return PersistenceConfiguration.mapper(sessions, InboxMapper.class);
  }

  /** Messages with an id. */
  @Bean
  Inbox inbox(
      InboxMapper mapper, TransactionTemplate transaction, ObjectProvider<MeterRegistry> meters) {
    return new Inbox(
        mapper,
        transaction,
        () -> meters.ifAvailable(registry -> registry.counter(DROPPED).increment()));
  }

  /** Forgets messages of long ago. */
  @Bean
  Upkeep inboxPruning(InboxMapper mapper, InboxProperties properties) {
    return Upkeep.pruning(
        "message_history",
        Duration.ofMinutes(10),
        limit -> mapper.prune(properties.keepDays(), limit));
  }

  /** Events of the core. */
  @Bean
  CoreStream coreStream(
      InboxMapper mapper, TransactionTemplate transaction, JsonMapper json, TraceContexts traces) {
    return new CoreStream(
        mapper, transaction, bytes -> json.readValue(bytes, CoreEvent.class), traces);
  }
}
