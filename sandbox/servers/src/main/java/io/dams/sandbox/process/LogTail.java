package io.dams.sandbox.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a log file, for error messages. */
public final class LogTail {

  private static final int WINDOW_BYTES = 16 * 1024;

  private LogTail() {}

  /** At most this many lines, from the last 16 KiB; a note instead if the file cannot be read. */
  public static String of(Path log, int lines) {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      var start = Math.max(0, file.length() - WINDOW_BYTES);
      var bytes = new byte[(int) (file.length() - start)];
      file.seek(start);
      file.readFully(bytes);
      List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    } catch (IOException unreadable) {
      return "(the log cannot be read: " + unreadable.getMessage() + ")";
    }
  }
}
