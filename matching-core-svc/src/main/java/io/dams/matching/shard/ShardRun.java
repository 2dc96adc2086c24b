package io.dams.matching.shard;

import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreOrder;
import io.dams.matching.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One ownership of a shard, from take-over to loss: an engine, and the commits of what it says. */
class ShardRun {

  private final int shard;
  private final ShardLogClient client;
  private final CoreRecordMapper mapper;
  private final ShardMetrics metrics;
  private final MatchingProperties properties;
  private final Engine engine;
  private long nextOffset;
  private long committedOffset;
  private int uncommittedEvents;

  ShardRun(
      int shard,
      ShardLogClient client,
      CoreRecordMapper mapper,
      ShardMetrics metrics,
      MatchingProperties properties) {
    this.shard = shard;
    this.client = client;
    this.mapper = mapper;
    this.metrics = metrics;
    this.properties = properties;
    this.engine = new Engine(shard);
  }

  Engine engine() {
    return engine;
  }

  ShardStatus status() {
    return new ShardStatus(
        shard,
        ShardPhase.RUNNING,
        nextOffset,
        engine.sequence(),
        engine.time(),
        client.lag(),
        engine.openGroups(),
        engine.openOrders(),
        null);
  }

  /**
   * Applies all commands before the committed offset, saying nothing. Throws {@link
   * ShardStoppedException} when this does not lead to exactly the last event that was said.
   */
  void replay(ShardLogClient.Committed committed, BooleanSupplier ending) {
    long end = committed.nextOffset();
    if (client.beginningOffset() > 0) {
      throw new ShardStoppedException("the log has lost its beginning", null);
    }
    if (client.endOffset() < end) {
      throw new ShardStoppedException("the log ends before offset " + end, null);
    }
    client.seek(0);
    while (client.position() < end && !ending.getAsBoolean()) {
      for (LoggedCommand command : client.poll()) {
        if (command.offset() < end) {
          compute(command);
        }
      }
    }
    if (!ending.getAsBoolean() && engine.sequence() != committed.sequence()) {
      throw new ShardStoppedException(
          "replay gives %d events where %d were said"
              .formatted(engine.sequence(), committed.sequence()),
          null);
    }
    client.seek(end);
    nextOffset = end;
    committedOffset = end;
  }

  /** Applies a batch and commits it; a batch that says much, in several transactions. */
  void apply(List<LoggedCommand> batch) {
    long startNanos = System.nanoTime();
    for (LoggedCommand command : batch) {
      client.send(computeOrCommitWhatWentBefore(command), command.traceparent());
      nextOffset = command.offset() + 1;
      if (uncommittedEvents >= properties.batchEvents()) {
        commit();
      }
    }
    commit();
    if (!batch.isEmpty()) {
      metrics.applied(shard, batch.size(), System.nanoTime() - startNanos);
    }
  }

  private List<CoreEvent> computeOrCommitWhatWentBefore(LoggedCommand command) {
    try {
      List<CoreEvent> events = compute(command);
      uncommittedEvents += events.size();
      return events;
    } catch (ShardStoppedException e) {
      commit();
      throw e;
    }
  }

  private List<CoreEvent> compute(LoggedCommand command) {
    CoreOrder order = mapper.order(command);
    List<CoreEvent> events = new ArrayList<>();
    try {
      engine.apply(order, command.offset(), command.at(), events::add);
    } catch (RuntimeException e) {
      throw new ShardStoppedException(command.place() + " cannot be applied", e);
    }
    return events;
  }

  private void commit() {
    if (nextOffset > committedOffset) {
      client.commit(nextOffset);
      committedOffset = nextOffset;
      metrics.told(shard, uncommittedEvents);
      uncommittedEvents = 0;
    }
  }
}
