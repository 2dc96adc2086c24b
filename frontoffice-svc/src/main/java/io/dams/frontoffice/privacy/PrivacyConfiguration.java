package io.dams.frontoffice.privacy;

import jakarta.validation.constraints.NotBlank;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.annotation.Validated;

/** Makes {@link PrivateData} from the installation's keys. */
@Configuration(proxyBeanMethods = false)
class PrivacyConfiguration {

  @Bean
  PrivateData privateData(CryptoProperties keys, SecureRandom random) {
    return new PrivateData(
        Base64.getDecoder().decode(keys.phoneKey()),
        Base64.getDecoder().decode(keys.phoneHashKey()),
        random);
  }

  /**
   * Keys for personal data.
   *
   * @param phoneKey base64 of 32 bytes, seals
   * @param phoneHashKey base64 of 32 bytes, finds
   */
  @Validated
  @ConfigurationProperties("dams.crypto")
  record CryptoProperties(@NotBlank String phoneKey, @NotBlank String phoneHashKey) {

    @Override
    public String toString() {
      return "CryptoProperties[]";
    }
  }
}
