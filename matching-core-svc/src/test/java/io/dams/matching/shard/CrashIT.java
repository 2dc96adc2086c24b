package io.dams.matching.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.testing.KillableJvm;
import io.dams.matching.engine.RandomLog;
import io.dams.sandbox.servers.SharedServers;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * A core in a JVM of its own, killed again and again in the middle of its work. {@code
 * -Ddams.kills=N} kills more often, {@code -Ddams.seed=N} repeats a run, or goes on with one that
 * was broken off: kills come in rounds, each with a log of its own, and a finished one is noted.
 */
class CrashIT {

  private static final int KILLS = Integer.getInteger("dams.kills", 5);
  private static final int KILLS_OF_A_ROUND = 10;
  private static final int COMMANDS_BETWEEN = 150;

  @Test
  void killedInTheMiddleOfItsWorkItLosesNothingAndRepeatsNothing() throws Exception {
    long seed = Long.getLong("dams.seed", new Random().nextLong());
    CrashRounds rounds = CrashRounds.of(seed, KILLS, KILLS_OF_A_ROUND);
    System.out.println("seed " + seed + ", " + rounds);
    while (rounds.left()) {
      killedInARound(new Random(seed + rounds.number()), rounds.number(), rounds.kills());
      rounds.finished();
      System.out.println("seed " + seed + ", " + rounds);
    }
    rounds.forget();
  }

  private static void killedInARound(Random random, int round, int kills) throws Exception {
    SharedServers servers = SharedServers.get();
    CoreTopics.recreate(1);
    RandomLog log = new RandomLog(random.nextLong(), Instant.now(), 0);
    int killedAtWork = 0;
    try (CoreTopics topics = new CoreTopics(servers.kafkaBootstrap(), 0)) {
      for (int kill = 0; kill < kills; kill++) {
        String name = "crash-" + round + "-" + kill;
        try (KillableJvm core = CoreProcess.start(servers.kafkaBootstrap(), 0, name)) {
          int before = topics.events().size();
          feed(topics, log, COMMANDS_BETWEEN);
          awaitMoreThan(topics, before);
          feed(topics, log, COMMANDS_BETWEEN + random.nextInt(COMMANDS_BETWEEN));
          assertThat(core.isAlive()).as("the core works until it is killed").isTrue();
          killedAtWork++;
          core.kill();
        }
      }
      String name = "crash-" + round + "-last";
      try (KillableJvm last = CoreProcess.start(servers.kafkaBootstrap(), 0, name)) {
        topics.awaitDone(Duration.ofMinutes(4));
        last.kill();
      }
      assertThat(killedAtWork).isEqualTo(kills);
      topics.assertEqualToAStraightReplay();
    }
  }

  private static void feed(CoreTopics topics, RandomLog log, int commands) {
    for (int i = 0; i < commands; i++) {
      topics.append(log.next().command());
    }
    topics.flush();
  }

  private static void awaitMoreThan(CoreTopics topics, int events) {
    Awaitility.await("the core works")
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> topics.events().size() > events);
  }
}
