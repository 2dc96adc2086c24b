package io.dams.matching.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a {@link StateWriter} wrote. What is cut off, goes on too long or names a thing that
 * there is not throws {@link IllegalArgumentException}.
 */
final class StateReader {

  private static final int MAX_TEXT_BYTES = 1 << 16;

  private final Iterator<byte[]> chunks;
  private ByteBuffer chunk = ByteBuffer.allocate(0);

  /**
   * @param chunks all chunks in their order; each is asked for when it is needed
   */
  StateReader(Iterator<byte[]> chunks) {
    this.chunks = chunks;
  }

  /** Whether all has been read. */
  boolean isAtEnd() {
    return !chunk.hasRemaining() && !chunks.hasNext();
  }

  /** Throws {@link IllegalArgumentException} when there is more. */
  void expectEnd() {
    if (!isAtEnd()) {
      throw new IllegalArgumentException("the state goes on after its end");
    }
  }

  byte readByte() {
    while (!chunk.hasRemaining()) {
      if (!chunks.hasNext()) {
        throw new IllegalArgumentException("the state is cut off");
      }
      chunk = ByteBuffer.wrap(chunks.next());
    }
    return chunk.get();
  }

  int readInt() {
    if (chunk.remaining() >= Integer.BYTES) {
      return chunk.getInt();
    }
    int value = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      value = value << 8 | readByte() & 0xFF;
    }
    return value;
  }

  /** How many elements follow. */
  int readCount() {
    int count = readInt();
    if (count < 0) {
      throw new IllegalArgumentException("a count of " + count);
    }
    return count;
  }

  /** An element of a list, by its place. */
  <T> T readElement(List<T> list) {
    int place = readCount();
    if (place >= list.size()) {
      throw new IllegalArgumentException("no element " + place + " of " + list.size());
    }
    return list.get(place);
  }

  long readLong() {
    if (chunk.remaining() >= Long.BYTES) {
      return chunk.getLong();
    }
    return (long) readInt() << 32 | readInt() & 0xFFFF_FFFFL;
  }

  String readText() {
    int length = readCount();
    if (length > MAX_TEXT_BYTES) {
      throw new IllegalArgumentException("a text of " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = readByte();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  Instant readInstant() {
    long seconds = readLong();
    return Instant.ofEpochSecond(seconds, readInt());
  }

  @Nullable Instant readOptionalInstant() {
    return readByte() == 0 ? null : readInstant();
  }

  <E extends Enum<E>> E readEnum(Class<E> type) {
    E constant = readOptionalEnum(type);
    if (constant == null) {
      throw new IllegalArgumentException("a " + type.getSimpleName() + " is missing");
    }
    return constant;
  }

  <E extends Enum<E>> @Nullable E readOptionalEnum(Class<E> type) {
    int place = readByte();
    E[] constants = type.getEnumConstants();
    if (place < 0 || place > constants.length) {
      throw new IllegalArgumentException("no " + type.getSimpleName() + " number " + place);
    }
    return place == 0 ? null : constants[place - 1];
  }
}
