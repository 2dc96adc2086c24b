package io.dams.transfer.app;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How secrets are sealed.
 *
 * @param secretKey 32 bytes, base64; without it no secret can be read
 */
@Validated
@ConfigurationProperties("dams.transfer")
record SecretProperties(@NotBlank String secretKey) {

  @Override
  public String toString() {
    return "SecretProperties[]";
  }
}
