package io.dams.platform.inbox;

import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.Topics;
import io.dams.platform.tracing.TraceContexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets each event of the core take effect once, in order and without a gap. */
public class CoreStream {

  private static final Logger log = LoggerFactory.getLogger(CoreStream.class);

  /** What is being taken. */
  private static final ScopedValue<CommandTraces> TAKEN = ScopedValue.newInstance();

  private final InboxMapper mapper;
  private final TransactionTemplate transaction;
  private final Function<byte[], CoreEvent> json;
  private final TraceContexts traces;

  CoreStream(
      InboxMapper mapper,
      TransactionTemplate transaction,
      Function<byte[], CoreEvent> json,
      TraceContexts traces) {
    this.mapper = mapper;
    this.transaction = transaction;
    this.json = json;
    this.traces = traces;
  }

  /**
   * Inside the effect of {@link #take}: does the work in the trace of the command that the event
   * comes from. What it owes and sends goes on with that trace.
   */
  public void inTraceOf(CoreEvent event, Runnable work) {
    String traceparent = TAKEN.isBound() ? TAKEN.get().of(event) : null;
    traces.inside(traceparent, "core event", work);
  }

  /**
   * For a batch listener on {@link ContainerFactories#FAIL_STOP}: what a poll gave, in one
   * transaction as in {@link #all}. When that fails nothing of it stands, and the events go one by
   * one: so what only came of going together passes, and the one that does not fit is named by a
   * {@link BatchListenerFailedException}, with all before it done.
   *
   * @param effect takes the events that are new; called again after it has failed
   */
  public void take(
      String consumer,
      List<ConsumerRecord<String, byte[]>> records,
      Consumer<List<CoreEvent>> effect) {
    ScopedValue.where(TAKEN, new CommandTraces(records))
        .run(() -> takeAll(consumer, records, effect));
  }

  private void takeAll(
      String consumer,
      List<ConsumerRecord<String, byte[]>> records,
      Consumer<List<CoreEvent>> effect) {
    if (records.size() > 1) {
      try {
        all(consumer, records.stream().map(record -> json.apply(record.value())).toList(), effect);
        return;
      } catch (RuntimeException e) {
        log.info("{}: {} events failed together; they go one by one", consumer, records.size(), e);
      }
    }
    for (int i = 0; i < records.size(); i++) {
      try {
        all(consumer, List.of(json.apply(records.get(i).value())), effect);
      } catch (RuntimeException e) {
        throw NotTaken.index(i, e);
      }
    }
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
