package io.dams.platform.parking;

import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.AcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.listener.MessageListenerContainer;

/** Finds the listener of a group and topic, and calls it in the caller's thread. */
final class ListenerRedelivery {

  private ListenerRedelivery() {}

  static void redeliver(
      KafkaListenerEndpointRegistry listeners,
      String consumer,
      ConsumerRecord<String, byte[]> record) {
    for (MessageListenerContainer container : listeners.getListenerContainers()) {
      if (consumer.equals(container.getGroupId()) && reads(container, record.topic())) {
        call(container, record);
        return;
      }
    }
    throw new IllegalStateException(
        "no listener of group %s reads %s".formatted(consumer, record.topic()));
  }

  private static boolean reads(MessageListenerContainer container, String topic) {
    String[] topics = container.getContainerProperties().getTopics();
    return topics != null && List.of(topics).contains(topic);
  }

  @SuppressWarnings("unchecked")
  private static void call(
      MessageListenerContainer container, ConsumerRecord<String, byte[]> record) {
    Object listener =
        Objects.requireNonNull(container.getContainerProperties().getMessageListener());
    switch (listener) {
      case AcknowledgingConsumerAwareMessageListener<?, ?> aware ->
          ((AcknowledgingConsumerAwareMessageListener<String, byte[]>) aware)
              .onMessage(record, null, null);
      case MessageListener<?, ?> plain ->
          ((MessageListener<String, byte[]>) plain).onMessage(record);
      case BatchAcknowledgingConsumerAwareMessageListener<?, ?> together ->
          ((BatchAcknowledgingConsumerAwareMessageListener<String, byte[]>) together)
              .onMessage(List.of(record), null, null);
      default -> throw new IllegalStateException("not a listener of records: " + listener);
    }
  }
}
