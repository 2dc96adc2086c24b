package io.dams.platform.merchant;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The merchants that this installation works with.
 *
 * @param merchants by exCode: {@code dams.merchants.SKY.base-url}, …
 */
@Validated
@ConfigurationProperties("dams")
public record MerchantProperties(@DefaultValue Map<String, @Valid Merchant> merchants) {

  /**
   * How to reach one merchant.
   *
   * @param baseUrl of its apiserver, without {@code /v1}
   * @param keyId our key at the merchant
   * @param secret the key's secret, base64, at least 32 bytes
   * @param pointScale decimal places of its point
   * @param connectTimeout for the connection
   * @param readTimeout for the whole answer
   * @param maxConcurrent calls in flight; more wait for the connect timeout, then fail
   * @param maxPerSecond calls that are begun in a second; more wait for the connect timeout at
   *     most, then fail
   * @param maxAnswerBytes a longer answer is unreadable
   */
  public record Merchant(
      @NotNull URI baseUrl,
      @NotBlank String keyId,
      @NotBlank String secret,
      @Min(0) @Max(8) int pointScale,
      @DefaultValue("1s") Duration connectTimeout,
      @DefaultValue("3s") Duration readTimeout,
      @DefaultValue("32") @Min(1) @Max(1024) int maxConcurrent,
      @DefaultValue("500") @Min(1) @Max(100_000) int maxPerSecond,
      @DefaultValue("1048576") @Min(1024) long maxAnswerBytes) {

    @Override
    public String toString() {
      return "Merchant[baseUrl=" + baseUrl + ", keyId=" + keyId + "]";
    }
  }
}
