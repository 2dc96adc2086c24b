package io.dams.platform.outbox;

import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RetriableException;

/** Tells a place that takes nothing now from one message that cannot be sent. */
final class SendFailures {

  private SendFailures() {}

  /**
   * Whether any message to the same topic and explicit partition would fail too. What is not known
   * is a fault of the message, so that one of them never stops a topic.
   */
  static boolean isOfPlace(Throwable failure) {
    return switch (failure) {
      case RetriableException _ -> true;
      case AuthorizationException _ -> true;
      case AuthenticationException _ -> true;
      case InvalidTopicException _ -> true;
      case TimeoutException _ -> true;
      case InterruptedException _ -> true;
      case IllegalStateException _ -> true; // the producer is closed
      default -> false;
    };
  }
}
