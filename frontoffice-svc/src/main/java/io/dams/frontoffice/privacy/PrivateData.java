package io.dams.frontoffice.privacy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals personal data for the database (AES-256-GCM, NIST SP 800-38D) and makes the keyed hash
 * (HMAC-SHA256) by which it is found. A sealed text is bound to its context, so that a value cannot
 * be moved to another column. Form: version, 12 random bytes, cipher text with tag.
 */
public class PrivateData {

  private static final byte VERSION = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_BYTES = 32;

  private final SecretKeySpec sealKey;
  private final SecretKeySpec hashKey;
  private final SecureRandom random;

  /** Both keys have 32 bytes; throws {@link IllegalArgumentException} otherwise. */
  public PrivateData(byte[] sealKey, byte[] hashKey, SecureRandom random) {
    if (sealKey.length != KEY_BYTES || hashKey.length != KEY_BYTES) {
      throw new IllegalArgumentException("keys for personal data have " + KEY_BYTES + " bytes");
    }
    this.sealKey = new SecretKeySpec(sealKey, "AES");
    this.hashKey = new SecretKeySpec(hashKey, "HmacSHA256");
    this.random = random;
  }

  /** The sealed text; another one each time. */
  public byte[] seal(String context, String text) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, context, nonce)
              .doFinal(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
          .put(VERSION)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is in every JDK", e);
    }
  }

  /**
   * The text that was sealed in this context. Throws {@link IllegalStateException} when the bytes
   * were changed, or sealed in another context or by another key.
   */
  public String open(String context, byte[] sealed) {
    if (sealed.length <= 1 + NONCE_BYTES || sealed[0] != VERSION) {
      throw new IllegalStateException("sealed data of an unknown form in " + context);
    }
    byte[] nonce = new byte[NONCE_BYTES];
    ByteBuffer.wrap(sealed).get(1, nonce);
    try {
      byte[] text =
          cipher(Cipher.DECRYPT_MODE, context, nonce)
              .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
      return new String(text, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealed data cannot be opened in " + context, e);
    }
  }

  /** The keyed hash of a text in a context: the same each time, of no use without the key. */
  public byte[] fingerprint(String context, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(hashKey);
      mac.update(context.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is in every JDK", e);
    }
  }

  private Cipher cipher(int mode, String context, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, sealKey, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
