package io.dams.matching.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.matching.engine.RandomLog;
import io.dams.matching.status.ShardPhase;
import io.dams.platform.testing.TestWorld;
import io.dams.sandbox.servers.FreePorts;
import io.dams.sandbox.servers.Kafka;
import io.dams.sandbox.servers.KafkaTopics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A Kafka of this test's own goes away under a working shard, and comes back. */
class KafkaRestartIT {

  private static final Duration SOON = Duration.ofSeconds(180);

  private final int port = FreePorts.next();
  private final int controllerPort = FreePorts.next();
  private Kafka kafka;

  @AfterEach
  void stopKafka() {
    kafka.stop();
  }

  @Test
  void goesOnWithoutAGapWhenKafkaWasKilledAndCameBack() throws Exception {
    Path folder =
        Files.createTempDirectory(
            Files.createDirectories(Path.of("target").toAbsolutePath()), "kafka-restart");
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    RandomLog log = new RandomLog(seed, Instant.now(), 0);
    kafka = start(folder);
    try (KafkaTopics topics = new KafkaTopics(kafka.bootstrap())) {
      topics.ensure(TestWorld.topics());
    }
    ShardWorker worker = CoreProcess.worker(kafka.bootstrap(), 0, Duration.ofSeconds(2));
    Thread thread = Thread.ofPlatform().start(worker);
    try (CoreTopics topics = new CoreTopics(kafka.bootstrap(), 0)) {
      feed(topics, log);
      topics.awaitDone(SOON);
      feed(topics, log);
      kafka.process().kill();
      kafka = start(folder);
      feed(topics, log);
      topics.awaitDone(SOON);
      Awaitility.await("it runs")
          .atMost(SOON)
          .until(() -> worker.report().status().phase() == ShardPhase.RUNNING);
      topics.assertEqualToAStraightReplay();
    } finally {
      worker.end();
      assertThat(thread.join(SOON)).isTrue();
    }
  }

  private static void feed(CoreTopics topics, RandomLog log) {
    for (int i = 0; i < 200; i++) {
      topics.append(log.next().command());
    }
    topics.flush();
  }

  private Kafka start(Path folder) {
    return Kafka.start(
        new Kafka.Settings(
            folder.resolve("data"), folder.resolve("kafka.log"), port, controllerPort));
  }
}
