package io.dams.frontoffice.device;

import java.time.Instant;

/**
 * A device of a session that lives. Its text has no token.
 *
 * @param session the session that it belongs to, and its only name here
 * @param token by which the platform's push service knows it
 * @param registeredAt when the app last said so
 */
public record Device(
    String session, Platform platform, String token, Language language, Instant registeredAt) {

  @Override
  public String toString() {
    return "Device[" + session + ", " + platform + "]";
  }
}
