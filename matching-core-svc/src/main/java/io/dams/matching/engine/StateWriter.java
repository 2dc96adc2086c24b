package io.dams.matching.engine;

import java.nio.ByteBuffer;
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
  private ByteBuffer chunk;

  /**
   * @param chunkBytes the size of a chunk, positive
   * @param chunks is given each chunk as soon as it is full, and may keep it
   */
  StateWriter(int chunkBytes, Consumer<byte[]> chunks) {
    if (chunkBytes <= 0) {
      throw new IllegalArgumentException("a chunk of " + chunkBytes + " bytes");
    }
    this.chunks = chunks;
    this.chunk = ByteBuffer.allocate(chunkBytes);
  }

  /** Gives out the last chunk, unless it is empty. Nothing may be written after it. */
  void finish() {
    if (chunk.position() > 0) {
      chunks.accept(Arrays.copyOf(chunk.array(), chunk.position()));
    }
    chunk.clear();
  }

  void writeByte(int value) {
    if (!chunk.hasRemaining()) {
      chunks.accept(chunk.array());
      chunk = ByteBuffer.allocate(chunk.capacity());
    }
    chunk.put((byte) value);
  }

  void writeInt(int value) {
    if (chunk.remaining() >= Integer.BYTES) {
      chunk.putInt(value);
      return;
    }
    for (int shift = 24; shift >= 0; shift -= 8) {
      writeByte(value >>> shift);
    }
  }

  void writeLong(long value) {
    if (chunk.remaining() >= Long.BYTES) {
      chunk.putLong(value);
      return;
    }
    writeInt((int) (value >>> 32));
    writeInt((int) value);
  }

  void writeText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    writeInt(bytes.length);
    if (chunk.remaining() >= bytes.length) {
      chunk.put(bytes);
      return;
    }
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
