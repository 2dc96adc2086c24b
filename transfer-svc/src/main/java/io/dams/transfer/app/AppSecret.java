package io.dams.transfer.app;

import io.dams.platform.webhook.WebhookSecret;
import java.util.Base64;

/**
 * A secret that we share with an app.
 *
 * @param appId whose
 * @param keyId its public name
 * @param text of REQUEST base64; of CALLBACK as Standard Webhooks writes it
 */
public record AppSecret(int appId, SecretPurpose purpose, String keyId, String text) {

  /** The bytes that sign requests. */
  public byte[] requestKey() {
    require(SecretPurpose.REQUEST);
    return Base64.getDecoder().decode(text);
  }

  /** The secret that signs callbacks. */
  public WebhookSecret webhookSecret() {
    require(SecretPurpose.CALLBACK);
    return WebhookSecret.of(text);
  }

  private void require(SecretPurpose wanted) {
    if (purpose != wanted) {
      throw new IllegalStateException(keyId + " is for " + purpose);
    }
  }

  @Override
  public String toString() {
    return "AppSecret[" + keyId + " of app " + appId + "]";
  }
}
