package io.dams.matching.engine;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a state as big-endian bytes in chunks of one size; only the last is shorter. The bytes do
 * not depend on where the chunks end.
 */
final class StateWriter {

  private final Consumer<byte[]> chunks;
  private byte[] chunk;
  private int length;

  /**
   * @param chunkBytes the size of a chunk, positive
   * @param chunks is given each chunk as soon as it is full, and may keep it
   */
  StateWriter(int chunkBytes, Consumer<byte[]> chunks) {
    if (chunkBytes <= 0) {
      throw new IllegalArgumentException("a chunk of " + chunkBytes + " bytes");
    }
    this.chunks = chunks;
    this.chunk = new byte[chunkBytes];
  }

  /** Gives out the last chunk, unless it is empty. Nothing may be written after it. */
  void finish() {
    if (length > 0) {
      chunks.accept(Arrays.copyOf(chunk, length));
    }
    length = 0;
  }

  void writeByte(int value) {
    if (length == chunk.length) {
      chunks.accept(chunk);
      chunk = new byte[chunk.length];
      length = 0;
    }
    chunk[length++] = (byte) value;
  }

  void writeInt(int value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      writeByte(value >>> shift);
    }
  }

  void writeLong(long value) {
    writeInt((int) (value >>> 32));
    writeInt((int) value);
  }

  void writeText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    writeInt(bytes.length);
    for (byte b : bytes) {
      writeByte(b);
    }
  }

  void writeInstant(Instant at) {
    writeLong(at.getEpochSecond());
    writeInt(at.getNano());
  }

  void writeOptionalInstant(@Nullable Instant at) {
    writeByte(at == null ? 0 : 1);
    if (at != null) {
      writeInstant(at);
    }
  }

  /** A constant of an enum, by its place: new ones go to the end. Null is told apart. */
  void writeEnum(@Nullable Enum<?> constant) {
    writeByte(constant == null ? 0 : constant.ordinal() + 1);
  }
}
