package io.dams.transfer.app;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets for the database (AES-256-GCM, NIST SP 800-38D), bound to their key id: a row that
 * is moved to another key cannot be opened. Form: version, 12 random bytes, cipher text with tag.
 */
final class SecretSeal {

  private static final byte VERSION = 1;
  private static final int NONCE_BYTES = 12;
  private static final int HEAD_BYTES = 1 + NONCE_BYTES;
  private static final int TAG_BITS = 128;
  private static final int KEY_BYTES = 32;

  private final SecretKeySpec key;
  private final RandomGenerator random;

  SecretSeal(byte[] key, RandomGenerator random) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("the key that seals secrets has " + KEY_BYTES + " bytes");
    }
    this.key = new SecretKeySpec(key, "AES");
    this.random = random;
  }

  byte[] seal(String keyId, String text) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed =
        crypt(Cipher.ENCRYPT_MODE, keyId, nonce, text.getBytes(StandardCharsets.UTF_8), 0);
    byte[] all = new byte[HEAD_BYTES + sealed.length];
    all[0] = VERSION;
    System.arraycopy(nonce, 0, all, 1, NONCE_BYTES);
    System.arraycopy(sealed, 0, all, HEAD_BYTES, sealed.length);
    return all;
  }

  /** Throws {@link IllegalStateException} when the bytes were not sealed so. */
  String open(String keyId, byte[] sealed) {
    if (sealed.length <= HEAD_BYTES || sealed[0] != VERSION) {
      throw new IllegalStateException("the secret of " + keyId + " has an unknown form");
    }
    byte[] nonce = new byte[NONCE_BYTES];
    System.arraycopy(sealed, 1, nonce, 0, NONCE_BYTES);
    return new String(
        crypt(Cipher.DECRYPT_MODE, keyId, nonce, sealed, HEAD_BYTES), StandardCharsets.UTF_8);
  }

  private byte[] crypt(int mode, String keyId, byte[] nonce, byte[] input, int from) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(keyId.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input, from, input.length - from);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the secret of " + keyId + " cannot be opened or sealed", e);
    }
  }
}
