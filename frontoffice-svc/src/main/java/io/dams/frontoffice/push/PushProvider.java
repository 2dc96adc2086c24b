package io.dams.frontoffice.push;

import io.dams.frontoffice.device.Platform;

/** The push service of a platform. */
interface PushProvider {

  /** Whose devices it reaches. */
  Platform platform();

  /** Sends a message, within some seconds. */
  PushAnswer send(PushMessage message) throws InterruptedException;
}
