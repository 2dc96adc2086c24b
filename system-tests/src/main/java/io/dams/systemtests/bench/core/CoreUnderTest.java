package io.dams.systemtests.bench.core;

import io.dams.contracts.topic.Topics;
import io.dams.sandbox.Installation;
import io.dams.sandbox.Service;
import io.dams.sandbox.process.ChildProcess;
import io.dams.sandbox.process.JavaCommand;
import io.dams.sandbox.process.ProcessPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The matching core as it is delivered, on one shard of a Kafka, and how far it has come. */
final class CoreUnderTest implements AutoCloseable {

  /** As those of the baseline. */
  private static final List<String> FLAGS =
      List.of("-Xms2g", "-Xmx2g", "-XX:+UseParallelGC", "-XX:+AlwaysPreTouch");

  private static final Duration WITHIN = Duration.ofMinutes(20);

  private final TopicPartition commands;
  private final Admin admin;
  private final ChildProcess process;
  private final Path log;

  private CoreUnderTest(TopicPartition commands, Admin admin, ChildProcess process, Path log) {
    this.log = log;
    this.commands = commands;
    this.admin = admin;
    this.process = process;
  }

  /** Starts it; returns at once. */
  static CoreUnderTest start(
      Installation fleet, Installation own, String bootstrap, int shard, String... settings) {
    Path jar =
        fleet
            .root()
            .resolve(Service.MATCHING.module())
            .resolve("target")
            .resolve(Service.MATCHING.module() + ".jar");
    List<String> command = new ArrayList<>();
    command.add(JavaCommand.java().toString());
    command.addAll(FLAGS);
    command.addAll(List.of("-jar", jar.toString()));
    option(command, "spring.kafka.bootstrap-servers", bootstrap);
    option(command, "dams.identity.name", Service.MATCHING.module());
    Path key = own.keys().privateKey(Service.MATCHING.module());
    option(command, "dams.identity.private-key-file", key.toString());
    Path trusted = own.keys().trusted(List.of(Service.MATCHING.module()));
    option(command, "dams.identity.trusted-keys-file", trusted.toString());
    option(command, "server.port", "0");
    option(command, "dams.management-port", "0");
    option(command, "dams.matching.shards", Integer.toString(shard));
    String orders = Integer.toString(CoreFlow.BOUNDS.openOrders());
    option(command, "dams.matching.most-open-orders", orders);
    String groups = Integer.toString(CoreFlow.BOUNDS.rememberedGroups());
    option(command, "dams.matching.most-remembered-groups", groups);
    option(command, "dams.matching.min-replication", "1");
    option(command, "dams.matching.min-in-sync-replicas", "1");
    command.addAll(List.of(settings));
    Path log = own.logs().resolve("core-" + shard + ".log");
    try {
      Files.createDirectories(own.logs());
    } catch (IOException e) {
      throw new IllegalStateException("no folder for logs", e);
    }
    return new CoreUnderTest(
        new TopicPartition(Topics.CORE_ORDER, shard),
        Admin.create(Map.of("bootstrap.servers", bootstrap)),
        ChildProcess.start(ProcessPlan.of("core", command, own.root(), log)),
        log);
  }

  /** Waits until all commands before an offset are committed; the offset that it saw then. */
  long awaitDone(long offset) throws Exception {
    long endNanos = System.nanoTime() + WITHIN.toNanos();
    while (System.nanoTime() < endNanos && process.alive()) {
      long done = doneOffset();
      if (done >= offset) {
        return done;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new IllegalStateException("the core did not come to offset " + offset);
  }

  long doneOffset() throws Exception {
    OffsetAndMetadata committed =
        admin
            .listConsumerGroupOffsets(Service.MATCHING.module())
            .partitionsToOffsetAndMetadata()
            .get()
            .get(commands);
    return committed == null ? 0 : committed.offset();
  }

  /** How long it stood still to copy its state, the last time. */
  long stoodStillMillis() throws IOException {
    Pattern stoodStill = Pattern.compile("stood still for (\\d+) ms");
    try (var lines = Files.lines(log)) {
      return lines
          .map(stoodStill::matcher)
          .filter(Matcher::find)
          .mapToLong(found -> Long.parseLong(found.group(1)))
          .reduce(-1, (_, last) -> last);
    }
  }

  /** SIGKILL. */
  @Override
  public void close() {
    process.kill();
    admin.close();
  }

  private static void option(List<String> command, String name, String value) {
    command.add("--" + name + "=" + value);
  }
}
