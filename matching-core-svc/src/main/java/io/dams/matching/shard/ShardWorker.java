package io.dams.matching.shard;

import io.dams.matching.engine.Engine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one shard in service, on a thread of its own: takes it over, rebuilds its engine from the
 * log, and applies what comes.
 *
 * <ul>
 *   <li>An outage of Kafka: everything in memory is dropped, and after a pause the shard is taken
 *       over anew.
 *   <li>Another instance took the shard over: stands by, and takes it back only when commands wait
 *       and nobody works on them.
 *   <li>A malformed command, an exception of the engine, a replay that does not give what was
 *       committed: stops, after having committed what went before. Nothing passes it over.
 * </ul>
 */
class ShardWorker implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(ShardWorker.class);
  private static final Duration TICK_PAUSE = Duration.ofSeconds(1);
  private static final Duration LOOK_PAUSE = Duration.ofMillis(500);

  private final int shard;
  private final MatchingProperties properties;
  private final ShardLogs logs;
  private final ShardMetrics metrics;
  private final Clock clock;
  private final StateQuestions questions = new StateQuestions();
  private final Object pausing = new Object();
  private volatile ShardStatus status;
  private volatile @Nullable ShardLogClient current;
  private volatile boolean ending;
  private Duration pause;

  ShardWorker(
      int shard, MatchingProperties properties, ShardLogs logs, ShardMetrics metrics, Clock clock) {
    this.shard = shard;
    this.properties = properties;
    this.logs = logs;
    this.metrics = metrics;
    this.clock = clock;
    this.pause = properties.firstPause();
    this.status = ShardStatus.of(shard, ShardPhase.TAKING_OVER, null);
    metrics.watch(shard, this::status);
  }

  ShardStatus status() {
    return status;
  }

  /** The hash of the engine's state between two batches; null when the shard is not running. */
  CompletableFuture<@Nullable String> stateHash() {
    return status.phase() == ShardPhase.RUNNING
        ? questions.ask()
        : CompletableFuture.completedFuture(null);
  }

  /** Ends the thread soon; what is being committed is committed first. */
  void end() {
    ending = true;
    ShardLogClient client = current;
    if (client != null) {
      client.wakeUp();
    }
    synchronized (pausing) {
      pausing.notifyAll();
    }
  }

  @Override
  public void run() {
    while (!ending && status.phase() != ShardPhase.STOPPED) {
      try {
        own();
      } catch (WakeupException e) {
        log.debug("shard {}: woken up to end", shard);
      } catch (InvalidOffsetException e) {
        stop(new ShardStoppedException("the log does not have what it had", e));
      } catch (KafkaException e) {
        if (isFenced(e)) {
          log.warn("shard {}: another instance took it over", shard, e);
          standBy();
        } else {
          again(e);
        }
      } catch (UnfitTopicsException e) {
        again(e);
      } catch (RuntimeException e) {
        stop(e);
      } finally {
        questions.answerNothing();
      }
    }
  }

  private void own() {
    enter(ShardPhase.TAKING_OVER, status.reason());
    logs.check(shard);
    try (ShardLogClient client = logs.open(shard)) {
      current = client;
      if (ending) {
        return;
      }
      client.fenceOthers();
      ShardLogClient.Committed committed = client.committed();
      enter(ShardPhase.REPLAYING, null);
      ShardRun run = new ShardRun(shard, client, logs.mapper(), metrics, properties);
      run.replay(committed, () -> ending);
      pause = properties.firstPause();
      log.info(
          "shard {}: taken over at offset {}, sequence {}",
          shard,
          committed.nextOffset(),
          committed.sequence());
      work(client, run);
    } finally {
      current = null;
    }
  }

  private void work(ShardLogClient client, ShardRun run) {
    Instant lastTick = Instant.EPOCH;
    while (!ending) {
      status = run.status();
      Engine engine = run.engine();
      questions.answer(engine);
      run.apply(client.poll());
      Instant now = clock.instant();
      if (engine.isDue(now) && !now.isBefore(lastTick.plus(TICK_PAUSE))) {
        client.tick(now);
        lastTick = now;
      }
    }
  }

  /** Watches the owner: returns when commands wait that nobody commits. */
  private void standBy() {
    enter(ShardPhase.STANDING_BY, "another instance owns it");
    Duration idle = Duration.ZERO;
    long seen = -1;
    try (OwnerWatchClient owner = logs.watch(shard)) {
      while (!ending && idle.compareTo(properties.takeOverAfter()) < 0) {
        pause(LOOK_PAUSE);
        long committed = owner.committedOffset();
        boolean works = committed != seen || committed >= owner.endOffset();
        idle = works ? Duration.ZERO : idle.plus(LOOK_PAUSE);
        seen = committed;
      }
    } catch (KafkaException e) {
      again(e);
    }
  }

  private void again(RuntimeException e) {
    metrics.outage(shard);
    if (e instanceof UnfitTopicsException) {
      log.error("shard {}: topics are not fit: {}", shard, e.getMessage());
    } else {
      log.warn("shard {}: outage, taken over anew in {}", shard, pause, e);
    }
    enter(ShardPhase.TAKING_OVER, e.toString());
    pause(pause);
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(properties.longestPause()) < 0 ? doubled : properties.longestPause();
  }

  /** Once fenced, a producer wraps that in whatever its further calls throw. */
  private static boolean isFenced(KafkaException e) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof ProducerFencedException
          || each instanceof InvalidProducerEpochException) {
        return true;
      }
    }
    return false;
  }

  private void stop(RuntimeException e) {
    log.error("shard {}: stops, nothing after this may be processed", shard, e);
    enter(ShardPhase.STOPPED, e.getMessage() == null ? e.toString() : e.getMessage());
  }

  private void enter(ShardPhase phase, @Nullable String reason) {
    status = status.in(phase, reason);
  }

  private void pause(Duration duration) {
    long endNanos = System.nanoTime() + duration.toNanos();
    synchronized (pausing) {
      long leftMillis = duration.toMillis();
      while (!ending && leftMillis > 0) {
        try {
          pausing.wait(leftMillis);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          ending = true;
        }
        leftMillis = Duration.ofNanos(endNanos - System.nanoTime()).toMillis();
      }
    }
  }
}
