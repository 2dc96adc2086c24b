package io.dams.platform.inbox;

import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets a message take effect once for each consumer. */
public class Inbox {

  private static final Logger log = LoggerFactory.getLogger(Inbox.class);

  private static final long DUPLICATE = -1;

  /** Counts messages that are missing. */
  @FunctionalInterface
  interface Meter {
    void missing(String consumer, String topic, long messages);
  }

  private final InboxMapper mapper;
  private final TransactionTemplate transaction;
  private final Meter meter;

  Inbox(InboxMapper mapper, TransactionTemplate transaction, Meter meter) {
    this.mapper = mapper;
    this.transaction = transaction;
    this.meter = meter;
  }

  /**
   * Runs the effect and notes the message in one transaction. A message that is noted already is a
   * duplicate: nothing is done. When the effect throws, nothing is noted. A number that is missing
   * before the message's own is counted and logged as an error; the message takes effect.
   *
   * @param consumer who takes it, at most 60 characters; a service may have several
   * @return whether the effect was run
   */
  public boolean once(String consumer, InboundMessage message, Runnable effect) {
    long before = Objects.requireNonNull(transaction.execute(_ -> take(consumer, message, effect)));
    if (before == DUPLICATE) {
      return false;
    }
    long missing = message.sequence() - before - 1;
    if (missing > 0) {
      meter.missing(consumer, message.topic(), missing);
      log.error(
          "{} took {}, number {} of key {}, after number {}: {} missing",
          consumer,
          message,
          message.sequence(),
          message.key(),
          before,
          missing);
    }
    return true;
  }

  /** The highest number of its key before it, 0 when there is none. */
  private long take(String consumer, InboundMessage message, Runnable effect) {
    try {
      mapper.insert(consumer, message.source(), message.id());
    } catch (DuplicateKeyException e) {
      return DUPLICATE;
    }
    effect.run();
    boolean numbered = message.sequence() > 0 && !message.key().isEmpty();
    return numbered
        ? mapper.position(
            consumer, message.source(), message.topic(), message.key(), message.sequence())
        : message.sequence();
  }
}
