package io.dams.platform.inbox;

import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
    return all(consumer, List.of(event), _ -> effect.run()) == 1;
  }

  /**
   * As {@link #once}, for many events: one transaction for all of them. Duplicates are left out;
   * when only duplicates are there, the effect is not run. Within each shard they are in order.
   *
   * @param effect takes the events that are new
   * @return how many were new
   */
  public int all(String consumer, List<CoreEvent> events, Consumer<List<CoreEvent>> effect) {
    return Objects.requireNonNull(
        transaction.execute(
            _ -> {
              List<CoreEvent> fresh = new ArrayList<>();
              // In the shards' order, so that two copies wait for each other and never deadlock.
              byShard(events)
                  .forEach((shard, ofShard) -> fresh.addAll(advance(consumer, shard, ofShard)));
              if (!fresh.isEmpty()) {
                effect.accept(fresh);
              }
              return fresh.size();
            }));
  }

  private static SortedMap<Integer, List<CoreEvent>> byShard(List<CoreEvent> events) {
    SortedMap<Integer, List<CoreEvent>> byShard = new TreeMap<>();
    for (CoreEvent event : events) {
      byShard.computeIfAbsent(event.shard(), _ -> new ArrayList<>()).add(event);
    }
    return byShard;
  }

  /** Advances the shard's position over the events; those that are new. */
  private List<CoreEvent> advance(String consumer, int shard, List<CoreEvent> events) {
    String stream = Topics.CORE_EVENT + "-" + shard;
    long first = lockPosition(consumer, stream);
    long last = first;
    List<CoreEvent> fresh = new ArrayList<>();
    for (CoreEvent event : events) {
      if (event.sequence() <= last) {
        continue;
      }
      if (event.sequence() != last + 1) {
        throw new StreamGapException(stream, last, event.sequence());
      }
      last = event.sequence();
      fresh.add(event);
    }
    if (last > first && mapper.advance(consumer, stream, first, last) != 1) {
      throw new StreamGapException(stream, first, last);
    }
    return fresh;
  }

  /**
   * Does work in one transaction in which no event of a shard takes effect for the consumer,
   * wherever it runs: everything up to its position has.
   *
   * @param consumer as in {@link #once}
   */
  public <T> T paused(String consumer, int shard, Supplier<T> work) {
    return Objects.requireNonNull(
        transaction.execute(
            _ -> {
              lockPosition(consumer, Topics.CORE_EVENT + "-" + shard);
              return work.get();
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
