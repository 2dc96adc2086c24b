package io.dams.transfer.reading;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.jspecify.annotations.Nullable;
import org.mybatis.spring.SqlSessionTemplate;
import org.mybatis.spring.boot.autoconfigure.ConfigurationCustomizer;
import org.mybatis.spring.transaction.SpringManagedTransactionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReadingConfiguration {

  private static final int CONNECTIONS = 4;
  private static final int STATEMENT_SECONDS = 30;

  @Bean
  Reading reading(
      ReplicaProperties properties,
      SqlSessionTemplate primary,
      List<ConfigurationCustomizer> customizers) {
    if (properties.url() == null) {
      return new ReadingClient(primary, null);
    }
    HikariDataSource replica = connect(properties);
    return new ReadingClient(new SqlSessionTemplate(sessions(replica, customizers)), replica);
  }

  /** It is no bean: the one DataSource of the application is where it writes. */
  private static HikariDataSource connect(ReplicaProperties properties) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("transfer-replica");
    config.setJdbcUrl(properties.url());
    config.setUsername(properties.username());
    config.setPassword(properties.password());
    config.setReadOnly(true);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1);
    config.setConnectionInitSql("SET SESSION time_zone = '+00:00', tx_read_only = ON");
    return new HikariDataSource(config);
  }

  private static SqlSessionFactory sessions(
      HikariDataSource replica, List<ConfigurationCustomizer> customizers) {
    var configuration = new org.apache.ibatis.session.Configuration();
    configuration.setEnvironment(
        new Environment("replica", new SpringManagedTransactionFactory(), replica));
    configuration.setMapUnderscoreToCamelCase(true);
    configuration.setArgNameBasedConstructorAutoMapping(true);
    configuration.setLocalCacheScope(LocalCacheScope.STATEMENT);
    configuration.setDefaultStatementTimeout(STATEMENT_SECONDS);
    customizers.forEach(customizer -> customizer.customize(configuration));
    return new SqlSessionFactoryBuilder().build(configuration);
  }

  /** Sessions where lists are read. */
  private record ReadingClient(SqlSessionTemplate sessions, @Nullable HikariDataSource replica)
      implements Reading {

    @Override
    public <T> T mapper(Class<T> type) {
      if (!sessions.getConfiguration().hasMapper(type)) {
        sessions.getConfiguration().addMapper(type);
      }
      return sessions.getMapper(type);
    }

    @Override
    public void close() {
      if (replica != null) {
        replica.close();
      }
    }
  }
}
