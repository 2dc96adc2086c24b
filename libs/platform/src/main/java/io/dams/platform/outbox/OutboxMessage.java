package io.dams.platform.outbox;

import org.jspecify.annotations.Nullable;

/**
 * A message to send. Its header {@code ce_type} is the simple name of the payload's class.
 *
 * @param topic where to
 * @param partition explicit partition; null to choose it by the key
 * @param key the aggregate's id, at most 120 characters: messages of one topic and key keep their
 *     order
 * @param payload written as JSON
 */
public record OutboxMessage(String topic, @Nullable Integer partition, String key, Object payload) {

  /** A message whose partition follows from its key. */
  public OutboxMessage(String topic, String key, Object payload) {
    this(topic, null, key, payload);
  }
}
