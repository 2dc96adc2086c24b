package io.dams.platform.failstop;

import io.dams.platform.inbox.ContainerFactories;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.ConcurrentKafkaListenerContainerFactoryConfigurer;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.util.backoff.ExponentialBackOff;

/** The container factory {@link ContainerFactories#FAIL_STOP} and the health of all listeners. */
@AutoConfiguration(after = KafkaAutoConfiguration.class)
@ConditionalOnClass({ConcurrentKafkaListenerContainerFactory.class, KafkaAutoConfiguration.class})
@ConditionalOnBean(ConcurrentKafkaListenerContainerFactoryConfigurer.class)
public class FailStopConfiguration {

  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;

  /** What stopped. */
  @Bean
  FailStops failStops(ObjectProvider<MeterRegistry> meters) {
    FailStops stops = new FailStops();
    meters.ifAvailable(
        registry ->
            Gauge.builder("dams.listeners.stopped", stops, s -> s.reasons().size())
                .description("listeners that stopped at a record which they could not take")
                .register(registry));
    return stops;
  }

  /** Containers that stop rather than pass over a record. */
  @Bean(ContainerFactories.FAIL_STOP)
  ConcurrentKafkaListenerContainerFactory<Object, Object> failStopContainerFactory(
      ConcurrentKafkaListenerContainerFactoryConfigurer configurer,
      ConsumerFactory<Object, Object> consumers,
      FailStops stops) {
    var factory = new ConcurrentKafkaListenerContainerFactory<Object, Object>();
    configurer.configure(factory, consumers);
    ExponentialBackOff endless = new ExponentialBackOff(FIRST_PAUSE_MILLIS, 2);
    endless.setMaxInterval(LONGEST_PAUSE_MILLIS);
    factory.setCommonErrorHandler(new FailStopErrorHandler(stops, endless));
    return factory;
  }

  /** The health component {@code streams}. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(HealthIndicator.class)
  static class Streams {

    @Bean
    HealthIndicator streamsHealthIndicator(
        FailStops stops, KafkaListenerEndpointRegistry listeners) {
      return new StreamsHealthIndicator(stops, listeners);
    }
  }
}
