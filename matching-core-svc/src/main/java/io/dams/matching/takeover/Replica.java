package io.dams.matching.takeover;

import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreOrder;
import io.dams.matching.engine.Engine;
import io.dams.matching.engine.EngineEvent;
import io.dams.matching.log.CommandLogClient;
import io.dams.matching.log.CoreRecordMapper;
import io.dams.matching.log.LoggedCommand;
import io.dams.matching.log.ShardStoppedException;
import io.dams.matching.snapshot.SnapshotReadClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An engine that follows a shard's log. It begins with the newest good snapshot, or with nothing,
 * and says nothing while it follows; the owner's is then told each command, and speaks.
 */
public class Replica {

  private final CommandLogClient log;
  private final CoreRecordMapper mapper;
  private final Skips skips;
  private final Engine engine;
  private final long restoredOffset;
  private long nextOffset;

  private Replica(
      int shard, CommandLogClient log, CoreRecordMapper mapper, @Nullable Engine restored) {
    this.log = log;
    this.mapper = mapper;
    this.skips = new Skips(log, mapper);
    this.engine = restored == null ? new Engine(shard) : restored;
    this.restoredOffset = engine.offset() + 1;
    this.nextOffset = restoredOffset;
  }

  /** A replica in the state of a snapshot at or before the offset that is known to be committed. */
  public static Replica restore(
      int shard,
      CommandLogClient log,
      SnapshotReadClient snapshots,
      CoreRecordMapper mapper,
      long committedOffset) {
    return new Replica(shard, log, mapper, snapshots.newest(committedOffset));
  }

  /** A replica before the first command, for a straight replay. */
  public static Replica empty(int shard, CommandLogClient log, CoreRecordMapper mapper) {
    return new Replica(shard, log, mapper, null);
  }

  /** Waits until the log says that a command is passed over; or until it is to end. */
  public static void awaitSkip(
      CommandLogClient log, CoreRecordMapper mapper, long offset, BooleanSupplier ending) {
    new Skips(log, mapper).await(offset, ending);
  }

  /** The engine; only for the thread that moves this replica. */
  public Engine engine() {
    return engine;
  }

  /** Of the first command that the engine has not seen. */
  public long nextOffset() {
    return nextOffset;
  }

  /** Of the first command that was not in the snapshot. */
  public long restoredOffset() {
    return restoredOffset;
  }

  /**
   * Applies all commands before this offset, saying nothing; fewer when it is told to end. The log
   * is read on behind them.
   */
  public void advanceTo(long end, BooleanSupplier ending) {
    if (nextOffset >= end) {
      return;
    }
    expectInLog(end);
    skips.learn(nextOffset, ending);
    log.seek(nextOffset);
    while (log.position() < end && !ending.getAsBoolean()) {
      for (LoggedCommand command : log.poll()) {
        if (command.offset() < end) {
          replay(command, _ -> {});
        }
      }
    }
    if (!ending.getAsBoolean()) {
      nextOffset = end;
    }
  }

  /**
   * Applies all commands before this offset one by one.
   *
   * @param goesOn is asked before each command; false ends it
   * @param said is told what each command gives
   */
  public void replay(long end, Predicate<LoggedCommand> goesOn, Consumer<List<CoreEvent>> said) {
    expectInLog(end);
    skips.learn(nextOffset, () -> false);
    log.seek(nextOffset);
    while (log.position() < end) {
      for (LoggedCommand command : log.poll()) {
        if (command.offset() >= end || !goesOn.test(command)) {
          return;
        }
        List<CoreEvent> events = new ArrayList<>();
        replay(command, event -> events.add(event.toEvent()));
        said.accept(events);
      }
    }
  }

  private void expectInLog(long end) {
    if (log.beginningOffset() > nextOffset) {
      throw new ShardStoppedException("the log has lost its beginning", null);
    }
    if (log.endOffset() < end) {
      throw new ShardStoppedException("the log ends before offset " + end, null);
    }
  }

  /** Throws {@link ShardStoppedException} unless the replay gave just as many events. */
  public void mustBeAt(CommandLogClient.Committed committed) {
    if (nextOffset != committed.nextOffset() || engine.sequence() != committed.sequence()) {
      throw new ShardStoppedException(
          "replay to offset %d gives %d events where %d were said to offset %d"
              .formatted(
                  nextOffset, engine.sequence(), committed.sequence(), committed.nextOffset()),
          null);
    }
  }

  /** Applies the next command; what it gives is what the owner says. */
  public List<CoreEvent> apply(LoggedCommand command) {
    List<CoreEvent> events = new ArrayList<>();
    apply(command, event -> events.add(event.toEvent()));
    return events;
  }

  /** Passes over the next command; what that gives is what the owner says. */
  public List<CoreEvent> skip(LoggedCommand command) {
    List<CoreEvent> events = new ArrayList<>();
    skip(command, event -> events.add(event.toEvent()));
    return events;
  }

  private void replay(LoggedCommand command, Consumer<EngineEvent> told) {
    if (skips.contains(command.offset())) {
      skip(command, told);
    } else {
      apply(command, told);
    }
  }

  private void apply(LoggedCommand command, Consumer<EngineEvent> told) {
    CoreOrder order = mapper.order(command);
    try {
      engine.apply(order, command.offset(), command.at(), told);
    } catch (RuntimeException e) {
      throw new ShardStoppedException(command.place() + " cannot be applied", command.offset(), e);
    }
    nextOffset = command.offset() + 1;
  }

  private void skip(LoggedCommand command, Consumer<EngineEvent> told) {
    engine.skip(readable(command), command.offset(), command.at(), told);
    nextOffset = command.offset() + 1;
  }

  private @Nullable CoreOrder readable(LoggedCommand command) {
    try {
      return mapper.order(command);
    } catch (ShardStoppedException e) {
      return null;
    }
  }
}
