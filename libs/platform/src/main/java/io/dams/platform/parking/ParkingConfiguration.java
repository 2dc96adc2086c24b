package io.dams.platform.parking;

import io.dams.platform.failstop.FailStopConfiguration;
import io.dams.platform.inbox.ContainerFactories;
import io.dams.platform.inbox.Outages;
import io.dams.platform.inbox.SequenceGapException;
import io.dams.platform.persistence.PersistenceConfiguration;
import io.dams.platform.upkeep.Upkeep;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.mybatis.spring.SqlSessionTemplate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.ConcurrentKafkaListenerContainerFactoryConfigurer;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RecordInterceptor;
import org.springframework.kafka.support.KafkaUtils;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;

/** The container factory {@link ContainerFactories#PARKING}. */
@AutoConfiguration(
    after = {
      PersistenceConfiguration.class,
      KafkaAutoConfiguration.class,
      FailStopConfiguration.class
    })
@ConditionalOnClass({SqlSessionTemplate.class, ConcurrentKafkaListenerContainerFactory.class})
@ConditionalOnBean({
  SqlSessionTemplate.class,
  TransactionTemplate.class,
  ConcurrentKafkaListenerContainerFactoryConfigurer.class
})
@EnableConfigurationProperties(ParkingProperties.class)
public class ParkingConfiguration {

  /** The mapper of parked records. */
  @Bean
  ParkedMessageMapper parkedMessageMapper(SqlSessionTemplate sessions) {
    return PersistenceConfiguration.mapper(sessions, ParkedMessageMapper.class);
  }

  /** Parked records; a replay goes to the listener of this process. */
  @Bean
  ParkedMessages parkedMessages(
      ParkedMessageMapper mapper,
      TransactionTemplate transaction,
      ObjectProvider<KafkaListenerEndpointRegistry> listeners,
      ObjectProvider<MeterRegistry> meters) {
    meters.ifAvailable(
        registry -> {
          Gauge.builder("dams.parked.messages", mapper, m -> m.count())
              .description("records that wait for an operator")
              .register(registry);
          Gauge.builder("dams.parked.gaps", mapper, m -> m.gaps())
              .description("of these, records before which others are missing")
              .register(registry);
        });
    return new ParkedMessages(
        mapper, transaction, (c, r) -> ListenerRedelivery.redeliver(listeners.getObject(), c, r));
  }

  /** Goes on with what waited for a message that has come. */
  @Bean
  Upkeep parkedGaps(ParkedMessages parked) {
    return new Upkeep("parked-gaps", Duration.ofSeconds(2), parked::goOn);
  }

  /** Containers that park what fails, and what follows it. */
  @Bean(ContainerFactories.PARKING)
  ConcurrentKafkaListenerContainerFactory<Object, Object> parkingContainerFactory(
      ConcurrentKafkaListenerContainerFactoryConfigurer configurer,
      ConsumerFactory<Object, Object> consumers,
      ParkedMessages parked,
      ParkingProperties properties) {
    var factory = new ConcurrentKafkaListenerContainerFactory<Object, Object>();
    configurer.configure(factory, consumers);
    factory.setCommonErrorHandler(errorHandler(parked, properties));
    factory.setRecordInterceptor(new FollowersInterceptor(parked));
    factory.setBatchInterceptor(new FollowersInRunsInterceptor(parked));
    return factory;
  }

  private static DefaultErrorHandler errorHandler(
      ParkedMessages parked, ParkingProperties properties) {
    DefaultErrorHandler handler =
        new DefaultErrorHandler(
            (record, failure) ->
                parked.park(consumer(), record, NestedExceptionUtils.getMostSpecificCause(failure)),
            pauses(properties, properties.attempts() - 1L));
    BackOff endless = pauses(properties, Long.MAX_VALUE);
    BackOff none = new FixedBackOff(0, 0);
    handler.setBackOffFunction(
        (_, failure) -> {
          if (Outages.isOutage(failure)) {
            return endless;
          }
          return isHopeless(failure) ? none : null;
        });
    handler.setResetStateOnExceptionChange(true);
    return handler;
  }

  private static BackOff pauses(ParkingProperties properties, long attempts) {
    ExponentialBackOff pauses = new ExponentialBackOff(properties.firstPause().toMillis(), 2);
    pauses.setMaxInterval(properties.longestPause().toMillis());
    pauses.setMaxAttempts(attempts);
    return pauses;
  }

  /** Bytes that cannot be read will not become readable, and what is missing is not behind them. */
  private static boolean isHopeless(Throwable failure) {
    return switch (NestedExceptionUtils.getMostSpecificCause(failure)) {
      case JacksonException _, IllegalArgumentException _, SequenceGapException _ -> true;
      default -> false;
    };
  }

  private static String consumer() {
    return Objects.requireNonNull(KafkaUtils.getConsumerGroupId(), "listener without a group");
  }

  /** Keeps the order of a key: what follows a parked record is parked too. */
  private record FollowersInterceptor(ParkedMessages parked)
      implements RecordInterceptor<Object, Object> {

    @Override
    public @Nullable ConsumerRecord<Object, Object> intercept(
        ConsumerRecord<Object, Object> record, Consumer<Object, Object> consumer) {
      return parked.parkIfFollowing(consumer(), record) ? null : record;
    }
  }

  /** The same for records that come together: what is parked is taken out. */
  private record FollowersInRunsInterceptor(ParkedMessages parked)
      implements BatchInterceptor<Object, Object> {

    @Override
    public ConsumerRecords<Object, Object> intercept(
        ConsumerRecords<Object, Object> records, Consumer<Object, Object> consumer) {
      if (!isAnyParked(records)) {
        return records;
      }
      Map<TopicPartition, List<ConsumerRecord<Object, Object>>> kept = new LinkedHashMap<>();
      for (TopicPartition partition : records.partitions()) {
        List<ConsumerRecord<Object, Object>> rest = withoutFollowers(records.records(partition));
        if (!rest.isEmpty()) {
          kept.put(partition, rest);
        }
      }
      return new ConsumerRecords<>(kept, records.nextOffsets());
    }

    /** Asked once for a topic, and not for each partition of it. */
    private boolean isAnyParked(ConsumerRecords<Object, Object> records) {
      Set<String> topics =
          records.partitions().stream().map(TopicPartition::topic).collect(Collectors.toSet());
      try {
        return topics.stream().anyMatch(topic -> parked.hasAny(consumer(), topic));
      } catch (RuntimeException e) {
        throw notKnown(records.iterator().next(), e);
      }
    }

    private List<ConsumerRecord<Object, Object>> withoutFollowers(
        List<ConsumerRecord<Object, Object>> records) {
      try {
        List<ConsumerRecord<Object, Object>> rest = new ArrayList<>();
        for (ConsumerRecord<Object, Object> record : records) {
          if (!parked.parkIfFollowing(consumer(), record)) {
            rest.add(record);
          }
        }
        return rest;
      } catch (RuntimeException e) {
        throw notKnown(records.getFirst(), e);
      }
    }

    private static RuntimeException notKnown(
        ConsumerRecord<Object, Object> first, RuntimeException cause) {
      return new BatchListenerFailedException("nobody knows what is parked", cause, first);
    }
  }

  /** The operators' endpoint. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnClass(RestController.class)
  static class Web {

    @Bean
    ParkedMessageController parkedMessageController(ParkedMessages parked) {
      return new ParkedMessageController(parked);
    }
  }
}
