package io.dams.transfer.callback;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A result that an app is told of.
 *
 * @param messageId the same in each attempt and each replay
 * @param payload the text whose bytes are signed
 * @param attempts since the last replay
 * @param replays how often an operator sent it again
 */
record Callback(
    long id,
    String messageId,
    int transferAppId,
    long orderId,
    String payload,
    State state,
    int attempts,
    int replays,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant deliveredAt,
    Instant createdAt) {

  /** PENDING → DELIVERED | EXHAUSTED | DISABLED; a replay makes any of them PENDING again. */
  enum State {
    /** It is still being sent. */
    PENDING,
    /** The app took it. */
    DELIVERED,
    /** The app did not take it in any attempt. */
    EXHAUSTED,
    /** The app wants no callbacks. */
    DISABLED
  }

  /** The obligation's reference: another one for each replay. */
  String reference() {
    return id + "-" + replays;
  }
}
