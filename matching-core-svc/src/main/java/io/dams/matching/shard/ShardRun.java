package io.dams.matching.shard;

import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreOrder;
import io.dams.matching.log.CommandLogClient;
import io.dams.matching.log.LoggedCommand;
import io.dams.matching.log.MatchingProperties;
import io.dams.matching.log.ShardStoppedException;
import io.dams.matching.status.ShardMetrics;
import io.dams.matching.takeover.Replica;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One ownership of a shard, from take-over to loss: an engine, and the commits of what it says. */
class ShardRun {

  private final int shard;
  private final ShardLogClient client;
  private final Replica replica;
  private final ShardMetrics metrics;
  private final MatchingProperties properties;
  private final CoreOrder.@Nullable SkipCommand wantedSkip;
  private long committedOffset;
  private int uncommittedEvents;

  /**
   * Begins where the replica stands, which is all that was committed.
   *
   * @param wantedSkip the command that an operator wants to have passed over; null for none
   */
  ShardRun(
      int shard,
      CommandLogClient log,
      ShardLogClient client,
      Replica replica,
      ShardMetrics metrics,
      MatchingProperties properties,
      CoreOrder.@Nullable SkipCommand wantedSkip) {
    this.shard = shard;
    this.client = client;
    this.replica = replica;
    this.metrics = metrics;
    this.properties = properties;
    this.wantedSkip = wantedSkip;
    this.committedOffset = replica.nextOffset();
    log.seek(committedOffset);
    client.commit(committedOffset); // Tells whoever stands by that there is an owner again.
  }

  /** Applies a batch and commits it; a batch that says much, in several transactions. */
  void apply(List<LoggedCommand> batch) {
    long startNanos = System.nanoTime();
    for (LoggedCommand command : batch) {
      client.send(applyOrCommitWhatWentBefore(command), command.traceparent());
      if (uncommittedEvents >= properties.batchEvents()) {
        commit();
      }
    }
    commit();
    if (!batch.isEmpty()) {
      metrics.applied(shard, batch.size(), System.nanoTime() - startNanos);
    }
  }

  /** An orderly end: whoever stands by may take over at once. */
  void release() {
    client.release(committedOffset);
  }

  private List<CoreEvent> applyOrCommitWhatWentBefore(LoggedCommand command) {
    try {
      List<CoreEvent> events = applyOrSkip(command);
      uncommittedEvents += events.size();
      return events;
    } catch (ShardStoppedException e) {
      commit();
      throw e;
    }
  }

  private List<CoreEvent> applyOrSkip(LoggedCommand command) {
    if (wantedSkip == null || wantedSkip.offset() != command.offset()) {
      return replica.apply(command);
    }
    client.sendSkip(wantedSkip, command.at());
    return replica.skip(command);
  }

  private void commit() {
    if (replica.nextOffset() > committedOffset) {
      client.commit(replica.nextOffset());
      committedOffset = replica.nextOffset();
      metrics.told(shard, uncommittedEvents);
      uncommittedEvents = 0;
    }
  }
}
