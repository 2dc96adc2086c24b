package io.dams.frontoffice.token;

import feign.Feign;
import feign.FeignException;
import feign.Request;
import feign.Retryer;
import io.dams.contracts.id.UserId;
import io.dams.contracts.ledger.PointAmount;
import io.dams.contracts.ledger.TokenBalance;
import io.dams.platform.identity.ServiceIdentityInterceptor;
import io.dams.platform.identity.ServiceTokens;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.annotation.Validated;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Connects the ledger. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

  @Bean
  Tokens tokens(LedgerProperties properties, ServiceTokens identity, JsonMapper json) {
    LedgerClient wire =
        Feign.builder()
            .requestInterceptor(new ServiceIdentityInterceptor(identity, "ledger-svc"))
            .options(
                new Request.Options(
                    properties.ledgerConnectTimeout(), properties.ledgerReadTimeout(), false))
            .retryer(Retryer.NEVER_RETRY)
            .decoder(
                (response, type) ->
                    json.readValue(
                        response.body().asInputStream(), json.getTypeFactory().constructType(type)))
            .target(LedgerClient.class, properties.ledger().toString());
    return new Tokens() {
      @Override
      public List<TokenBalance> balances(UserId user) {
        return answer(() -> wire.balances(user));
      }

      @Override
      public List<PointAmount> pointAmounts() {
        return answer(wire::pointAmounts);
      }
    };
  }

  private static <T> T answer(Supplier<T> call) {
    try {
      return call.get();
    } catch (FeignException | JacksonException e) {
      throw new Tokens.LedgerUnavailableException(e);
    }
  }

  /**
   * Where the ledger is.
   *
   * @param ledger {@code http://host:port}
   * @param ledgerConnectTimeout for the connection
   * @param ledgerReadTimeout for the answer
   */
  @Validated
  @ConfigurationProperties("dams.services")
  record LedgerProperties(
      @NotNull URI ledger,
      @DefaultValue("1s") Duration ledgerConnectTimeout,
      @DefaultValue("2s") Duration ledgerReadTimeout) {}
}
