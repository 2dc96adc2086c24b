package io.dams.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Our id of one movement of points at a merchant. It is derived from what the movement is for, so
 * that a repeated attempt has the same id and happens once.
 *
 * @param value 1 to 64 of {@code A-Z a-z 0-9 _ -}
 */
public record TransferId(@JsonValue String value) {

  /** Begins the ids of a run of the conformance suite, and no other. */
  public static final String CONFORMANCE = "conformance-";

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /** Throws {@link IllegalArgumentException} when the value is not of the form. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public TransferId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("transfer id must match " + FORM);
    }
  }

  /** The reserve of a sell leg: its quantity and fee, from the user to the intermediary account. */
  public static TransferId reserve(LegId leg) {
    return new TransferId("reserve-" + leg);
  }

  /** The one release of what a leg did not use; unique by leg, however the leg ended. */
  public static TransferId release(LegId leg) {
    return new TransferId("release-" + leg);
  }

  /** The one fee of a sell leg. */
  public static TransferId fee(LegId leg) {
    return new TransferId("fee-" + leg);
  }

  /** The points that a buy leg got by one command of the core (its offset in the shard's log). */
  public static TransferId settle(LegId leg, long commandOffset) {
    return new TransferId("settle-" + leg + "-" + commandOffset);
  }

  /**
   * Whether the conformance suite made the transfer, and not an order. A merchant's statement shows
   * it, our books do not; the suite returns what it reserves.
   */
  public boolean isConformance() {
    return value.startsWith(CONFORMANCE);
  }

  /**
   * A settlement in the place of a settlement or return that was given up because its destination
   * is closed.
   *
   * @param number 1 for the first that takes the place of {@code givenUp}
   */
  public static TransferId again(TransferId givenUp, int number) {
    return new TransferId(givenUp + "-" + number);
  }

  @Override
  public String toString() {
    return value;
  }
}
