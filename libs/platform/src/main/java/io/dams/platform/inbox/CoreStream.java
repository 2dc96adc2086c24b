package io.dams.platform.inbox;

import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.Topics;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets each event of the core take effect once, in order and without a gap. */
public class CoreStream {

  private final InboxMapper mapper;
  private final TransactionTemplate transaction;

  CoreStream(InboxMapper mapper, TransactionTemplate transaction) {
    this.mapper = mapper;
    this.transaction = transaction;
  }

  /**
   * Runs the effect and advances the position in the event's shard in one transaction. An event at
   * or before the position is a duplicate: nothing is done. Throws {@link StreamGapException} when
   * events before it are missing.
   *
   * @param consumer who takes it, at most 60 characters
   * @return whether the effect was run
   */
  public boolean once(String consumer, CoreEvent event, Runnable effect) {
    String stream = Topics.CORE_EVENT + "-" + event.shard();
    return Boolean.TRUE.equals(
        transaction.execute(
            _ -> {
              Long position = mapper.lockPosition(consumer, stream);
              long last = position == null ? 0 : position;
              if (event.sequence() <= last) {
                return false;
              }
              if (event.sequence() != last + 1) {
                throw new StreamGapException(stream, last, event.sequence());
              }
              int moved =
                  position == null
                      ? mapper.firstPosition(consumer, stream)
                      : mapper.advance(consumer, stream, event.sequence());
              if (moved != 1) {
                throw new StreamGapException(stream, last, event.sequence());
              }
              effect.run();
              return true;
            }));
  }
}
