package io.dams.platform.inbox;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.BatchListenerFailedException;

/**
 * Names the message of a batch that failed. A class of its own: a service that listens to nothing
 * has an inbox and no spring-kafka, and this is loaded only when it is needed.
 */
final class NotTaken {

  private NotTaken() {}

  /** The message by its record. */
  static RuntimeException record(ConsumerRecord<?, ?> record, RuntimeException cause) {
    return new BatchListenerFailedException("message not taken", cause, record);
  }

  /** The event by its place in the batch. */
  static RuntimeException index(int index, RuntimeException cause) {
    return new BatchListenerFailedException("event not taken", cause, index);
  }
}
