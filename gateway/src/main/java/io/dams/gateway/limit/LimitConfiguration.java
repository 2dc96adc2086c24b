package io.dams.gateway.limit;

import io.dams.gateway.client.ClientAddress;
import io.dams.gateway.limit.Limiter.WhenUnknown;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

  /** While Redis is away a request is told at once, instead of queueing until its timeout. */
  @Bean
  LettuceClientOptionsBuilderCustomizer rejectWhileDisconnected() {
    return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
  }

  @Bean
  RateLimits rateLimits(
      ReactiveStringRedisTemplate redis, @Value("${spring.data.redis.timeout}") Duration timeout) {
    return new RateLimits(redis, timeout);
  }

  @Bean
  LimitFilters.ByAddress limitByAddress(
      RateLimits limits,
      LimitSettings settings,
      ClientAddress clients,
      MeterRegistry meters,
      Clock clock) {
    return new LimitFilters.ByAddress(
        new Limiter(limits, "address", settings.address(), WhenUnknown.LET_THROUGH, meters, clock),
        new Limiter(limits, "login", settings.login(), WhenUnknown.REFUSE, meters, clock),
        clients);
  }

  @Bean
  LimitFilters.ByUser limitByUser(
      RateLimits limits, LimitSettings settings, MeterRegistry meters, Clock clock) {
    return new LimitFilters.ByUser(
        new Limiter(limits, "user", settings.user(), WhenUnknown.LET_THROUGH, meters, clock));
  }

  /** Streams keep their connections; at least a fifth of them is left for everything else. */
  @Bean
  LimitFilters.ByStream limitByStream(
      LimitSettings settings,
      ClientAddress clients,
      MeterRegistry meters,
      @Value("${spring.cloud.gateway.server.webflux.httpclient.pool.max-connections}")
          int connections) {
    int streams = settings.marketStreams().total() + settings.accountStreams().total();
    if (streams > connections / 5 * 4) {
      throw new IllegalArgumentException(
          "dams.gateway.limit: %d streams leave too few of %d connections"
              .formatted(streams, connections));
    }
    return new LimitFilters.ByStream(
        new OpenStreams("market-stream", settings.marketStreams(), meters),
        new OpenStreams("account-stream", settings.accountStreams(), meters),
        clients);
  }
}
