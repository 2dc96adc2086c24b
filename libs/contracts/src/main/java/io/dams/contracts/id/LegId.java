package io.dams.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A leg of an order group: the group's id with the leg's number in its low three bits. Text in
 * JSON.
 *
 * @param value positive
 */
public record LegId(long value) implements Comparable<LegId> {

  /** Throws {@link IllegalArgumentException} when not positive. */
  public LegId {
    if (value <= 0) {
      throw new IllegalArgumentException("not a leg id: " + value);
    }
  }

  /** Reads the decimal text. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static LegId of(String text) {
    return new LegId(Long.parseLong(text));
  }

  /** The group that this is a leg of. */
  public OrderGroupId group() {
    return new OrderGroupId(value & -(1L << OrderGroupId.LEG_BITS));
  }

  /** 0 to 7, in the order in which the group lists its legs. */
  public int number() {
    return (int) (value & ((1L << OrderGroupId.LEG_BITS) - 1));
  }

  @Override
  public int compareTo(LegId other) {
    return Long.compare(value, other.value);
  }

  @Override
  @JsonValue
  public String toString() {
    return Long.toString(value);
  }
}
