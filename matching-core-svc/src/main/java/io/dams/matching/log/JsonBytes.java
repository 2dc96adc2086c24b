package io.dams.matching.log;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * JSON in the making, as bytes. It writes what Jackson would, but knows no way to escape: after a
 * text that needs it, {@link #isPlain()} is false and what was written is not to be used.
 */
final class JsonBytes {

  private static final int LONGEST_NUMBER = 20;
  private static final int LONGEST_TIME = 30;
  private static final int NANOS_OF_MILLI = 1_000_000;
  private static final int NANOS_OF_MICRO = 1_000;

  private byte[] bytes;
  private int length;
  private boolean plain = true;

  /**
   * Nothing yet.
   *
   * @param room what it has room for before it grows
   */
  JsonBytes(int room) {
    this.bytes = new byte[room];
  }

  /** Whether everything so far could be written without an escape. */
  boolean isPlain() {
    return plain;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** Appends characters as they are: ASCII, names and marks of the format. */
  @SuppressWarnings("deprecation") // copies the low bytes without a detour, and all are ASCII
  JsonBytes mark(String ascii) {
    int end = ensure(ascii.length());
    ascii.getBytes(0, ascii.length(), bytes, length);
    length = end;
    return this;
  }

  /** Appends a text in quotes. */
  JsonBytes text(String value) {
    for (int i = 0; i < value.length(); i++) {
      char each = value.charAt(i);
      plain &= each >= ' ' && each <= '~' && each != '"' && each != '\\';
    }
    return mark("\"").mark(value).mark("\"");
  }

  /** Appends a number, or the text of an id when between quotes. */
  JsonBytes number(long value) {
    if (value < 0) {
      return mark(Long.toString(value));
    }
    ensure(LONGEST_NUMBER);
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    digits(value, digits);
    return this;
  }

  /** Appends an id, which is a number in quotes. */
  JsonBytes id(long value) {
    return mark("\"").number(value).mark("\"");
  }

  /** Appends a time in quotes. */
  JsonBytes time(Instant value) {
    return mark("\"").instant(value).mark("\"");
  }

  /** Appends a time, with as many groups of three decimals as it needs. */
  JsonBytes instant(Instant value) {
    LocalDateTime utc = LocalDateTime.ofEpochSecond(value.getEpochSecond(), 0, ZoneOffset.UTC);
    if (utc.getYear() < 0 || utc.getYear() > 9999) {
      return mark(value.toString());
    }
    ensure(LONGEST_TIME);
    digits(utc.getYear(), 4);
    put('-');
    digits(utc.getMonthValue(), 2);
    put('-');
    digits(utc.getDayOfMonth(), 2);
    put('T');
    digits(utc.getHour(), 2);
    put(':');
    digits(utc.getMinute(), 2);
    put(':');
    digits(utc.getSecond(), 2);
    fraction(value.getNano());
    put('Z');
    return this;
  }

  private void fraction(int nanos) {
    if (nanos == 0) {
      return;
    }
    put('.');
    if (nanos % NANOS_OF_MILLI == 0) {
      digits(nanos / NANOS_OF_MILLI, 3);
    } else if (nanos % NANOS_OF_MICRO == 0) {
      digits(nanos / NANOS_OF_MICRO, 6);
    } else {
      digits(nanos, 9);
    }
  }

  private void put(char ascii) {
    bytes[length++] = (byte) ascii;
  }

  private void digits(long value, int count) {
    long rest = value;
    for (int i = length + count - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += count;
  }

  /** Makes room; where what is appended will end. */
  private int ensure(int more) {
    int end = length + more;
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
    }
    return end;
  }
}
