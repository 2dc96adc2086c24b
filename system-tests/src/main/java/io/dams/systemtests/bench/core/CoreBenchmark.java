package io.dams.systemtests.bench.core;

import io.dams.contracts.topic.CoreOrder;
import io.dams.contracts.topic.Topics;
import io.dams.sandbox.CommandException;
import io.dams.sandbox.Installation;
import io.dams.sandbox.servers.Kafka;
import io.dams.sandbox.servers.KafkaTopics;
import io.dams.systemtests.bench.BenchReport;
import io.dams.systemtests.bench.Benchmark;
import io.dams.systemtests.bench.ForkedJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./fleet bench core}. */
public final class CoreBenchmark implements Benchmark {

  private static final int PORT_OFFSET = 31_000;
  private static final int KAFKA_PORT = 9_192;
  private static final String[] NO_SNAPSHOT = {
    "--dams.matching.snapshot-commands=100000000", "--dams.matching.snapshot-every=1d"
  };

  @Override
  public String name() {
    return "core";
  }

  @Override
  public String summary() {
    return "the core through Kafka, exactly once, against a loop that copies bytes";
  }

  @Override
  public String help() {
    return """
    usage: ./fleet bench core [--commands N] [--warm-up N] [--rounds N] [--orders N]

    On a Kafka of its own. Each round, in the same minutes and on the same commands (single-leg
    limit orders, one in five crosses, one cancel for two orders): the core as it is delivered, from
    input topic to output topic; a loop that copies each command in transactions of as many
    commands; and a loop that writes for each command as many records of as many bytes as the core.
    Then a core with N resting orders is killed, and started again.

    --commands N   to measure in each round; 200,000
    --warm-up N    before them; 100,000
    --rounds N     2
    --orders N     resting orders to restore, 0 for none; 1,000,000
    """;
  }

  @Override
  public BenchReport run(Installation fleet, List<String> arguments) throws Exception {
    Options options = Options.of(arguments);
    Path home = fleet.root().resolve("target/bench/core-run");
    delete(home);
    Files.createDirectories(home);
    Installation own = Installation.at(fleet.root(), home, PORT_OFFSET);
    Kafka kafka =
        Kafka.start(
            new Kafka.Settings(
                home.resolve("kafka/data"),
                home.resolve("kafka/kafka.log"),
                own.port(KAFKA_PORT),
                own.port(KAFKA_PORT) + 1));
    try {
      makeTopics(kafka, options.rounds() + 1);
      List<Map<String, Object>> rounds = new ArrayList<>();
      for (int round = 0; round < options.rounds(); round++) {
        rounds.add(new Round(fleet, own, kafka.bootstrap(), round, options).run());
      }
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("commands", options.commands());
      figures.put("warmUp", options.warmUp());
      figures.put("rounds", rounds);
      if (options.orders() > 0) {
        figures.put("restore", restore(fleet, own, kafka.bootstrap(), options));
      }
      return new BenchReport(text(figures), figures);
    } finally {
      kafka.process().kill();
      delete(home.resolve("kafka/data"));
    }
  }

  private record Options(int commands, int warmUp, int rounds, int orders) {

    static Options of(List<String> arguments) throws CommandException {
      Map<String, Integer> values =
          new LinkedHashMap<>(
              Map.of(
                  "--commands",
                  200_000,
                  "--warm-up",
                  100_000,
                  "--rounds",
                  2,
                  "--orders",
                  1_000_000));
      for (int i = 0; i + 1 < arguments.size(); i += 2) {
        if (values.replace(arguments.get(i), Integer.parseInt(arguments.get(i + 1))) == null) {
          throw new CommandException("what is " + arguments.get(i) + "?");
        }
      }
      return new Options(
          values.getOrDefault("--commands", 0),
          values.getOrDefault("--warm-up", 0),
          values.getOrDefault("--rounds", 0),
          values.getOrDefault("--orders", 0));
    }
  }

