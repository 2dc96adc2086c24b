package io.dams.matching.status;

import io.dams.matching.engine.Engine;
import io.dams.matching.takeover.Replica;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What one shard's thread tells about it, and what anybody else may ask. */
public class ShardReport {

  private final StateQuestions questions;
  private volatile ShardStatus status;

  /**
   * Nothing is known yet.
   *
   * @param stateEvery the state hash is computed at most so often
   */
  public ShardReport(int shard, Duration stateEvery) {
    this.questions = new StateQuestions(stateEvery);
    this.status = ShardStatus.begin(shard);
  }

  /** The shard. */
  public int shard() {
    return status.shard();
  }

  /** As the shard's thread last saw it. Any thread may ask. */
  public ShardStatus status() {
    return status;
  }

  /** The hash of the engine's state between two batches; null when the shard is not running. */
  public CompletableFuture<@Nullable StateAnswer> stateHash() {
    return status.phase() == ShardPhase.RUNNING
        ? questions.ask()
        : CompletableFuture.completedFuture(null);
  }

  /** The shard is in another phase; its numbers stay. */
  public void enter(ShardPhase phase, @Nullable String reason) {
    status = status.in(phase, reason);
  }

  /** The shard is owned, and so many commands of the log are left. */
  public void runs(Replica replica, long lag) {
    status = ShardStatus.of(replica, ShardPhase.RUNNING, lag, null);
  }

  /** The owner is followed. */
  public void standsBy(Replica replica, String reason) {
    status = ShardStatus.of(replica, ShardPhase.STANDING_BY, -1, reason);
  }

  /** Sees to it that all who wait for the state's hash are answered soon; on the shard's thread. */
  public void answer(Engine engine) {
    questions.answer(engine, System.nanoTime());
  }

  /** There is no engine any more: who waits for its state's hash gets none. */
  public void answerNothing() {
    questions.answerNothing();
  }
}
