package io.dams.matching.status;

import io.dams.matching.snapshot.Snapshot;

/**
 * A hash of the whole state, and where in the log the engine had it.
 *
 * @param nextOffset of the first command that the engine had not seen
 * @param sequence of the last event
 * @param hash SHA-256
 */
public record StateAnswer(long nextOffset, long sequence, String hash) {

  static StateAnswer of(Snapshot snapshot) {
    return new StateAnswer(snapshot.nextOffset(), snapshot.sequence(), snapshot.stateHash());
  }
}
