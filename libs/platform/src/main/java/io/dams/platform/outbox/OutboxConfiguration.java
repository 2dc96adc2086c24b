package io.dams.platform.outbox;

import io.dams.contracts.topic.Topics;
import io.dams.platform.persistence.PersistenceConfiguration;
import io.dams.platform.tracing.TraceContexts;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.mybatis.spring.SqlSessionTemplate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The outbox where there is a database, and its relay where there is Kafka too. */
@AutoConfiguration(after = {PersistenceConfiguration.class, KafkaAutoConfiguration.class})
@ConditionalOnClass({SqlSessionTemplate.class, Producer.class, KafkaProperties.class})
@ConditionalOnBean(SqlSessionTemplate.class)
@EnableConfigurationProperties(OutboxProperties.class)
public class OutboxConfiguration {

  /** What a topic that is not there may cost the others. */
  private static final int MAX_BLOCK_MILLIS = 1_500;

  /** The mapper of the outbox's tables. */
  @Bean
  OutboxMapper outboxMapper(SqlSessionTemplate sessions) {
    return PersistenceConfiguration.mapper(sessions, OutboxMapper.class);
  }

  /** Writes messages in the caller's transaction. */
  @Bean
  Outbox outbox(
      OutboxMapper mapper,
      JsonMapper json,
      TraceContexts traces,
      RandomGenerator random,
      ObjectProvider<OutboxRelayWorker> relay,
      OutboxProperties properties) {
    Runnable wake = () -> relay.ifAvailable(OutboxRelayWorker::wake);
    return new Outbox(
        mapper, json::writeValueAsBytes, traces, random, wake, properties.maxPayloadBytes());
  }

  /** The operators' endpoint. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnClass(RestController.class)
  static class Web {

    @Bean
    OutboxController outboxController(OutboxMapper mapper) {
      return new OutboxController(mapper);
    }
  }

  /** The sending half. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnBean(KafkaProperties.class)
  @ConditionalOnProperty(name = "dams.outbox.relay", matchIfMissing = true)
  static class Relay {

    /** A producer for the relay alone: idempotent, all replicas, bounded in time. */
    @Bean(destroyMethod = "close")
    OutboxProducer outboxProducer(KafkaProperties kafka, OutboxProperties properties) {
      Map<String, Object> config = new HashMap<>(kafka.buildProducerProperties());
      int timeoutMillis = Math.toIntExact(properties.sendTimeout().toMillis());
      config.put(ProducerConfig.CLIENT_ID_CONFIG, "outbox-relay");
      config.put(ProducerConfig.ACKS_CONFIG, "all");
      config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
      config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
      config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.min(timeoutMillis, MAX_BLOCK_MILLIS));
      config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeoutMillis);
      config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMillis / 2);
      return new OutboxProducer(
          new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer()));
    }

    /** The worker that sends. */
    @Bean
    OutboxRelayWorker outboxRelayWorker(
        OutboxMapper mapper,
        OutboxProducer producer,
        OutboxProperties properties,
        RandomGenerator random,
        @Value("${spring.application.name}") String source,
        ObjectProvider<MeterRegistry> meters) {
      String owner = new UUID(random.nextLong(), random.nextLong()).toString();
      OutboxRelayWorker relay =
          new OutboxRelayWorker(mapper, row -> producer.send(source, row), properties, owner);
      meters.ifAvailable(
          registry -> {
            OutboxMetrics.register(registry, mapper);
            OutboxMetrics.register(registry, relay);
          });
      return relay;
    }
  }

  /** Rows as records. */
  record OutboxProducer(Producer<String, byte[]> kafka) implements AutoCloseable {

    @SuppressWarnings("FutureReturnValueIgnored") // the callback tells the same
    CompletableFuture<?> send(String source, OutboxRow row) {
      CompletableFuture<Object> done = new CompletableFuture<>();
      try {
        kafka.send(
            record(source, row),
            (metadata, failure) -> {
              if (failure == null) {
                done.complete(metadata);
              } else {
                done.completeExceptionally(failure);
              }
            });
      } catch (RuntimeException e) {
        done.completeExceptionally(e);
      }
      return done;
    }

    static ProducerRecord<String, byte[]> record(String source, OutboxRow row) {
      List<Header> headers = new ArrayList<>();
      headers.add(header(Topics.CE_ID, row.messageId()));
      headers.add(header(Topics.CE_TYPE, row.type()));
      headers.add(header(Topics.CE_SOURCE, source));
      headers.add(header(Topics.CE_TIME, row.createdAt().toString()));
      headers.add(header(Topics.CE_SEQUENCE, Long.toString(row.sequenceNumber())));
      if (row.traceparent() != null) {
        headers.add(header(TraceContexts.TRACEPARENT, row.traceparent()));
      }
      return new ProducerRecord<>(
          row.topic(), row.partitionNumber(), row.messageKey(), row.payload(), headers);
    }

    private static Header header(String name, String value) {
      return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
      kafka.close(Duration.ofSeconds(2));
    }
  }
}
