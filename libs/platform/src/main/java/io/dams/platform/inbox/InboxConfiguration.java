package io.dams.platform.inbox;

import io.dams.platform.persistence.PersistenceConfiguration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.mybatis.spring.SqlSessionTemplate;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.support.TransactionTemplate;

/** The inbox where there is a database. */
@AutoConfiguration(after = PersistenceConfiguration.class)
@ConditionalOnClass({SqlSessionTemplate.class, ConsumerRecord.class})
@ConditionalOnBean({SqlSessionTemplate.class, TransactionTemplate.class})
public class InboxConfiguration {

  /** The mapper of the inbox's tables. */
  @Bean
  InboxMapper inboxMapper(SqlSessionTemplate sessions) {
    return PersistenceConfiguration.mapper(sessions, InboxMapper.class);
  }

  /** Messages with an id. */
  @Bean
  Inbox inbox(InboxMapper mapper, TransactionTemplate transaction) {
    return new Inbox(mapper, transaction);
  }

  /** Events of the core. */
  @Bean
  CoreStream coreStream(InboxMapper mapper, TransactionTemplate transaction) {
    return new CoreStream(mapper, transaction);
  }
}
