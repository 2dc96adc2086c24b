package io.dams.frontoffice.push;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The push services that are configured. */
@Configuration(proxyBeanMethods = false)
class PushConfiguration {

  @Bean
  @ConditionalOnProperty("dams.push.apns.key-file")
  ApnsPushClient apnsPushClient(PushProperties properties)
      throws IOException, GeneralSecurityException {
    return new ApnsPushClient(Objects.requireNonNull(properties.apns()));
  }

  @Bean
  @ConditionalOnProperty("dams.push.fcm.credentials-file")
  FcmPushClient fcmPushClient(PushProperties properties, JsonMapper json, Clock clock)
      throws IOException {
    return new FcmPushClient(Objects.requireNonNull(properties.fcm()), json, clock);
  }
}
