package io.dams.matching.log;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Waits for a record that a producer sends; for as long as that producer tries. */
public final class SentRecordClient {

  private SentRecordClient() {}

  /** The offset at which the record stands now. Kafka's exceptions pass through. */
  public static long offset(Future<RecordMetadata> sent) {
    try {
      return sent.get().offset();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause
          ? cause
          : new KafkaException("the record was not sent", e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
