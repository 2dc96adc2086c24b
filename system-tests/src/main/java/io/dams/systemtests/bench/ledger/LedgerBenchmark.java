package io.dams.systemtests.bench.ledger;

import io.dams.sandbox.CommandException;
import io.dams.sandbox.Installation;
import io.dams.sandbox.Service;
import io.dams.sandbox.servers.MariaDb;
import io.dams.sandbox.servers.Schema;
import io.dams.sandbox.servers.Schemas;
import io.dams.sandbox.supervisor.AppImage;
import io.dams.systemtests.bench.BenchReport;
import io.dams.systemtests.bench.Benchmark;
import io.dams.systemtests.bench.ForkedJvm;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code ./fleet bench ledger}. */
public final class LedgerBenchmark implements Benchmark {

  private static final int PORT_OFFSET = 32_000;
  private static final int MARIADB_PORT = 3_307;
  private static final String PASSWORD = "bench-only";

  @Override
  public String name() {
    return "ledger";
  }

  @Override
  public String summary() {
    return "durable journals, Zipf 1.0 over 100 k accounts, against the same rows in plain batches";
  }

  @Override
  public String help() {
    return """
    usage: ./fleet bench ledger [--accounts N] [--rounds N] [--seconds N]

    On a MariaDB of its own that flushes its logs at each commit. Each round, in the same minute:
    plain batches of 256 journals (insert, insert, update; one connection, then two); 256 callers
    of the ledger's queue, each waiting for its own journal; runs of 200 journals, as the core's
    listener posts them; and each journal in a transaction of its own. Then one busy account, with
    and without a floor. In the end the trial balance has to hold.

    --accounts N   100,000
    --rounds N     2
    --seconds N    for each measurement; 10
    """;
  }

  @Override
  public BenchReport run(Installation fleet, List<String> arguments) throws Exception {
    Map<String, Integer> options = options(arguments);
    Path home = fleet.root().resolve("target/bench/ledger-run");
    delete(home);
    Installation own = Installation.at(fleet.root(), home, PORT_OFFSET);
    Files.createDirectories(own.logs());
    Files.createDirectories(own.data().resolve("mariadb"));
    MariaDb server =
        MariaDb.start(
            fleet.software(),
            new MariaDb.Settings(
                own.data().resolve("mariadb"),
                own.logs().resolve("mariadb.log"),
                own.port(MARIADB_PORT),
                PASSWORD,
                true));
    try {
      Schema schema = new Schemas(server.address()).recreate("ledger", PASSWORD, PASSWORD);
      return report(options, drive(fleet, own, schema, options));
    } finally {
      server.process().kill();
      delete(own.data());
    }
  }

  private static Map<String, Integer> options(List<String> arguments) throws CommandException {
    Map<String, Integer> options =
        new LinkedHashMap<>(Map.of("--accounts", 100_000, "--rounds", 2, "--seconds", 10));
    for (int i = 0; i + 1 < arguments.size(); i += 2) {
      if (options.replace(arguments.get(i), Integer.parseInt(arguments.get(i + 1))) == null) {
        throw new CommandException("what is " + arguments.get(i) + "?");
      }
    }
    return options;
  }

  private static Map<String, Long> drive(
      Installation fleet, Installation own, Schema schema, Map<String, Integer> options)
      throws Exception {
    String ownClasses =
        Path.of(LedgerBenchmark.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    String classPath = AppImage.of(fleet, Service.LEDGER).jar() + File.pathSeparator + ownClasses;
    List<Object> arguments = new ArrayList<>();
    for (String option : List.of("--accounts", "--rounds", "--seconds")) {
      arguments.add(options.get(option));
    }
    settings(own, schema).forEach((name, value) -> arguments.add("--" + name + "=" + value));
    Map<String, Long> figures = new LinkedHashMap<>();
    for (String line : ForkedJvm.run(classPath, LedgerDriver.class.getName(), arguments)) {
      String[] parts = line.split("=");
      if (parts.length == 2 && parts[1].matches("[0-9]+")) {
        figures.put(parts[0], Long.parseLong(parts[1]));
      }
    }
    return figures;
  }

  private static Map<String, String> settings(Installation own, Schema schema) {
    String module = Service.LEDGER.module();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("spring.datasource.url", schema.jdbcUrl());
    settings.put("spring.datasource.username", schema.appUser());
    settings.put("spring.datasource.password", schema.appPassword());
    settings.put("spring.flyway.user", schema.ownerUser());
    settings.put("spring.flyway.password", schema.ownerPassword());
    settings.put("spring.flyway.placeholders.appUser", schema.appUser());
    // The final trial balance reads everything at once, on a machine that has just been busy.
    settings.put("mybatis.configuration.default-statement-timeout", "120");
    settings.put("spring.datasource.hikari.data-source-properties.socketTimeout", "120000");
    settings.put("dams.ledger.trial-balance-interval", "1h");
    settings.put("dams.identity.name", module);
    settings.put("dams.identity.private-key-file", own.keys().privateKey(module).toString());
    settings.put("dams.identity.trusted-keys-file", own.keys().trusted(List.of(module)).toString());
    // No Kafka: nothing is listened to, and nothing is sent.
    settings.put("spring.kafka.listener.auto-startup", "false");
    settings.put("spring.kafka.bootstrap-servers", "127.0.0.1:9");
    settings.put("server.port", "0");
    settings.put("dams.management-port", "0");
    settings.put("logging.level.root", "WARN");
    return settings;
  }

  private static BenchReport report(Map<String, Integer> options, Map<String, Long> measured) {
    if (!measured.containsKey("balanced")) {
      throw new IllegalStateException("the ledger was not looked through: " + measured);
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    options.forEach((name, value) -> figures.put(name.substring(2), value));
    List<Map<String, Long>> rounds = new ArrayList<>();
    for (int round = 1; round <= options.getOrDefault("--rounds", 0); round++) {
      Map<String, Long> figuresOfRound = new LinkedHashMap<>();
      String prefix = round + ".";
      measured.forEach(
          (name, value) -> {
            if (name.startsWith(prefix)) {
              figuresOfRound.put(name.substring(prefix.length()), value);
            }
          });
      addRatios(figuresOfRound);
      rounds.add(figuresOfRound);
    }
    figures.put("rounds", rounds);
    Map<String, Long> busy = new LinkedHashMap<>(measured);
    busy.keySet().removeIf(name -> !name.startsWith("busy"));
    figures.put("busyAccount", busy);
    StringBuilder text = new StringBuilder("journals a second\n");
    rounds.forEach(round -> text.append("round  ").append(round).append('\n'));
    text.append("busy   ").append(busy).append('\n');
    return new BenchReport(text.toString(), figures);
  }

  /** Against the quicker of both baselines. */
  private static void addRatios(Map<String, Long> round) {
    long plain =
        Math.max(
            round.getOrDefault("plainOneConnection", 1L),
            round.getOrDefault("plainTwoConnections", 1L));
    for (String ours : List.of("callersOfTheQueue", "runsOf200", "eachAlone")) {
      round.put(ours + "PercentOfPlain", round.getOrDefault(ours, 0L) * 100 / plain);
    }
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
