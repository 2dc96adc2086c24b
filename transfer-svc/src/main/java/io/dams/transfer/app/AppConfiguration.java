package io.dams.transfer.app;

import java.util.Base64;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AppConfiguration {

  @Bean
  AppSecrets appSecrets(
      SecretMapper mapper, Apps apps, SecretProperties properties, RandomGenerator random) {
    byte[] key = Base64.getDecoder().decode(properties.secretKey());
    return new AppSecrets(mapper, apps, new SecretSeal(key, random), random);
  }
}
