package io.dams.sandbox;

/**
 * Our key at a merchant.
 *
 * @param secret base64 of 32 bytes
 */
public record MerchantCredentials(String keyId, String secret) {

  @Override
  public String toString() {
    return "MerchantCredentials[" + keyId + "]";
  }
}
