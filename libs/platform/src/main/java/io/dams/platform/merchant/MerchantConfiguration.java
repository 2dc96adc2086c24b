package io.dams.platform.merchant;

import feign.Feign;
import feign.Logger;
import feign.Request;
import feign.Retryer;
import io.dams.contracts.merchant.RequestSigner;
import io.dams.contracts.money.Asset;
import io.dams.contracts.money.AssetCode;
import io.dams.platform.merchant.MerchantClients.MerchantConnection;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** Connects the configured merchants, each with a client and a pool of its own. */
@AutoConfiguration
@ConditionalOnClass(Feign.class)
@EnableConfigurationProperties(MerchantProperties.class)
public class MerchantConfiguration {

  private static final int MIN_SECRET_BYTES = 32;

  /** The merchants of {@code dams.merchants}; none when it is empty. */
  @Bean
  MerchantClients merchantClients(
      MerchantProperties properties, Clock clock, RandomGenerator random) {
    JsonMapper json = JsonMapper.builder().build();
    Map<AssetCode, MerchantConnection> connections = new HashMap<>();
    properties
        .merchants()
        .forEach(
            (code, merchant) -> {
              AssetCode exCode = new AssetCode(code);
              connections.put(exCode, connect(exCode, merchant, clock, random, json));
            });
    return new MerchantClients(connections);
  }

  private static MerchantConnection connect(
      AssetCode exCode,
      MerchantProperties.Merchant merchant,
      Clock clock,
      RandomGenerator random,
      JsonMapper json) {
    byte[] secret = Base64.getDecoder().decode(merchant.secret());
    if (secret.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "dams.merchants." + exCode + ".secret must have " + MIN_SECRET_BYTES + " bytes or more");
    }
    MerchantHttpClient http = new MerchantHttpClient(merchant);
    MerchantFeignClient wire =
        Feign.builder()
            .client(http)
            .encoder((body, type, template) -> template.body(json.writeValueAsBytes(body), null))
            .retryer(Retryer.NEVER_RETRY)
            .options(new Request.Options(merchant.connectTimeout(), merchant.readTimeout(), false))
            .logLevel(Logger.Level.NONE)
            .requestInterceptor(
                new MerchantFeignClient.Signing(
                    merchant.baseUrl(), new RequestSigner(merchant.keyId(), secret, clock, random)))
            .target(MerchantFeignClient.class, merchant.baseUrl().toString());
    return new MerchantConnection(
        new Asset(exCode, merchant.pointScale()),
        new MerchantApiClient(exCode, wire, json),
        http::close);
  }
}
