package io.dams.platform.idempotency;

import io.dams.platform.persistence.PersistenceConfiguration;
import io.dams.platform.upkeep.Upkeep;
import java.time.Duration;
import org.mybatis.spring.SqlSessionTemplate;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Idempotency keys where there is a database. */
@AutoConfiguration(after = PersistenceConfiguration.class)
@ConditionalOnClass(SqlSessionTemplate.class)
@ConditionalOnBean({SqlSessionTemplate.class, TransactionTemplate.class})
@EnableConfigurationProperties(IdempotencyProperties.class)
public class IdempotencyConfiguration {

  /** The mapper of the keys. */
  @Bean
  IdempotencyKeyMapper idempotencyKeyMapper(SqlSessionTemplate sessions) {
    return PersistenceConfiguration.mapper(sessions, IdempotencyKeyMapper.class);
  }

  /** Forgets answers of long ago. */
  @Bean
  Upkeep idempotencyPruning(IdempotencyKeyMapper mapper, IdempotencyProperties properties) {
    return Upkeep.pruning(
        "idempotency_key",
        Duration.ofMinutes(10),
        limit -> mapper.prune(properties.keepDays(), limit));
  }

  /** Bodies are compared with sorted map entries, so that their order does not matter. */
  @Bean
  IdempotencyKeys idempotencyKeys(
      IdempotencyKeyMapper mapper, TransactionTemplate transaction, JsonMapper json) {
    JsonMapper canonical =
        json.rebuild().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
    return new IdempotencyKeys(
        mapper, transaction, new JacksonJson(json), canonical::writeValueAsBytes);
  }

  private record JacksonJson(JsonMapper mapper) implements IdempotencyKeys.Json {

    @Override
    public String write(Object value) {
      return mapper.writeValueAsString(value);
    }

    @Override
    public <T> T read(String json, Class<T> type) {
      return mapper.readValue(json, type);
    }
  }
}
