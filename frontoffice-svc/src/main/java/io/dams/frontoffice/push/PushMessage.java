package io.dams.frontoffice.push;

import io.dams.contracts.id.OrderGroupId;
import java.time.Instant;

/**
 * A message as it is given to a push service. Its text has no token.
 *
 * @param token of the device
 * @param reference the same for each repetition, and for no other message
 * @param group the order group: of the messages about one, a device shows the last
 * @param template what happened, for the app
 * @param expiresAt from when on it is worth nothing to the user
 */
record PushMessage(
    String token,
    String reference,
    OrderGroupId group,
    String template,
    String title,
    String body,
    Instant expiresAt) {

  @Override
  public String toString() {
    return "PushMessage[" + reference + "]";
  }
}
