package io.dams.matching.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.topic.CoreOrder;
import io.dams.matching.engine.RandomLog;
import io.dams.matching.log.CommandLogClient;
import io.dams.matching.takeover.Replica;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A command that stops the shard, and the operator who has it passed over. */
class SkipIT {

  private static final int SHARDS = 4;
  private static final int POISON = 60;
  private static final AtomicInteger NEXT_SHARD = new AtomicInteger();

  private final int number = NEXT_SHARD.getAndIncrement();
  private final CoreOrder.SkipCommand skip = new CoreOrder.SkipCommand(POISON, "cut off");
  private LocalShard shard;
  private CoreTopics topics;

  @BeforeAll
  static void makeTopics() {
    CoreTopics.recreate(SHARDS);
  }

  @BeforeEach
  void appendPoisonBetweenOrders() {
    shard = new LocalShard(number);
    topics = shard.topics;
    RandomLog log = shard.log(61);
    shard.append(log, POISON);
    topics.append("{\"type\":\"Submit".getBytes(StandardCharsets.UTF_8));
    shard.append(log, 60);
  }

  @AfterEach
  void close() throws InterruptedException {
    shard.close();
  }

  @Test
  void anOperatorHasTheCommandPassedOverThatStoppedTheShard() {
    LocalShard.Running one = shard.start();
    one.await(ShardPhase.STOPPED);
    LocalShard.await("it takes the operator's word", () -> one.worker().skip(skip));
    topics.awaitDone(LocalShard.SOON);
    assertThat(one.worker().status().phase()).isEqualTo(ShardPhase.RUNNING);
    assertThat(topics.commands().stream().filter(it -> text(it.value()).contains("SkipCommand")))
        .hasSize(1);
  }

  @Test
  void nothingIsPassedOverThatTheShardDidNotStopAt() {
    LocalShard.Running one = shard.start();
    one.await(ShardPhase.STOPPED);
    assertThat(one.worker().skip(new CoreOrder.SkipCommand(POISON - 1, "wrong"))).isFalse();
    assertThat(one.worker().skip(new CoreOrder.SkipCommand(-1, "wrong"))).isFalse();
    assertThat(one.worker().status().phase()).isEqualTo(ShardPhase.STOPPED);
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
    StateAnswer state = one.worker().stateHash().join();
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
