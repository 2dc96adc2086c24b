package io.dams.platform.outbox;

import io.dams.platform.tracing.TraceContexts;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sends messages with the transaction that writes them: they leave if it commits, and only then.
 * Each has an id that is the same however often it is sent, and a contiguous number within its
 * topic and key. They are written when the transaction is about to commit; only then writers of one
 * topic and key wait for each other.
 */
public class Outbox {

  /** Keys are spread over so many buckets; rows of the migration. */
  static final int BUCKETS = 32;

  private static final int MAX_KEY = 120;

  private final OutboxMapper mapper;
  private final Function<Object, byte[]> json;
  private final TraceContexts traces;
  private final RandomGenerator random;
  private final Runnable wake;
  private final int maxPayloadBytes;

  Outbox(
      OutboxMapper mapper,
      Function<Object, byte[]> json,
      TraceContexts traces,
      RandomGenerator random,
      Runnable wake,
      int maxPayloadBytes) {
    this.mapper = mapper;
    this.json = json;
    this.traces = traces;
    this.random = random;
    this.wake = wake;
    this.maxPayloadBytes = maxPayloadBytes;
  }

  /**
   * Sends the message with the caller's transaction, after those that were sent before in it.
   * Throws {@link IllegalStateException} when there is none, and {@link IllegalArgumentException}
   * when the message could never be sent: a key of more than 120 characters, or too large a
   * payload.
   */
  public void send(OutboxMessage message) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("the outbox needs a transaction");
    }
    byte[] payload = json.apply(message.payload());
    if (payload.length > maxPayloadBytes || message.key().length() > MAX_KEY) {
      throw new IllegalArgumentException(
          "message of %d bytes with a key of %d characters is too large"
              .formatted(payload.length, message.key().length()));
    }
    WaitingMessages.of(this, mapper, wake)
        .add(
            new WaitingMessage(
                new UUID(random.nextLong(), random.nextLong()).toString(),
                bucket(message.key()),
                new OutboxRow.Stream(message.topic(), message.key()),
                message.partition(),
                message.payload().getClass().getSimpleName(),
                payload,
                traces.current()));
  }

  static int bucket(String key) {
    return ((key.hashCode() * 0x9E3779B9) >>> 16) % BUCKETS;
  }
}
