package io.dams.frontoffice.push;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a push service made of a message. */
sealed interface PushAnswer {

  /** It will be delivered, if the device is seen before it expires. */
  record Accepted() implements PushAnswer {}

  /**
   * No device has this token, and none will again.
   *
   * @param since from when on; null when that is not told
   */
  record TokenDead(String reason, @Nullable Instant since) implements PushAnswer {}

  /**
   * Not now, or not known whether it was taken: the same again is seen once.
   *
   * @param after what the service asks us to wait; null when it asks nothing
   */
  record TryLater(String reason, @Nullable Duration after) implements PushAnswer {}

  /** Refused for what we sent, or for who we are: no repetition mends that, an operator does. */
  record Refused(String reason) implements PushAnswer {}
}
