package io.dams.sandbox.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * An append-only file of entries, one JSON line each behind its checksum. A last line that was torn
 * by a crash was never answered for and is cut off; a damaged line elsewhere refuses the start.
 * Appends become durable together: {@link #sync} is a group commit.
 *
 * @param <E> what an entry is
 */
public final class JournalMapper<E> implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int CHECKSUM_CHARS = 8;

  private final FileChannel file;
  private final Object syncing = new Object();
  private volatile long written;
  private volatile long durable;
  private volatile @Nullable IOException broken;

  private JournalMapper(FileChannel file, long size) {
    this.file = file;
    this.written = size;
    this.durable = size;
  }

  /**
   * Opens the journal and hands all that it holds to {@code replay}, oldest first. Throws {@link
   * UncheckedIOException} when it cannot be read, or another process uses it.
   */
  public static <E> JournalMapper<E> open(Path path, Class<E> type, Consumer<E> replay) {
    try {
      if (path.getParent() != null) {
        Files.createDirectories(path.getParent());
      }
      FileChannel file =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!locked(file)) {
        file.close();
        throw new IOException("another process uses " + path);
      }
      long size = replay(path, type, replay);
      file.truncate(size);
      file.position(size);
      file.force(true);
      return new JournalMapper<>(file, size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Appends an entry; durable after {@link #sync} of the position that it returns. Callers take
   * turns.
   */
  public long append(E entry) {
    requireSound();
    String json = JSON.writeValueAsString(entry);
    ByteBuffer line =
        ByteBuffer.wrap((checksum(json) + " " + json + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      long position = written + line.remaining();
      while (line.hasRemaining()) {
        file.write(line);
      }
      written = position;
      return position;
    } catch (IOException e) {
      broken = e;
      throw new UncheckedIOException(e);
    }
  }

  /** The position after the last entry. */
  public long position() {
    return written;
  }

  /** Returns when everything up to the position is on disk. */
  public void sync(long position) {
    if (durable >= position) {
      return;
    }
    synchronized (syncing) {
      if (durable >= position) {
        return;
      }
      requireSound();
      long reached = written;
      try {
        file.force(false);
        durable = reached;
      } catch (IOException e) {
        broken = e;
        throw new UncheckedIOException(e);
      }
    }
  }

  private void requireSound() {
    IOException cause = broken;
    if (cause != null) {
      throw new UncheckedIOException("the journal failed before; restart", cause);
    }
  }

  private static boolean locked(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static <E> long replay(Path path, Class<E> type, Consumer<E> replay) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    int start = 0;
    while (start < bytes.length) {
      int end = start;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      boolean last = end >= bytes.length - 1;
      String line = new String(bytes, start, end - start, StandardCharsets.UTF_8);
      E entry = end < bytes.length ? entry(line, type) : null;
      if (entry == null && last) {
        return start;
      }
      if (entry == null) {
        throw new IOException("line at byte " + start + " of " + path + " is damaged");
      }
      replay.accept(entry);
      start = end + 1;
    }
    return bytes.length;
  }

  private static <E> @Nullable E entry(String line, Class<E> type) {
    if (line.length() <= CHECKSUM_CHARS + 1) {
      return null;
    }
    String json = line.substring(CHECKSUM_CHARS + 1);
    if (!checksum(json).equals(line.substring(0, CHECKSUM_CHARS))) {
      return null;
    }
    try {
      return JSON.readValue(json, type);
    } catch (JacksonException e) {
      throw new IllegalStateException("a whole line cannot be read: " + line, e);
    }
  }

  private static String checksum(String json) {
    CRC32 crc = new CRC32();
    crc.update(json.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  /** Lets another use the file. */
  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
