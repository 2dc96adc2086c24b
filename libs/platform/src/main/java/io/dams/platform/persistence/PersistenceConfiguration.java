package io.dams.platform.persistence;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import java.time.Instant;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.type.TypeHandlerRegistry;
import org.mybatis.spring.SqlSessionTemplate;
import org.mybatis.spring.boot.autoconfigure.ConfigurationCustomizer;
import org.mybatis.spring.boot.autoconfigure.MybatisAutoConfiguration;
import org.mybatis.spring.boot.autoconfigure.MybatisProperties;
import org.mybatis.spring.boot.autoconfigure.SqlSessionFactoryBeanCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Type handlers of our ids and times, and the platform's own mappers' way in. */
@AutoConfiguration(
    after = {
      MybatisAutoConfiguration.class,
      TransactionAutoConfiguration.class,
      DataSourceTransactionManagerAutoConfiguration.class
    })
@ConditionalOnClass({SqlSessionFactory.class, ConfigurationCustomizer.class})
public class PersistenceConfiguration {

  /**
   * A mapper of the platform. It is no {@code MapperFactoryBean}, because one of these would switch
   * off the scan for the service's own mappers.
   */
  public static <T> T mapper(SqlSessionTemplate sessions, Class<T> type) {
    if (!sessions.getConfiguration().hasMapper(type)) {
      sessions.getConfiguration().addMapper(type);
    }
    return sessions.getMapper(type);
  }

  /** Ids as their text or number, instants as UTC. */
  @Bean
  ConfigurationCustomizer platformTypeHandlers() {
    return configuration -> {
      TypeHandlerRegistry handlers = configuration.getTypeHandlerRegistry();
      handlers.register(Instant.class, new UtcInstantTypeHandler());
      handlers.register(
          AssetCode.class, new TextTypeHandler<>(AssetCode::toString, AssetCode::new));
      handlers.register(
          ContractId.class, new TextTypeHandler<>(ContractId::value, ContractId::new));
      handlers.register(
          TransferId.class, new TextTypeHandler<>(TransferId::value, TransferId::new));
      handlers.register(UserId.class, new NumberTypeHandler<>(UserId::value, UserId::new));
      handlers.register(
          OrderGroupId.class, new NumberTypeHandler<>(OrderGroupId::value, OrderGroupId::new));
      handlers.register(LegId.class, new NumberTypeHandler<>(LegId::value, LegId::new));
    };
  }

  /** Rows become records by {@link RecordConfiguration}; its settings are those of any other. */
  @Bean
  SqlSessionFactoryBeanCustomizer rowsBecomeRecords(
      MybatisProperties properties, ObjectProvider<ConfigurationCustomizer> customizers) {
    return factory -> {
      var configuration = new RecordConfiguration();
      MybatisProperties.CoreConfiguration core = properties.getConfiguration();
      if (core != null) {
        core.applyTo(configuration);
      }
      customizers.orderedStream().forEach(one -> one.customize(configuration));
      factory.setConfiguration(configuration);
    };
  }

  /** Programmatic transactions. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnBean(PlatformTransactionManager.class)
  static class Transactions {

    /** With the default propagation: joins a running transaction. */
    @Bean
    @ConditionalOnMissingBean
    TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
      return new TransactionTemplate(transactions);
    }
  }
}
