package io.dams.contracts.merchant;

import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Signs requests with one key, each at its time and with a nonce of its own. */
public final class RequestSigner {

  private static final int NONCE_BYTES = 16;

  private final String keyId;
  private final byte[] secret;
  private final Clock clock;
  private final RandomGenerator random;

  /**
   * For a key.
   *
   * @param secret the key's, not copied
   * @param random for nonces; must be safe for all threads that sign
   */
  public RequestSigner(String keyId, byte[] secret, Clock clock, RandomGenerator random) {
    this.keyId = keyId;
    this.secret = secret;
    this.clock = clock;
    this.random = random;
  }

  /**
   * The four headers of a request that is sent now.
   *
   * @param path as it is sent, with its query
   * @param body the very bytes that are sent; empty for none
   */
  public Map<String, String> headers(String method, String path, byte[] body) {
    byte[] nonceBytes = new byte[NONCE_BYTES];
    random.nextBytes(nonceBytes);
    String nonce = HexFormat.of().formatHex(nonceBytes);
    long seconds = clock.instant().getEpochSecond();
    return Map.of(
        RequestSignature.KEY_HEADER,
        keyId,
        RequestSignature.TIMESTAMP_HEADER,
        Long.toString(seconds),
        RequestSignature.NONCE_HEADER,
        nonce,
        RequestSignature.SIGNATURE_HEADER,
        RequestSignature.sign(secret, method, path, seconds, nonce, body));
  }
}
