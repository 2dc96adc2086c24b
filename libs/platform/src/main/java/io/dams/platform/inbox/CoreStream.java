package io.dams.platform.inbox;

import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.Topics;
import java.util.Objects;
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
              long last = lockPosition(consumer, stream);
              if (event.sequence() <= last) {
                return false;
              }
              if (event.sequence() != last + 1) {
                throw new StreamGapException(stream, last, event.sequence());
              }
              if (mapper.advance(consumer, stream, event.sequence()) != 1) {
                throw new StreamGapException(stream, last, event.sequence());
              }
              effect.run();
              return true;
            }));
  }

  /**
   * The row is there before it is locked, so that two copies wait for each other on event 1, too.
   */
  private long lockPosition(String consumer, String stream) {
    Long position = mapper.lockPosition(consumer, stream);
    if (position == null) {
      mapper.openPosition(consumer, stream);
      position = mapper.lockPosition(consumer, stream);
    }
    return Objects.requireNonNull(position);
  }
}
