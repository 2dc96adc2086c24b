package io.dams.frontoffice.device;

/** Whose push service reaches a device. */
public enum Platform {
  /** Apple Push Notification service. */
  IOS("[0-9a-fA-F]{64,200}"),
  /** Firebase Cloud Messaging. */
  ANDROID("[A-Za-z0-9_:.%-]{20,4000}");

  private final String form;

  Platform(String form) {
    this.form = form;
  }

  /** Whether a text may be a token of this platform. */
  boolean allows(String token) {
    return token.matches(form);
  }
}
