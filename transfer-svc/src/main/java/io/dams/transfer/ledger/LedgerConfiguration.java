package io.dams.transfer.ledger;

import feign.Feign;
import feign.Logger;
import feign.Request;
import feign.Retryer;
import io.dams.platform.identity.ServiceIdentityInterceptor;
import io.dams.platform.identity.ServiceTokens;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Connects the ledger: every call has a timeout, none is repeated by the client itself. */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(3);

  @Bean
  LedgerClient ledgerClient(LedgerProperties services, ServiceTokens tokens, JsonMapper json) {
    LedgerFeignClient wire =
        Feign.builder()
            .encoder((body, type, template) -> template.body(json.writeValueAsBytes(body), null))
            .retryer(Retryer.NEVER_RETRY)
            .options(new Request.Options(CONNECT_TIMEOUT, READ_TIMEOUT, false))
            .logLevel(Logger.Level.NONE)
            .requestInterceptor(new ServiceIdentityInterceptor(tokens, "ledger-svc"))
            .target(LedgerFeignClient.class, services.ledger().toString());
    return new LedgerClient(wire, json);
  }
}
