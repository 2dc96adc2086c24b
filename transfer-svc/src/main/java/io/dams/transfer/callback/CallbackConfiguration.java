package io.dams.transfer.callback;

import io.dams.platform.obligation.Obligations;
import io.dams.platform.outside.OutsideHttpClient;
import io.dams.platform.upkeep.Upkeep;
import io.dams.platform.webhook.WebhookSchedule;
import io.dams.transfer.app.AppSecrets;
import io.dams.transfer.app.Apps;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class CallbackConfiguration {

  /** As long as an app may ask what became of a message. */
  private static final int KEEP_DAYS = 400;

  @Bean
  Callbacks callbacks(
      CallbackMapper mapper, Apps apps, Obligations obligations, JsonMapper json, Clock clock) {
    return new Callbacks(mapper, apps, obligations, json::writeValueAsString, clock);
  }

  @Bean
  CallbackHandler callbackHandler(
      CallbackMapper mapper,
      Apps apps,
      AppSecrets secrets,
      OutsideHttpClient http,
      CallbackProperties properties,
      Clock clock,
      RandomGenerator random) {
    WebhookSchedule schedule =
        properties.pauses().isEmpty()
            ? WebhookSchedule.STANDARD
            : new WebhookSchedule(properties.pauses());
    return new CallbackHandler(mapper, apps, secrets, http, schedule, clock, random);
  }

  @Bean
  Upkeep callbackPruning(CallbackMapper mapper) {
    return Upkeep.pruning(
        "callbacks", Duration.ofMinutes(10), limit -> mapper.prune(KEEP_DAYS, limit));
  }

  @Bean
  Upkeep callbackAttemptPruning(CallbackMapper mapper) {
    return Upkeep.pruning(
        "callback-attempts",
        Duration.ofMinutes(10),
        limit -> mapper.pruneAttempts(KEEP_DAYS, limit));
  }
}
