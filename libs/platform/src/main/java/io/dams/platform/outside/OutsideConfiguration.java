package io.dams.platform.outside;

import java.net.InetAddress;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.classic.HttpClient;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The client for services that have Apache's HTTP client on their class path. */
@AutoConfiguration
@ConditionalOnClass(HttpClient.class)
@EnableConfigurationProperties(OutsideProperties.class)
public class OutsideConfiguration {

  /** The addresses of names. */
  @Bean
  NameLookups outsideNames(OutsideProperties properties) {
    return new NameLookups(InetAddress::getAllByName, properties.connectTimeout());
  }

  /** Which addresses may be called. */
  @Bean
  OutsideAddresses outsideAddresses(OutsideProperties properties, NameLookups names) {
    return new OutsideAddresses(properties.allow(), names);
  }

  /** The one client of the service. */
  @Bean
  OutsideHttpClient outsideHttpClient(OutsideProperties properties, OutsideAddresses addresses) {
    var deadlines =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("outside-deadlines").factory());
    return new OutsideHttpClient(properties, addresses, deadlines);
  }
}
