package io.dams.frontoffice.login;

import io.dams.frontoffice.privacy.Phone;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** The SMS provider's HTTP API. */
@Component
class SmsClient {

  private static final Logger LOG = LoggerFactory.getLogger(SmsClient.class);

  private final RestClient http;
  private final SmsProperties properties;

  SmsClient(SmsProperties properties) {
    JdkClientHttpRequestFactory requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder().connectTimeout(properties.timeout()).build());
    requests.setReadTimeout(properties.timeout());
    this.http = RestClient.builder().requestFactory(requests).build();
    this.properties = properties;
  }

  /** Sends a code; false when the provider did not take it. Not repeated: the user asks again. */
  boolean send(Phone phone, String code) {
    String text = "Your code is " + code + ". Do not tell it to anybody.";
    try {
      http.post()
          .uri(properties.url())
          .contentType(MediaType.APPLICATION_JSON)
          .body(new Message(phone.e164(), text, code))
          .retrieve()
          .toBodilessEntity();
      return true;
    } catch (RestClientException e) {
      LOG.warn("SMS to {} was not taken by the provider: {}", phone, e.getClass().getSimpleName());
      return false;
    }
  }

  /**
   * The SMS provider.
   *
   * @param url takes a POST of phone, text and code
   * @param timeout for the connection, and again for the answer
   */
  @Validated
  @ConfigurationProperties("dams.sms")
  record SmsProperties(@NotNull URI url, @DefaultValue("3s") Duration timeout) {}

  /** Body of the provider's API. */
  record Message(String phone, String text, String code) {

    @Override
    public String toString() {
      return "Message[]";
    }
  }
}
