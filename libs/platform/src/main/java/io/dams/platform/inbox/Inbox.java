package io.dams.platform.inbox;

import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets a message take effect once for each consumer, and those of a key in their order. */
public class Inbox {

  private static final Logger log = LoggerFactory.getLogger(Inbox.class);

  private final InboxMapper mapper;
  private final TransactionTemplate transaction;
  private final Runnable dropped;

  Inbox(InboxMapper mapper, TransactionTemplate transaction, Runnable dropped) {
    this.mapper = mapper;
    this.transaction = transaction;
    this.dropped = dropped;
  }

  /**
   * Runs the effect and notes the message in one transaction. A message that is noted already, or
   * whose number has gone by, is a duplicate: nothing is done. When the effect throws, nothing is
   * noted. Throws {@link SequenceGapException} when messages of its source, topic and key are
   * missing before it. A message without a number is only told from its duplicates.
   *
   * @param consumer who takes it, at most 60 characters; a service may have several
   * @return whether the effect was run
   */
  public boolean once(String consumer, InboundMessage message, Runnable effect) {
    return Boolean.TRUE.equals(
        transaction.execute(
            _ -> {
              try {
                mapper.insert(consumer, message.source(), message.id());
              } catch (DuplicateKeyException e) {
                return false;
              }
              if (message.sequence() > 0 && !isNext(consumer, message)) {
                return false;
              }
              effect.run();
              return true;
            }));
  }

  /** Advances to the message; false when its number has gone by. */
  private boolean isNext(String consumer, InboundMessage message) {
    int advanced =
        message.sequence() == 1
            ? mapper.openSequence(consumer, message)
            : mapper.advanceSequence(consumer, message);
    if (advanced == 1) {
      return true;
    }
    long last = Objects.requireNonNullElse(mapper.lastSequence(consumer, message), 0L);
    if (message.sequence() <= last) {
      log.warn("{} drops {}: number {} has gone by", consumer, message, message.sequence());
      dropped.run();
      return false;
    }
    if (mapper.givenUp(message, last) < message.sequence() - 1 - last) {
      throw new SequenceGapException(message, last + 1);
    }
    mapper.skipTo(consumer, message);
    return true;
  }
}
