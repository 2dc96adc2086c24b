package io.dams.frontoffice.push;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The push services. One that is left out is not used.
 *
 * @param validFor how long the result of an order is worth telling
 */
@Validated
@ConfigurationProperties("dams.push")
record PushProperties(
    @DefaultValue("24h") Duration validFor, @Valid @Nullable Apns apns, @Valid @Nullable Fcm fcm) {

  /**
   * Apple's, by a signing key.
   *
   * @param keyFile the key as Apple gives it, PKCS#8 in PEM
   * @param keyId its name
   * @param teamId whose key it is
   * @param topic the app's bundle id
   * @param host of the service; api.sandbox.push.apple.com for apps that are being developed
   * @param trustedFile PEM of the certificates to trust instead of the JDK's
   * @param timeout for the connection, and again for an answer
   */
  record Apns(
      @NotNull Path keyFile,
      @NotBlank String keyId,
      @NotBlank String teamId,
      @NotBlank String topic,
      @DefaultValue("api.push.apple.com") String host,
      @DefaultValue("443") int port,
      @Nullable Path trustedFile,
      @DefaultValue("10s") Duration timeout) {}

  /**
   * Google's, by a service account.
   *
   * @param credentialsFile the account as Google gives it, JSON
   * @param url of the service
   * @param timeout for the connection, and again for an answer
   */
  record Fcm(
      @NotNull Path credentialsFile,
      @DefaultValue("https://fcm.googleapis.com") URI url,
      @DefaultValue("10s") Duration timeout) {}
}
