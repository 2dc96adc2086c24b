package io.dams.frontoffice.login;

import io.dams.frontoffice.privacy.Phone;
import java.net.http.HttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** The SMS provider's HTTP API. */
@Component
class SmsClient {

  private static final Logger LOG = LoggerFactory.getLogger(SmsClient.class);

  private final RestClient http;
  private final LoginProperties properties;

  SmsClient(RestClient.Builder builder, LoginProperties properties) {
    JdkClientHttpRequestFactory requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder().connectTimeout(properties.smsTimeout()).build());
    requests.setReadTimeout(properties.smsTimeout());
    this.http = builder.requestFactory(requests).build();
    this.properties = properties;
  }

  /** Sends a code; false when the provider did not take it. Not repeated: the user asks again. */
  boolean send(Phone phone, String code) {
    String text = "Your code is " + code + ". Do not tell it to anybody.";
    try {
      http.post()
          .uri(properties.smsUrl())
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

  /** Body of the provider's API. */
  record Message(String phone, String text, String code) {

    @Override
    public String toString() {
      return "Message[]";
    }
  }
}
