package io.dams.platform.persistence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Rows for a statement that reads them by {@code JSON_TABLE}: one parameter however many they are,
 * where a parameter for each cell would cost more than the rows themselves.
 */
public final class JsonRows {

  private static final DateTimeFormatter DATETIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final StringBuilder json = new StringBuilder("[");
  private int size;

  /** No rows yet. */
  public JsonRows() {}

  /**
   * Adds a row. Numbers are written as text, since JSON's may be rounded; an instant as UTC, to the
   * microsecond; null as null.
   */
  public JsonRows add(@Nullable Object... cells) {
    json.append(json.length() == 1 ? "[" : ",[");
    for (int i = 0; i < cells.length; i++) {
      json.append(i == 0 ? "" : ",");
      switch (cells[i]) {
        case null -> json.append("null");
        case Instant at -> json.append('"').append(DATETIME.format(at)).append('"');
        case Object cell -> json.append('"').append(plain(cell.toString())).append('"');
      }
    }
    json.append(']');
    size++;
    return this;
  }

  /** How many rows there are. */
  public int size() {
    return size;
  }

  /** {@code [["…","…"],…]}. */
  @Override
  public String toString() {
    return json + "]";
  }

  private static String plain(String text) {
    if (!text.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '"' && c != '\\')) {
      throw new IllegalArgumentException("no cell for a statement: " + text);
    }
    return text;
  }
}
