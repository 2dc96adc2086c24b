package io.dams.matching.shard;

import io.dams.contracts.testing.KillableJvm;
import io.dams.matching.engine.RandomLog;
import io.dams.sandbox.servers.SharedServers;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two cores, each a process, and commands that never cease. */
class HandOverIT {

  private static final Duration SOON = Duration.ofSeconds(180);

  private final String bootstrap = SharedServers.get().kafkaBootstrap();
  private KillableJvm first;
  private KillableJvm second;

  @AfterEach
  void endBoth() {
    for (KillableJvm core : new KillableJvm[] {first, second}) {
      if (core != null) {
        core.close();
      }
    }
  }

  @Test
  void twoInstancesHandAShardOverUnderLoadWithoutAGapOrADuplicate() throws Exception {
    long seed = Long.getLong("dams.seed", new Random().nextLong());
    System.out.println("seed " + seed);
    CoreTopics.recreate(1);
    AtomicBoolean enough = new AtomicBoolean();
    try (CoreTopics topics = new CoreTopics(bootstrap, 0)) {
      Thread load = Thread.ofPlatform().start(() -> feed(topics, seed, enough));
      first = CoreProcess.start(bootstrap, 0, "hand-over-first");
      awaitTakeOvers("hand-over-first", 1);
      awaitMore(topics);
      // To one that comes: it takes over as soon as it has caught up.
      second = CoreProcess.start(bootstrap, 0, "hand-over-second");
      awaitTakeOvers("hand-over-second", 1);
      awaitMore(topics);
      // To one that stands by, in order.
      second.terminate();
      awaitTakeOvers("hand-over-first", 2);
      awaitMore(topics);
      // To one that comes, and then to one that stands by, because the owner is killed.
      second = CoreProcess.start(bootstrap, 0, "hand-over-third");
      awaitTakeOvers("hand-over-third", 1);
      awaitMore(topics);
      second.kill();
      awaitTakeOvers("hand-over-first", 3);
      awaitMore(topics);
      enough.set(true);
      load.join();
      topics.awaitDone(SOON);
      topics.assertEqualToAStraightReplay();
    }
  }

  private static void feed(CoreTopics topics, long seed, AtomicBoolean enough) {
    RandomLog log = new RandomLog(seed, Instant.now(), 0);
    while (!enough.get()) {
      // One at a time is acknowledged, so that the load goes on for as long as the test.
      topics.append(log.next().command());
      topics.flush();
    }
  }

  private static void awaitTakeOvers(String name, int times) {
    Awaitility.await(name + " has taken over " + times + " times")
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> CoreProcess.takeOvers(name) >= times);
  }

  private static void awaitMore(CoreTopics topics) {
    long before = topics.doneOffset();
    Awaitility.await("work goes on")
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> topics.doneOffset() > before + 100);
  }
}
