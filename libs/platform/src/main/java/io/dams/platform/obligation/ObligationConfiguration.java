package io.dams.platform.obligation;

import io.dams.platform.persistence.PersistenceConfiguration;
import io.dams.platform.tracing.TraceContexts;
import io.dams.platform.upkeep.Upkeep;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.mybatis.spring.SqlSessionTemplate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Obligations where there is a database. */
@AutoConfiguration(after = PersistenceConfiguration.class)
@ConditionalOnClass(SqlSessionTemplate.class)
@ConditionalOnBean({SqlSessionTemplate.class, TransactionTemplate.class})
@EnableConfigurationProperties(ObligationProperties.class)
public class ObligationConfiguration {

  /** The mapper of obligations. */
  @Bean
  ObligationMapper obligationMapper(SqlSessionTemplate sessions) {
    return PersistenceConfiguration.mapper(sessions, ObligationMapper.class);
  }

  /** Owes in the caller's transaction. */
  @Bean
  Obligations obligations(
      ObligationMapper mapper,
      JsonMapper json,
      TraceContexts traces,
      ObjectProvider<ObligationWorker> worker) {
    return new Obligations(mapper, json::writeValueAsString, traces, worker::getIfAvailable);
  }

  /** Numbers for Prometheus. */
  @Bean
  ObligationMetrics obligationMetrics(MeterRegistry registry) {
    return new ObligationMetrics(registry);
  }

  /** Forgets what was settled long ago. */
  @Bean
  Upkeep obligationPruning(ObligationMapper mapper, ObligationProperties properties) {
    return Upkeep.pruning(
        "obligation", Duration.ofMinutes(10), limit -> mapper.prune(properties.keepDays(), limit));
  }

  /** Reads the numbers for Prometheus. */
  @Bean
  Upkeep obligationBacklog(ObligationMapper mapper, ObligationMetrics metrics) {
    return new Upkeep(
        "obligation-backlog", Duration.ofSeconds(5), () -> metrics.show(mapper.backlog()));
  }

  /** The worker that attempts what this service has handlers for. */
  @Bean
  @ConditionalOnProperty(name = "dams.obligations.worker", matchIfMissing = true)
  ObligationWorker obligationWorker(
      ObligationMapper mapper,
      TransactionTemplate transaction,
      List<ObligationHandler<?>> handlers,
      JsonMapper json,
      TraceContexts traces,
      RandomGenerator random,
      ObligationProperties properties,
      ObligationMetrics metrics) {
    return new ObligationWorker(
        mapper,
        transaction,
        handlers,
        (text, type) -> json.readValue(text, type),
        traces,
        random,
        properties,
        metrics);
  }

  /** The operators' endpoint. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnClass(RestController.class)
  static class Web {

    @Bean
    ObligationController obligationController(ObligationMapper mapper, Obligations obligations) {
      return new ObligationController(mapper, obligations);
    }
  }
}
