package io.dams.systemtests.bench.load;

import io.dams.sandbox.Installation;
import io.dams.sandbox.process.JavaCommand;
import io.dams.sandbox.servers.KafkaTopics;
import io.dams.systemtests.bench.load.Latencies.Measured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import tools.jackson.databind.json.JsonMapper;

/** Runs {@link DurableWork} in a JVM of its own, with the flags of the services. */
public final class Baseline {

  private static final int PARTITIONS = 4;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Baseline() {}

  /**
   * What so many orders gave.
   *
   * @param work of each
   * @param atOnce at the same time, when there is no rate
   * @param perSecond 0 for as fast as they go
   * @param within no order begins later
   */
  public static Measured run(
      Installation fleet,
      WorkOfAnOrder work,
      int orders,
      int atOnce,
      int perSecond,
      Duration within)
      throws IOException, InterruptedException {
    try (var topics = new KafkaTopics(fleet.kafkaBootstrap())) {
      topics.ensure(List.of(new NewTopic(DurableWork.TOPIC, PARTITIONS, (short) 1)));
    }
    List<String> command =
        JavaCommand.of(
            List.of("-Xms48m", "-Xmx256m"),
            System.getProperty("java.class.path"),
            DurableWork.class.getName());
    command.addAll(
        List.of(
            fleet.root().toString(),
            fleet.home().toString(),
            Integer.toString(fleet.portOffset())));
    command.addAll(work.arguments());
    command.addAll(
        List.of(
            Integer.toString(orders),
            Integer.toString(atOnce),
            Integer.toString(perSecond),
            Long.toString(within.toSeconds())));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException("the baseline ended with " + code + ": " + output);
      }
      return JSON.readValue(output.lines().toList().getLast(), Measured.class);
    } finally {
      process.destroy();
    }
  }
}
