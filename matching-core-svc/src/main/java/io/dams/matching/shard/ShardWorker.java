package io.dams.matching.shard;

import io.dams.contracts.topic.CoreOrder;
import io.dams.matching.engine.Engine;
import io.dams.matching.log.CommandLogClient;
import io.dams.matching.log.MatchingProperties;
import io.dams.matching.log.ShardStoppedException;
import io.dams.matching.log.UnfitTopicsException;
import io.dams.matching.snapshot.SnapshotKeeper;
import io.dams.matching.snapshot.SnapshotReadClient;
import io.dams.matching.status.ShardMetrics;
import io.dams.matching.status.ShardPhase;
import io.dams.matching.status.ShardReport;
import io.dams.matching.takeover.Heartbeat;
import io.dams.matching.takeover.OwnerWatchClient;
import io.dams.matching.takeover.Replica;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one shard in service, on a thread of its own: follows its log with an engine, takes it over
 * when nobody else owns it, and then applies what comes.
 *
 * <ul>
 *   <li>At its start it takes over at once, as soon as its engine is where the owner's is.
 *   <li>Another instance took the shard over: follows it, and takes it back only when that gives
 *       the shard up, or commits nothing any more.
 *   <li>An outage of Kafka: everything in memory is dropped, and after a pause the shard is
 *       followed anew; taken over again only if nobody else did meanwhile.
 *   <li>A malformed command, an exception of the engine, a replay that does not give what was
 *       committed: stops, after having committed what went before. A command is passed over only
 *       when the log itself says so further on: for that it reads on.
 * </ul>
 */
