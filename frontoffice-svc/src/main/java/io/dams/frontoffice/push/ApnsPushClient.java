package io.dams.frontoffice.push;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import com.eatthepath.pushy.apns.PushType;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import com.eatthepath.pushy.apns.util.ApnsPayloadBuilder;
import com.eatthepath.pushy.apns.util.SimpleApnsPayloadBuilder;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import io.dams.frontoffice.device.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Apple Push Notification service: HTTP/2, with a token signed by our key. The order group is the
 * message's {@code apns-collapse-id}, so that a device shows of one the last.
 */
class ApnsPushClient implements PushProvider, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ApnsPushClient.class);

  /** The token will never be right again; Apple's names. */
  private static final Set<String> DEAD = Set.of("Unregistered", "ExpiredToken", "BadDeviceToken");

  /** Passes by itself. */
  private static final Set<String> PASSES =
      Set.of(
          "TooManyRequests",
          "TooManyProviderTokenUpdates",
          "ExpiredProviderToken",
          "IdleTimeout",
          "InternalServerError",
          "ServiceUnavailable",
          "Shutdown");

  private final ApnsClient client;
  private final String topic;
  private final Duration timeout;

  ApnsPushClient(PushProperties.Apns properties) throws IOException, GeneralSecurityException {
    ApnsClientBuilder builder =
        new ApnsClientBuilder()
            .setApnsServer(properties.host(), properties.port())
            .setSigningKey(
                ApnsSigningKey.loadFromPkcs8File(
                    properties.keyFile().toFile(), properties.teamId(), properties.keyId()))
            .setConnectionTimeout(properties.timeout());
    if (properties.trustedFile() != null) {
      builder.setTrustedServerCertificateChain(properties.trustedFile().toFile());
    }
    this.client = builder.build();
    this.topic = properties.topic();
    this.timeout = properties.timeout();
  }

  @Override
  public Platform platform() {
    return Platform.IOS;
  }

  @Override
  public PushAnswer send(PushMessage message) throws InterruptedException {
    try {
      return answer(
          client
              .sendNotification(notification(message))
              .get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return new PushAnswer.TryLater("no answer in time", null);
    } catch (ExecutionException e) {
      LOG.warn("APNs is not reached: {}", String.valueOf(e.getCause()));
      return new PushAnswer.TryLater("not reached", null);
    }
  }

  private SimpleApnsPushNotification notification(PushMessage message) {
    ApnsPayloadBuilder payload =
        new SimpleApnsPayloadBuilder()
            .setAlertTitle(message.title())
            .setAlertBody(message.body())
            .setSound(ApnsPayloadBuilder.DEFAULT_SOUND_FILENAME)
            .addCustomProperty("group", message.group().toString())
            .addCustomProperty("template", message.template());
    return new SimpleApnsPushNotification(
        message.token(),
        topic,
        payload.build(),
        message.expiresAt(),
        DeliveryPriority.IMMEDIATE,
        PushType.ALERT,
        message.group().toString(),
        UUID.nameUUIDFromBytes(message.reference().getBytes(StandardCharsets.UTF_8)));
  }

  private static PushAnswer answer(PushNotificationResponse<?> response) {
    if (response.isAccepted()) {
      return new PushAnswer.Accepted();
    }
    String reason = response.getRejectionReason().orElse("status " + response.getStatusCode());
    if (DEAD.contains(reason)) {
      return new PushAnswer.TokenDead(
          reason, response.getTokenInvalidationTimestamp().orElse(null));
    }
    return PASSES.contains(reason) || response.getStatusCode() >= 500
        ? new PushAnswer.TryLater(reason, null)
        : new PushAnswer.Refused(reason);
  }

  @Override
  public void close() {
    client
        .close()
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(e -> null)
        .join();
  }
}
