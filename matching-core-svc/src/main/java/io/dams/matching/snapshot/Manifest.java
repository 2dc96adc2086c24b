package io.dams.matching.snapshot;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * What tells that a snapshot is whole: the last of its records. A copy of it outlives the snapshot.
 *
 * @param slot which of the two it stands in
 * @param nextOffset of the first command that is not in it
 * @param sequence of the last event before it
 * @param time log time
 * @param stateHash SHA-256 of all chunks' bytes, which is the engine's state hash
 * @param chunks how many
 * @param bytes of all chunks
 * @param firstRecord offset of the first chunk's record in the topic
 */
public record Manifest(
    int slot,
    long nextOffset,
    long sequence,
    Instant time,
    String stateHash,
    int chunks,
    long bytes,
    long firstRecord) {

  static final int SLOTS = 2;

  static final String HASH_KEY = "hash-";

  /** Of a record's key. */
  static String key(int slot) {
    return slot + "-manifest";
  }

  /** Of the record that outlives the snapshot, so that replays of any day can be compared. */
  static String hashKey(Manifest manifest) {
    return HASH_KEY + manifest.nextOffset();
  }

  /** Of a chunk's record's key. */
  static String key(int slot, int chunk) {
    return slot + "-" + chunk;
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
