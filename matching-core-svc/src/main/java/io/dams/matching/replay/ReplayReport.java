package io.dams.matching.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a replay came to.
 *
 * @param from of the first command of the stretch that was asked for
 * @param to behind its last command
 * @param events of the stretch
 * @param time log time at its end
 * @param hashBefore of the state before its first command
 * @param hashAfter of the state behind its last command
 * @param comparedEvents from the beginning of the log, each byte for byte
 * @param comparedHashes recorded with snapshots, from the beginning of the log
 * @param difference the first; null when there was none
 */
record ReplayReport(
    int shard,
    long from,
    long to,
    long events,
    Instant time,
    String hashBefore,
    String hashAfter,
    long comparedEvents,
    List<Long> comparedHashes,
    @Nullable String difference,
    Duration took) {

  boolean isEqual() {
    return difference == null;
  }

  String text() {
    return """
    shard            %d
    commands         offsets %d to %d, log time at the end %s
    events           %d
    state before     %s
    state after      %s
    compared         %d events byte for byte, %d recorded state hashes%s
    result           %s
    took             %s
    """
        .formatted(
            shard,
            from,
            to - 1,
            time,
            events,
            hashBefore,
            hashAfter,
            comparedEvents,
            comparedHashes.size(),
            comparedHashes.isEmpty()
                ? ""
                : " (the last at offset " + comparedHashes.getLast() + ")",
            isEqual() ? "equal" : "DIFFERENT: " + difference,
            took);
  }
}
