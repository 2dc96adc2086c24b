package io.dams.matching.snapshot;

import io.dams.matching.engine.Engine;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * An engine's state as bytes, between two commands.
 *
 * @param nextOffset of the first command that is not in it
 * @param sequence of the last event before it
 * @param time log time
 * @param chunks the state's bytes, cut
 */
public record Snapshot(
    int shard, long nextOffset, long sequence, Instant time, List<byte[]> chunks) {

  /** Below what a broker takes as one record by default. */
  static final int CHUNK_BYTES = 512 << 10;

  /** Copies the list, not the bytes. */
  public Snapshot {
    chunks = List.copyOf(chunks);
  }

  /** Copies the state; on the engine's thread. Its time is that of writing memory once. */
  public static Snapshot of(Engine engine) {
    List<byte[]> chunks = new ArrayList<>();
    engine.writeTo(CHUNK_BYTES, chunks::add);
    return new Snapshot(
        engine.shard(), engine.offset() + 1, engine.sequence(), engine.time(), chunks);
  }

  /** SHA-256 of the bytes, as {@link Engine#stateHash()} tells it. Any thread. */
  public String stateHash() {
    MessageDigest digest = Manifest.digest();
    chunks.forEach(digest::update);
    return HexFormat.of().formatHex(digest.digest());
  }

  /** How many bytes the state has. */
  public long bytes() {
    return chunks.stream().mapToLong(chunk -> chunk.length).sum();
  }
}
