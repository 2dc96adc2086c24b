package io.dams.platform.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The headers of a webhook: HMAC-SHA256 over {@code id.timestamp.body}, base64, with the version
 * {@code v1}. While a secret is rotated there is a signature by each secret; the receiver accepts
 * any.
 */
public final class WebhookSignature {

  /** Names the message: the same in each attempt, so that the receiver takes it once. */
  public static final String ID_HEADER = "webhook-id";

  /** Epoch seconds of the attempt. */
  public static final String TIMESTAMP_HEADER = "webhook-timestamp";

  /** The signatures, separated by blanks. */
  public static final String SIGNATURE_HEADER = "webhook-signature";

  private WebhookSignature() {}

  /**
   * The three headers of an attempt.
   *
   * @param secrets one, or two while one replaces the other
   * @param id without dots
   */
  public static Map<String, String> headers(
      List<WebhookSecret> secrets, String id, Instant at, byte[] body) {
    if (secrets.isEmpty() || id.indexOf('.') >= 0) {
      throw new IllegalArgumentException("a secret, and an id without dots: " + id);
    }
    long seconds = at.getEpochSecond();
    String signatures =
        secrets.stream()
            .map(secret -> sign(secret, id, seconds, body))
            .collect(Collectors.joining(" "));
    return Map.of(
        ID_HEADER, id,
        TIMESTAMP_HEADER, Long.toString(seconds),
        SIGNATURE_HEADER, signatures);
  }

  private static String sign(WebhookSecret secret, String id, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.bytes(), "HmacSHA256"));
      mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is in every JDK", e);
    }
  }
}