  /** One shard, given to the core and then to both loops. */
  private record Round(
      Installation fleet, Installation own, String bootstrap, int shard, Options options) {

    Map<String, Object> run() throws Exception {
      say("round %d: writes the commands".formatted(shard + 1));
      CoreFlow flow = new CoreFlow(shard, 42L + shard, Instant.now());
      fill(bootstrap, shard, flow, flow::mixed, options.warmUp() + options.commands());
      say("round %d: the core".formatted(shard + 1));
      long core = core();
      say("round %d: the copying loops".formatted(shard + 1));
      long copy = copy("commands");
      long sameOutput = copy("events");
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("coreCommandsPerSecond", core);
      figures.put("copyCommandsPerSecond", copy);
      figures.put("copySameOutputCommandsPerSecond", sameOutput);
      figures.put("percentOfCopy", core * 100 / copy);
      figures.put("percentOfCopySameOutput", core * 100 / sameOutput);
      say(figures.toString());
      return figures;
    }

    private long core() throws Exception {
      try (CoreUnderTest core = CoreUnderTest.start(fleet, own, bootstrap, shard, NO_SNAPSHOT)) {
        long from = core.awaitDone(options.warmUp());
        long startNanos = System.nanoTime();
        long to = core.awaitDone((long) options.warmUp() + options.commands());
        return (to - from) * 1_000_000_000L / (System.nanoTime() - startNanos);
      }
    }

    private long copy(String what) throws Exception {
      List<?> arguments = List.of(bootstrap, shard, options.warmUp(), options.commands(), what);
      return Long.parseLong(ForkedJvm.run(CopyLoop.class, arguments).getLast());
    }
  }

  private static Map<String, Object> restore(
      Installation fleet, Installation own, String bootstrap, Options options) throws Exception {
    int shard = options.rounds();
    say("restore: writes the orders");
    CoreFlow flow = new CoreFlow(shard, 7, Instant.now());
    fill(bootstrap, shard, flow, flow::resting, options.orders());
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("restingOrders", options.orders());
    say("restore: builds the book");
    try (CoreUnderTest core = CoreUnderTest.start(fleet, own, bootstrap, shard, NO_SNAPSHOT)) {
      core.awaitDone(options.orders());
    }
    say("restore: from the whole log");
    figures.put("fromWholeLogMillis", millisToOwn(fleet, own, bootstrap, shard));
    say("restore: takes a snapshot");
    try (CoreUnderTest core =
        CoreUnderTest.start(fleet, own, bootstrap, shard, "--dams.matching.snapshot-every=1s")) {
      SnapshotWatch.await(bootstrap, shard, options.orders());
      figures.put("copyStoodStillMillis", core.stoodStillMillis());
    }
    say("restore: from the snapshot");
    figures.put("fromSnapshotMillis", millisToOwn(fleet, own, bootstrap, shard));
    say(figures.toString());
    return figures;
  }

  /** From the start of the process to its first commit. */
  private static long millisToOwn(Installation fleet, Installation own, String bootstrap, int shard)
      throws Exception {
    long startNanos = System.nanoTime();
    try (CoreUnderTest core = CoreUnderTest.start(fleet, own, bootstrap, shard, NO_SNAPSHOT)) {
      core.awaitDone(core.doneOffset() + 1);
      return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
    }
  }

  private static void makeTopics(Kafka kafka, int shards) {
    Map<String, String> forEver =
        Map.of("retention.ms", "-1", "retention.bytes", "-1", "cleanup.policy", "delete");
    Map<String, String> log = new LinkedHashMap<>(forEver);
    log.put("message.timestamp.type", "LogAppendTime");
    short one = 1;
    try (KafkaTopics topics = new KafkaTopics(kafka.bootstrap())) {
      topics.ensure(
          List.of(
              new NewTopic(Topics.CORE_ORDER, shards, one).configs(log),
              new NewTopic(Topics.CORE_EVENT, shards, one).configs(forEver),
              new NewTopic(Topics.CORE_SNAPSHOT, shards, one)
                  .configs(Map.of("cleanup.policy", "compact")),
              new NewTopic(CopyLoop.OUTPUT, shards, one)));
    }
  }

  /** Writes the bounds, as an owner before would have, a contract, and so many commands. */
  private static void fill(
      String bootstrap, int shard, CoreFlow flow, Supplier<CoreOrder> next, int commands) {
    ObjectWriter json = JsonMapper.builder().build().writerFor(CoreOrder.class);
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrap, "linger.ms", 5, "batch.size", 1 << 18);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      Stream<CoreOrder> first = Stream.of(CoreFlow.BOUNDS, flow.contract());
      Stream<CoreOrder> rest = Stream.generate(next).limit(commands);
      Iterable<CoreOrder> all = Stream.concat(first, rest)::iterator;
      for (CoreOrder command : all) {
        producer.send(
            new ProducerRecord<>(
                Topics.CORE_ORDER,
                shard,
                Integer.toString(shard),
                json.writeValueAsBytes(command)));
      }
    }
  }

  private static String text(Map<String, Object> figures) {
    StringBuilder text = new StringBuilder();
    figures.forEach((name, value) -> text.append("%-10s %s%n".formatted(name, value)));
    return text.toString();
  }

  private static void say(String what) {
    System.err.println(what);
  }

  private static void delete(Path folder) throws Exception {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
