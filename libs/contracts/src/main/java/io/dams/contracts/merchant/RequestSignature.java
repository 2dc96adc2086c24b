package io.dams.contracts.merchant;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature of a request between us and a merchant: HMAC-SHA256 (RFC 2104), as lower-case hex, over
 *
 * <pre>
 * METHOD \n path-with-query \n timestamp \n nonce \n sha256-hex(body)
 * </pre>
 *
 * where the timestamp is in epoch seconds and may differ from the receiver's clock by {@link
 * #TOLERANCE}; within twice that time a nonce is taken once for each key.
 */
public final class RequestSignature {

  /** Which key signs. */
  public static final String KEY_HEADER = "DAMS-Key";

  /** Epoch seconds. */
  public static final String TIMESTAMP_HEADER = "DAMS-Timestamp";

  /** 16 to 64 characters, random. */
  public static final String NONCE_HEADER = "DAMS-Nonce";

  /** The signature, lower-case hex. */
  public static final String SIGNATURE_HEADER = "DAMS-Signature";

  /** The member's token, where a request is about one member. */
  public static final String MEMBER_TOKEN_HEADER = "DAMS-Member-Token";

  /** How far the timestamp may be from the receiver's clock. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  private RequestSignature() {}

  /** The signature of a request. */
  public static String sign(
      byte[] secret, String method, String path, long epochSeconds, String nonce, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      String text =
          method + '\n' + path + '\n' + epochSeconds + '\n' + nonce + '\n' + sha256Hex(body);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is in every JDK", e);
    }
  }

  /** Whether the signature is right; takes as long for a wrong one. */
  public static boolean verify(
      byte[] secret,
      String method,
      String path,
      long epochSeconds,
      String nonce,
      byte[] body,
      String signature) {
    String expected = sign(secret, method, path, epochSeconds, nonce, body);
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256Hex(byte[] body) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
  }
}
