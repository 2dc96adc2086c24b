package io.dams.platform.failstop;

import io.dams.platform.inbox.Outages;
import java.util.List;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.CommonContainerStoppingErrorHandler;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Repeats a record while the cause is an outage; stops the container at anything else. That the
 * group took this consumer for gone is neither: the effects stand, only their offset was not
 * committed. Who has the partition next begins at the last one that was, and the listener's own
 * position tells what comes again.
 */
class FailStopErrorHandler implements CommonErrorHandler {

  private static final Logger log = LoggerFactory.getLogger(FailStopErrorHandler.class);

  private final CommonErrorHandler repeat;
  private final CommonErrorHandler stop = new CommonContainerStoppingErrorHandler();
  private final FailStops stops;

  FailStopErrorHandler(FailStops stops, ExponentialBackOff endless) {
    this.stops = stops;
    this.repeat = new DefaultErrorHandler(FailStopErrorHandler::neverPassOver, endless);
  }

  @Override
  public boolean seeksAfterHandling() {
    return true;
  }

  @Override
  public void handleRemaining(
      Exception failure,
      List<ConsumerRecord<?, ?>> records,
      Consumer<?, ?> consumer,
      MessageListenerContainer container) {
    if (Outages.isOutage(failure)) {
      repeat.handleRemaining(failure, records, consumer, container);
      return;
    }
    noteStop(failure, records.getFirst(), container);
    stop.handleRemaining(failure, records, consumer, container);
  }

  /** What a batch listener says with {@link BatchListenerFailedException} names the record. */
  @Override
  public void handleBatch(
      Exception failure,
      ConsumerRecords<?, ?> records,
      Consumer<?, ?> consumer,
      MessageListenerContainer container,
      Runnable listener) {
    if (isOfTheOffsetAlone(failure)) {
      log.warn(
          "listener {} did not commit its offset: {}",
          container.getListenerId(),
          failure.toString());
      return;
    }
    if (Outages.isOutage(failure)) {
      repeat.handleBatch(failure, records, consumer, container, listener);
      return;
    }
    int index = failure.getCause() instanceof BatchListenerFailedException at ? at.getIndex() : 0;
    int number = 0;
    for (ConsumerRecord<?, ?> record : records) {
      if (number++ == index) {
        noteStop(failure, record, container);
      }
    }
    stop.handleBatch(failure, records, consumer, container, listener);
  }

  @Override
  public void handleOtherException(
      Exception failure,
      Consumer<?, ?> consumer,
      MessageListenerContainer container,
      boolean batchListener) {
    repeat.handleOtherException(failure, consumer, container, batchListener);
  }

  /** As the container tells it; what a listener throws has another type around it. */
  private static boolean isOfTheOffsetAlone(Exception failure) {
    return failure instanceof CommitFailedException
        || failure instanceof RebalanceInProgressException;
  }

  private void noteStop(
      Exception failure, ConsumerRecord<?, ?> record, MessageListenerContainer container) {
    String place = record.topic() + "-" + record.partition() + "@" + record.offset();
    String listener = container.getListenerId();
    stops.stopped(listener, place + ": " + NestedExceptionUtils.getMostSpecificCause(failure));
    log.error(
        "listener {} stops at {}: nothing after it may be processed", listener, place, failure);
  }

  private static void neverPassOver(ConsumerRecord<?, ?> record, Exception failure) {
    throw new IllegalStateException("record %s is repeated".formatted(record.offset()), failure);
  }
}
