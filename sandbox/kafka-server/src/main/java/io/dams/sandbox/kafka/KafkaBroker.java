package io.dams.sandbox.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/**
 * Formats the log directory if it is new, then runs broker and controller until SIGTERM, which ends
 * them in order. Argument: the server's properties file.
 */
public final class KafkaBroker {

  private static final String CLUSTER_ID = "ZGFtcy1zYW5kYm94LTAwMQ";

  private KafkaBroker() {}

  /** Runs until told to end; exits with 1 when the directory cannot be formatted. */
  public static void main(String[] arguments) throws Exception {
    var file = Path.of(arguments[0]);
    String[] format = {"format", "--ignore-formatted", "-t", CLUSTER_ID, "-c", file.toString()};
    if (StorageTool.execute(format, System.out) != 0) {
      System.exit(1);
    }
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    var server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
    server.startup();
    server.awaitShutdown();
  }
}