class ShardWorker implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(ShardWorker.class);
  private static final Duration TICK_PAUSE = Duration.ofSeconds(1);
  private static final Duration LOOK_PAUSE = Duration.ofMillis(500);

  private static final String OWNED = "another instance owns it, or did until now";

  private final int shard;
  private final ShardReport report;
  private final MatchingProperties properties;
  private final ShardLogs logs;
  private final ShardMetrics metrics;
  private final Clock clock;
  private final SnapshotKeeper snapshots;
  private final Object pausing = new Object();
  private volatile @Nullable CommandLogClient current;
  private volatile long stoppedAt = ShardStoppedException.NO_COMMAND;
  private volatile CoreOrder.@Nullable SkipCommand wantedSkip;
  private volatile boolean ending;
  private Duration patience = Duration.ZERO;
  private long boundsAt;
  private Duration pause;

  ShardWorker(
      ShardReport report,
      MatchingProperties properties,
      ShardLogs logs,
      ShardMetrics metrics,
      Clock clock) {
    this.shard = report.shard();
    this.report = report;
    this.properties = properties;
    this.logs = logs;
    this.metrics = metrics;
    this.clock = clock;
    this.snapshots = logs.keeper(shard, metrics.snapshots());
    this.pause = properties.firstPause();
  }

  ShardReport report() {
    return report;
  }

  /**
   * Takes the shard over once more and passes over the command that it stopped at. False, and
   * nothing happens, when it did not stop at that command.
   */
  boolean skip(CoreOrder.SkipCommand skip) {
    if (skip.offset() == ShardStoppedException.NO_COMMAND || stoppedAt != skip.offset()) {
      return false;
    }
    wantedSkip = skip;
    return true;
  }

  /** Ends the thread soon; what is being committed is committed first. */
  void end() {
    ending = true;
    CommandLogClient client = current;
    if (client != null) {
      client.wakeUp();
    }
    synchronized (pausing) {
      pausing.notifyAll();
    }
  }

  @Override
  public void run() {
    while (!ending) {
      try {
        serve();
      } catch (WakeupException e) {
        log.debug("shard {}: woken up to end", shard);
      } catch (InvalidOffsetException e) {
        stop(new ShardStoppedException("the log does not have what it had", e));
        return;
      } catch (KafkaException e) {
        if (isFenced(e)) {
          log.warn("shard {}: another instance took it over", shard, e);
          patience = properties.takeOverAfter();
        } else {
          again(e);
        }
      } catch (UnfitTopicsException e) {
        again(e);
      } catch (ShardStoppedException e) {
        stop(e);
        if (!awaitSkip(e.offset())) {
          return;
        }
      } catch (RuntimeException | Error e) {
        stop(e);
        return;
      } finally {
        report.answerNothing();
      }
    }
  }

  private void serve() {
    report.enter(ShardPhase.TAKING_OVER, report.status().reason());
    logs.check(shard);
    try (CommandLogClient commands = logs.log(shard)) {
      current = commands;
      if (ending) {
        return;
      }
      Replica replica = follow(commands);
      if (ending) {
        return;
      }
      try (ShardLogClient client = logs.write(shard, commands)) {
        takeOver(commands, client, replica);
        if (!ending) {
          work(commands, client, replica);
        }
      }
    } finally {
      current = null;
    }
  }

  /** Rebuilds the engine, and keeps it where the owner's is for as long as there is one. */
  private Replica follow(CommandLogClient commands) {
    report.enter(ShardPhase.REPLAYING, null);
    try (OwnerWatchClient owner = logs.watch(shard)) {
      long done = Math.max(commands.doneOffset(), owner.look().nextOffset());
      Replica replica = restore(commands, done);
      replica.advanceTo(done, () -> ending);
      if (!patience.isZero()) {
        standBy(owner, replica);
      }
      return replica;
    }
  }

  private Replica restore(CommandLogClient commands, long done) {
    try (SnapshotReadClient taken = logs.snapshots(shard)) {
      return Replica.restore(shard, commands, taken, logs.mapper(), done);
    }
  }

  private void standBy(OwnerWatchClient owner, Replica replica) {
    Heartbeat heartbeat = new Heartbeat(patience);
    report.enter(ShardPhase.STANDING_BY, OWNED);
    snapshots.beginStandby(replica.restoredOffset());
    while (!ending) {
      try {
        OwnerWatchClient.Owner seen = owner.look();
        replica.advanceTo(seen.nextOffset(), () -> ending);
        snapshots.takeIfDue(replica.engine());
        report.standsBy(replica, OWNED);
        if (heartbeat.isGone(seen, System.nanoTime())) {
          return;
        }
      } catch (InvalidOffsetException | WakeupException e) {
        throw e;
      } catch (KafkaException e) {
        heartbeat.unseen();
        metrics.outage(shard);
        log.warn("shard {}: cannot see whether it has an owner", shard, e);
      }
      pause(LOOK_PAUSE);
    }
  }

  private void takeOver(CommandLogClient commands, ShardLogClient client, Replica replica) {
    report.enter(ShardPhase.TAKING_OVER, null);
    client.fenceOthers();
    CommandLogClient.Committed committed = commands.committed();
    replica.advanceTo(committed.nextOffset(), () -> ending);
    if (!ending) {
      replica.mustBeAt(committed);
      log.info("shard {}: taken over at {}", shard, committed);
    }
  }

  private void work(CommandLogClient commands, ShardLogClient client, Replica replica) {
    Engine engine = replica.engine();
    ShardRun run = new ShardRun(shard, commands, client, replica, metrics, properties, wantedSkip);
    wantedSkip = null;
    pause = properties.firstPause();
    patience = shorter(properties.takeBackAfter(), properties.takeOverAfter());
    snapshots.beginOwner(replica.restoredOffset());
    boundsAt = -1;
    Instant lastTick = Instant.EPOCH;
    try {
      while (!ending) {
        report.runs(replica, commands.lag());
        report.answer(engine);
        snapshots.takeIfDue(engine);
        run.apply(commands.poll());
        Instant now = clock.instant();
        if (!now.isBefore(lastTick.plus(TICK_PAUSE))) {
          logBounds(engine, client, now);
          client.tick(now);
          lastTick = now;
        }
      }
    } catch (WakeupException e) {
      log.debug("shard {}: woken up to end", shard);
    }
    run.release();
  }

  /**
   * The bounds that hold are those of the log, so that every replay has the same: there they are
   * written when the engine has others, once it has seen those that were written before.
   */
  private void logBounds(Engine engine, ShardLogClient client, Instant now) {
    CoreOrder.SetBounds configured =
        new CoreOrder.SetBounds(properties.mostOpenOrders(), properties.mostRememberedGroups());
    if (engine.offset() >= boundsAt && !configured.equals(engine.bounds())) {
      boundsAt = client.append(configured, now);
      log.info("shard {}: {} from offset {} on", shard, configured, boundsAt);
    }
  }

  /** Waits until the command is to be passed over, by the log or the operator; false at the end. */
  private boolean awaitSkip(long offset) {
    if (offset == ShardStoppedException.NO_COMMAND) {
      return false;
    }
    stoppedAt = offset;
    try {
      while (!ending && wantedSkip == null) {
        try (CommandLogClient commands = logs.log(shard)) {
          current = commands;
          Replica.awaitSkip(commands, logs.mapper(), offset, () -> ending || wantedSkip != null);
          break;
        } catch (WakeupException e) {
          log.debug("shard {}: woken up to end", shard);
        } catch (KafkaException e) {
          metrics.outage(shard);
          log.warn("shard {}: cannot read on for a skip", shard, e);
          pause(properties.longestPause());
        }
      }
    } finally {
      current = null;
      stoppedAt = ShardStoppedException.NO_COMMAND;
    }
    patience = wantedSkip == null ? properties.takeOverAfter() : Duration.ZERO;
    return !ending;
  }

  private void again(RuntimeException e) {
    metrics.outage(shard);
    if (e instanceof UnfitTopicsException) {
      log.error("shard {}: topics are not fit: {}", shard, e.getMessage());
    } else {
      log.warn("shard {}: outage, taken over anew in {}", shard, pause, e);
    }
    report.enter(ShardPhase.TAKING_OVER, e.toString());
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

  private void stop(Throwable e) {
    log.error("shard {}: stops, nothing after this may be processed", shard, e);
    report.enter(ShardPhase.STOPPED, e.getMessage() == null ? e.toString() : e.getMessage());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
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
