package io.dams.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * An order group: 41 bits of milliseconds since 2025, 18 random bits, 3 zero bits for the number of
 * a leg. So ids sort by time, a leg's id tells its group, and all fit a {@code long}. The unique
 * key of the accepted-order row refuses the rare collision; the caller then makes another. Text in
 * JSON.
 *
 * @param value a positive multiple of 8
 */
public record OrderGroupId(long value) implements Comparable<OrderGroupId> {

  static final int LEG_BITS = 3;
  private static final int RANDOM_BITS = 18;
  private static final int MILLIS_BITS = 41;
  private static final long EPOCH_MILLIS = 1_735_689_600_000L;

  /** Throws {@link IllegalArgumentException} when the value is not a group's. */
  public OrderGroupId {
    if (value <= 0 || (value & ((1 << LEG_BITS) - 1)) != 0) {
      throw new IllegalArgumentException("not an order group id: " + value);
    }
  }

  /** A new id. */
  public static OrderGroupId next(Instant now, RandomGenerator random) {
    long millis = now.toEpochMilli() - EPOCH_MILLIS;
    return new OrderGroupId(
        (millis << (RANDOM_BITS + LEG_BITS))
            | ((long) random.nextInt(1 << RANDOM_BITS) << LEG_BITS));
  }

  /** The least value of an id that is made at this millisecond or later; 0 or more. */
  public static long leastAt(Instant moment) {
    Instant first = Instant.ofEpochMilli(EPOCH_MILLIS);
    Instant last = first.plusMillis((1L << MILLIS_BITS) - 1);
    Instant within = moment.isBefore(first) ? first : moment.isAfter(last) ? last : moment;
    return leastAt(within.toEpochMilli());
  }

  /** The same, of a millisecond since 1970. */
  public static long leastAt(long epochMillis) {
    long millis = Math.clamp(epochMillis - EPOCH_MILLIS, 0, (1L << MILLIS_BITS) - 1);
    return millis << (RANDOM_BITS + LEG_BITS);
  }

  /** When the id was made, by its maker's clock, to the millisecond. */
  public Instant createdAt() {
    return Instant.ofEpochMilli(EPOCH_MILLIS + (value >>> (RANDOM_BITS + LEG_BITS)));
  }

  /** Reads the decimal text. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static OrderGroupId of(String text) {
    return new OrderGroupId(Long.parseLong(text));
  }

  /**
   * The id of this group's leg.
   *
   * @param number 0 to 7
   */
  public LegId leg(int number) {
    if (number < 0 || number >= 1 << LEG_BITS) {
      throw new IllegalArgumentException("leg number must be 0 to 7, not " + number);
    }
    return new LegId(value | number);
  }

  @Override
  public int compareTo(OrderGroupId other) {
    return Long.compare(value, other.value);
  }

  @Override
  @JsonValue
  public String toString() {
    return Long.toString(value);
  }
}
