package io.dams.transfer.app;

/** What a secret is for. */
public enum SecretPurpose {
  /** Signs requests, in both directions. */
  REQUEST,
  /** Signs callbacks. */
  CALLBACK
}
