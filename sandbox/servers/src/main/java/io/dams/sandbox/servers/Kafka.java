package io.dams.sandbox.servers;

import io.dams.sandbox.process.ChildProcess;
import io.dams.sandbox.process.JavaCommand;
import io.dams.sandbox.process.ProcessPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A Kafka broker and controller (KRaft) in a JVM of its own, whose jars never meet ours: the module
 * {@code sandbox/kafka-server} only tells us where they are. Replication 1, transactions on, topics
 * are never made by accident.
 */
public record Kafka(ChildProcess process, int port) implements RunningServer {

  private static final Duration READY_WITHIN = Duration.ofMinutes(4);
  private static final List<String> HEAP = List.of("-Xms64m", "-Xmn24m", "-Xmx256m");
  private static final String MAIN = "io.dams.sandbox.kafka.KafkaBroker";

  /**
   * How to run it.
   *
   * @param data the log directory; formatted if it is new
   * @param controllerPort for the controller's own listener
   */
  public record Settings(Path data, Path log, int port, int controllerPort) {}

  /** Starts it, and returns when the controller lists the broker as alive. */
  public static Kafka start(Settings settings) {
    var command = JavaCommand.of(HEAP, ChildClassPath.of(MAIN), MAIN);
    command.add(writeProperties(settings).toString());
    var process =
        ChildProcess.start(ProcessPlan.of("kafka", command, settings.data(), settings.log()));
    try (var topics = new KafkaTopics("127.0.0.1:" + settings.port())) {
      process.awaitReady(READY_WITHIN, topics::brokerAnswers);
    }
    return new Kafka(process, settings.port());
  }

  /** For clients' {@code bootstrap.servers}. */
  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  private static Path writeProperties(Settings settings) {
    var text =
        """
        process.roles=broker,controller
        node.id=1
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        controller.listener.names=CONTROLLER
        controller.quorum.voters=1@127.0.0.1:%2$d
        log.dirs=%3$s
        auto.create.topics.enable=false
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=4
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        share.coordinator.state.topic.num.partitions=1
        group.initial.rebalance.delay.ms=0
        num.network.threads=2
        num.io.threads=2
        background.threads=2
        log.cleaner.threads=1
        log.cleaner.dedupe.buffer.size=4194304
        log.cleaner.io.buffer.size=65536
        log.index.size.max.bytes=1048576
        """
            .formatted(settings.port(), settings.controllerPort(), settings.data());
    try {
      Files.createDirectories(settings.data());
      var file = settings.data().resolveSibling("kafka.properties");
      return Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
