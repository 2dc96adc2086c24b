package io.dams.platform.inbox;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets a message take effect once for each consumer. */
public class Inbox {

  private final InboxMapper mapper;
  private final TransactionTemplate transaction;

  Inbox(InboxMapper mapper, TransactionTemplate transaction) {
    this.mapper = mapper;
    this.transaction = transaction;
  }

  /**
   * Runs the effect and notes the message in one transaction. A message that is noted already is a
   * duplicate: nothing is done. When the effect throws, nothing is noted.
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
              effect.run();
              return true;
            }));
  }
}
