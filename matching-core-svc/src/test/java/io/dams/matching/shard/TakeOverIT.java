package io.dams.matching.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.matching.engine.Engine;
import io.dams.matching.engine.RandomLog;
import io.dams.matching.snapshot.SnapshotReadClient;
import io.dams.matching.status.ShardPhase;
import io.dams.matching.status.ShardStatus;
import io.dams.matching.takeover.OwnerWatchClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Who owns a shard, and for how long. */
class TakeOverIT extends ShardOfItsOwn {

  @Test
  void aSecondInstanceTakesOverAndTheFirstIsFencedAndStandsBy() throws InterruptedException {
    RandomLog log = shard.log(17);
    shard.append(log, 100);
    LocalShard.Running first = shard.start();
    first.await(ShardPhase.RUNNING);
    shard.append(log, 100);
    LocalShard.Running second = shard.start();
    second.await(ShardPhase.RUNNING);
    shard.append(log, 100);
    topics.awaitDone(LocalShard.SOON);
    first.await(ShardPhase.STANDING_BY);
    second.end();
    shard.append(log, 100);
    topics.awaitDone(LocalShard.SOON);
    assertThat(first.worker().report().status().phase()).isEqualTo(ShardPhase.RUNNING);
    topics.assertEqualToAStraightReplay();
  }

  @Test
  void aStandbyIsWhereTheOwnerIs() {
    RandomLog log = shard.log(41);
    LocalShard.Running standby = shard.start();
    standby.await(ShardPhase.RUNNING);
    LocalShard.Running owner = shard.start();
    standby.await(ShardPhase.STANDING_BY);
    shard.append(log, 300);
    topics.awaitDone(LocalShard.SOON);
    long sequence = owner.worker().report().status().sequence();
    LocalShard.await(
        "it has followed", () -> standby.worker().report().status().sequence() >= sequence);
    ShardStatus status = standby.worker().report().status();
    assertThat(status.phase()).isEqualTo(ShardPhase.STANDING_BY);
    Engine replayed = topics.assertEqualToAStraightReplay(status.nextOffset());
    assertThat(status.sequence()).isEqualTo(replayed.sequence());
    assertThat(status.load().openOrders()).isEqualTo(replayed.openOrders());
  }

  @Test
  void aStandbyTakesSnapshotsOfWhatTheOwnerCommitted() {
    ShardLogs logs = CoreProcess.logs(shard.bootstrap, LocalShard.TAKE_OVER_AFTER);
    MeterRegistry numbers = new SimpleMeterRegistry();
    LocalShard.Running standby =
        shard.start(CoreProcess.worker(logs, number, LocalShard.TAKE_OVER_AFTER, numbers));
    standby.await(ShardPhase.RUNNING);
    shard.start().await(ShardPhase.RUNNING);
    standby.await(ShardPhase.STANDING_BY);
    long before = count(numbers, "state.copy");
    RandomLog log = shard.log(47);
    // So few at a time that the owner, which waits twice as long, is not always first.
    Awaitility.await("the standby wrote one")
        .atMost(LocalShard.SOON)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              shard.append(log, 20);
              return count(numbers, "state.copy") > before && count(numbers, "snapshot.write") > 0;
            });
    topics.awaitDone(LocalShard.SOON);
    try (SnapshotReadClient snapshots = logs.snapshots(number)) {
      // a commit is answered before every partition has heard of it
      Engine taken =
          Awaitility.await("it can be read")
              .atMost(LocalShard.SOON)
              .until(() -> snapshots.newest(Long.MAX_VALUE), Objects::nonNull);
      assertThat(topics.assertEqualToAStraightReplay(taken.offset() + 1).stateHash())
          .isEqualTo(taken.stateHash());
    }
    topics.assertEqualToAStraightReplay();
  }

  @Test
  void aStandbyThatCannotSeeTheOwnerLeavesItAlone() {
    AtomicInteger failures = new AtomicInteger();
    LocalShard.Running blind = shard.start(blindWorker(failures));
    blind.await(ShardPhase.RUNNING);
    LocalShard.Running owner = shard.start();
    blind.await(ShardPhase.STANDING_BY);
    int enough = (int) (3 * LocalShard.TAKE_OVER_AFTER.toMillis() / 2 / 500);
    LocalShard.await("it failed long enough", () -> failures.get() > enough);
    assertThat(blind.worker().report().status().phase()).isEqualTo(ShardPhase.STANDING_BY);
    assertThat(owner.worker().report().status().phase()).isEqualTo(ShardPhase.RUNNING);
    shard.append(shard.log(43), 50);
    topics.awaitDone(LocalShard.SOON);
    assertThat(owner.worker().report().status().phase()).isEqualTo(ShardPhase.RUNNING);
    topics.assertEqualToAStraightReplay();
  }

  @Test
  void aStandbyLeavesAnOwnerAloneThatHasNothingToDo() {
    LocalShard.Running standby = shard.start();
    standby.await(ShardPhase.RUNNING);
    LocalShard.Running owner = shard.start();
    standby.await(ShardPhase.STANDING_BY);
    long before = owner.worker().report().status().nextOffset();
    long enough = before + 3 * LocalShard.TAKE_OVER_AFTER.toSeconds() / 2;
    LocalShard.await("time passed", () -> owner.worker().report().status().nextOffset() >= enough);
    assertThat(standby.worker().report().status().phase()).isEqualTo(ShardPhase.STANDING_BY);
    assertThat(owner.worker().report().status().phase()).isEqualTo(ShardPhase.RUNNING);
  }

  private long count(MeterRegistry numbers, String timer) {
    return numbers.timer("dams.matching." + timer, "shard", "" + number).count();
  }

  /** Its looks at the owner fail as soon as it stands by, as they do when a broker is slow. */
  private ShardWorker blindWorker(AtomicInteger failures) {
    Duration after = LocalShard.TAKE_OVER_AFTER;
    var settings = CoreProcess.settings(shard.bootstrap, after);
    AtomicInteger watches = new AtomicInteger();
    var logs =
        new ShardLogs(settings, CoreProcess.mapper()) {
          @Override
          OwnerWatchClient watch(int watched) {
            boolean standsBy = watches.getAndIncrement() > 0;
            AtomicInteger looks = new AtomicInteger();
            return new OwnerWatchClient(watched, settings) {
              @Override
              public Owner look() {
                if (standsBy && looks.getAndIncrement() > 0) {
                  failures.incrementAndGet();
                  throw new TimeoutException("the broker is slow");
                }
                return super.look();
              }
            };
          }
        };
    return CoreProcess.worker(logs, number, after);
  }
}
