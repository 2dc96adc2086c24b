package io.dams.platform.failstop;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/** Down when a listener has stopped at a record, or does not run. */
class StreamsHealthIndicator extends AbstractHealthIndicator {

  private final FailStops stops;
  private final KafkaListenerEndpointRegistry listeners;

  StreamsHealthIndicator(FailStops stops, KafkaListenerEndpointRegistry listeners) {
    super("the listeners could not be asked");
    this.stops = stops;
    this.listeners = listeners;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    health.up();
    for (MessageListenerContainer container : listeners.getListenerContainers()) {
      if (!container.isRunning()) {
        health.down().withDetail(container.getListenerId(), "not running");
      }
    }
    stops.reasons().forEach((listener, reason) -> health.down().withDetail(listener, reason));
  }
}
