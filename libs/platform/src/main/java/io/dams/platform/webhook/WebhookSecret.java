package io.dams.platform.webhook;

import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * The secret that we share with the receiver of our webhooks. Written {@code whsec_} and base64;
 * never shown by {@link #toString}.
 */
public final class WebhookSecret {

  private static final String PREFIX = "whsec_";
  private static final int MIN_BYTES = 24;
  private static final int MAX_BYTES = 64;
  private static final int NEW_BYTES = 32;

  private final byte[] bytes;

  private WebhookSecret(byte[] bytes) {
    if (bytes.length < MIN_BYTES || bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a webhook secret has " + MIN_BYTES + " to " + MAX_BYTES + " bytes");
    }
    this.bytes = bytes;
  }

  /** A new one. The generator must be a cryptographically strong one. */
  public static WebhookSecret random(RandomGenerator random) {
    byte[] bytes = new byte[NEW_BYTES];
    random.nextBytes(bytes);
    return new WebhookSecret(bytes);
  }

  /** Reads the text; throws {@link IllegalArgumentException} when it is not of the form. */
  public static WebhookSecret of(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("a webhook secret begins with " + PREFIX);
    }
    return new WebhookSecret(Base64.getDecoder().decode(text.substring(PREFIX.length())));
  }

  /** The text that the receiver is given. */
  public String text() {
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WebhookSecret secret && Arrays.equals(bytes, secret.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "WebhookSecret[]";
  }
}
