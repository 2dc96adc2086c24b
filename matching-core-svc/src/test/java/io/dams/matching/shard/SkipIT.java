package io.dams.matching.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.topic.CoreOrder;
import io.dams.matching.engine.RandomLog;
import io.dams.matching.log.CommandLogClient;
import io.dams.matching.status.ShardPhase;
import io.dams.matching.status.StateAnswer;
import io.dams.matching.takeover.Replica;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A command that stops the shard, and the operator who has it passed over. */
class SkipIT extends ShardOfItsOwn {

  private static final int POISON = 60;

  private final CoreOrder.SkipCommand skip = new CoreOrder.SkipCommand(POISON, "cut off");

  @BeforeEach
  void appendPoisonBetweenOrders() {
    RandomLog log = shard.log(61);
    shard.append(log, POISON);
    topics.append("{\"type\":\"Submit".getBytes(StandardCharsets.UTF_8));
    shard.append(log, 60);
  }

  @Test
  void anOperatorHasTheCommandPassedOverThatStoppedTheShard() {
    LocalShard.Running one = shard.start();
    one.await(ShardPhase.STOPPED);
    LocalShard.await("it takes the operator's word", () -> one.worker().skip(skip));
    topics.awaitDone(LocalShard.SOON);
    assertThat(one.worker().report().status().phase()).isEqualTo(ShardPhase.RUNNING);
    assertThat(topics.commands().stream().filter(it -> text(it.value()).contains("SkipCommand")))
        .hasSize(1);
  }

  @Test
  void nothingIsPassedOverThatTheShardDidNotStopAt() {
    LocalShard.Running one = shard.start();
    one.await(ShardPhase.STOPPED);
    assertThat(one.worker().skip(new CoreOrder.SkipCommand(POISON - 1, "wrong"))).isFalse();
    assertThat(one.worker().skip(new CoreOrder.SkipCommand(-1, "wrong"))).isFalse();
    assertThat(one.worker().report().status().phase()).isEqualTo(ShardPhase.STOPPED);
  }

  @Test
  void anotherInstanceThatStoppedGoesOnWhenTheLogSaysSo() {
    LocalShard.Running one = shard.start();
    one.await(ShardPhase.STOPPED);
    LocalShard.Running other = shard.start();
    other.await(ShardPhase.STOPPED);
    LocalShard.await("it takes the operator's word", () -> one.worker().skip(skip));
    one.await(ShardPhase.RUNNING);
    other.await(ShardPhase.STANDING_BY);
  }

  @Test
  void everyReplayPassesOverTheSame() throws InterruptedException {
    LocalShard.Running one = shard.start();
    one.await(ShardPhase.STOPPED);
    LocalShard.await("it takes the operator's word", () -> one.worker().skip(skip));
    topics.awaitDone(LocalShard.SOON);
    StateAnswer state = one.worker().report().stateHash().join();
    one.end();
    ShardLogs logs = CoreProcess.logs(shard.bootstrap, LocalShard.TAKE_OVER_AFTER);
    try (CommandLogClient log = logs.log(number)) {
      Replica replica = Replica.empty(number, log, CoreProcess.mapper());
      replica.advanceTo(state.nextOffset(), () -> false);
      assertThat(replica.engine().stateHash()).isEqualTo(state.hash());
    }
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }
}
