package io.dams.matching.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.matching.engine.RandomLog;
import io.dams.matching.status.ShardPhase;
import io.dams.sandbox.servers.SharedServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;

/** One shard on a real Kafka, and the workers that a test sets on it. */
public final class LocalShard implements AutoCloseable {

  /** The longest that anything takes. */
  public static final Duration SOON = Duration.ofSeconds(150);

  /** So long workers wait for an owner: four seconds longer than it is silent by itself. */
  public static final Duration TAKE_OVER_AFTER = Duration.ofSeconds(5);

  final int number;
  public final String bootstrap = SharedServers.get().kafkaBootstrap();
  final CoreTopics topics;
  private final List<Running> running = new ArrayList<>();

  /** A worker at work. */
  public record Running(ShardWorker worker, Thread thread) {

    /** Ends it in order. */
    public void end() throws InterruptedException {
      worker.end();
      assertThat(thread.join(SOON)).as("the worker ended").isTrue();
    }

    void await(ShardPhase phase) {
      LocalShard.await("it is " + phase, () -> worker.report().status().phase() == phase);
    }
  }

  /** A shard that nobody has worked on. */
  public LocalShard(int number) {
    this.number = number;
    this.topics = new CoreTopics(bootstrap, number);
  }

  /** The core's topics. */
  public CoreTopics topics() {
    return topics;
  }

  /** Waits until all commands are applied and committed. */
  public void awaitDone() {
    topics.awaitDone(SOON);
  }

  /** Sets another worker on the shard. */
  public Running start() {
    return start(CoreProcess.worker(bootstrap, number, TAKE_OVER_AFTER));
  }

  Running start(ShardWorker worker) {
    Running one = new Running(worker, Thread.ofPlatform().start(worker));
    running.add(one);
    return one;
  }

  /** A log for this shard. */
  public RandomLog log(long seed) {
    System.out.println("seed " + seed);
    return new RandomLog(seed, Instant.now(), number);
  }

  /** Appends the next commands of a log. */
  public void append(RandomLog log, int commands) {
    for (int i = 0; i < commands; i++) {
      topics.append(log.next().command());
    }
    topics.flush();
  }

  /** Waits for it, with a bound. */
  public static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptionsInstanceOf(ExecutionException.class)
        .until(condition);
  }

  @Override
  public void close() throws InterruptedException {
    for (Running each : running) {
      each.end();
    }
    topics.close();
  }
}
