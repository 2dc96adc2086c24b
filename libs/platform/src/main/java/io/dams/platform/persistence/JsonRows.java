package io.dams.platform.persistence;

/**
 * Rows for a statement that reads them by {@code JSON_TABLE}: one parameter however many they are,
 * where a parameter for each cell would cost more than the rows themselves.
 */
public final class JsonRows {

  private final StringBuilder json = new StringBuilder("[");
  private int size;

  /** No rows yet. */
  public JsonRows() {}

  /** Adds a row. Numbers are written as text, since JSON's may be rounded. */
  public JsonRows add(Object... cells) {
    json.append(json.length() == 1 ? "[" : ",[");
    for (int i = 0; i < cells.length; i++) {
      json.append(i == 0 ? "\"" : ",\"").append(plain(cells[i].toString())).append('"');
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
