package io.dams.matching.takeover;

import io.dams.contracts.topic.CoreOrder;
import io.dams.matching.log.CommandLogClient;
import io.dams.matching.log.CoreRecordMapper;
import io.dams.matching.log.LoggedCommand;
import io.dams.matching.log.ShardStoppedException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Which commands the log itself says were passed over. A skip is written together with the offset
 * behind the command that it names: so whoever replays to what is committed finds all of them by
 * looking through the log first, and none that was not done.
 */
final class Skips {

  private static final String TYPE = CoreOrder.SkipCommand.class.getSimpleName();

  private final CommandLogClient log;
  private final CoreRecordMapper mapper;
  private final Set<Long> offsets = new HashSet<>();
  private long lookedThrough;

  /** Knows nothing yet. */
  Skips(CommandLogClient log, CoreRecordMapper mapper) {
    this.log = log;
    this.mapper = mapper;
  }

  boolean contains(long offset) {
    return offsets.contains(offset);
  }

  /** Looks through the log from an offset, or from where it looked last, to its present end. */
  void learn(long from, BooleanSupplier ending) {
    lookedThrough = Math.max(lookedThrough, from);
    long end = log.endOffset();
    if (lookedThrough >= end) {
      return;
    }
    log.seek(lookedThrough);
    while (lookedThrough < end && !ending.getAsBoolean()) {
      learn(log.poll());
      lookedThrough = log.position();
    }
  }

  /** Reads on from here until the log names the command as passed over, or until it is to end. */
  void await(long offset, BooleanSupplier ending) {
    log.seek(offset + 1);
    while (!contains(offset) && !ending.getAsBoolean()) {
      learn(log.poll());
    }
  }

  private void learn(List<LoggedCommand> commands) {
    for (LoggedCommand command : commands) {
      // Only by the header: most of what passes by is not even read.
      if (command.type().equals(TYPE)) {
        offsets.add(skipped(command));
      }
    }
  }

  private long skipped(LoggedCommand command) {
    if (mapper.order(command) instanceof CoreOrder.SkipCommand skip) {
      return skip.offset();
    }
    throw new ShardStoppedException(command.place() + " is not what its header says", null);
  }
}
