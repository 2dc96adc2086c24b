package io.dams.ledger.hold;

import io.dams.contracts.id.OrderGroupId;
import java.util.regex.Pattern;

/**
 * Names a hold. Made by whom it is for, so that to place it again is the same hold.
 *
 * @param value of an order {@code order-<group>}, else {@code <caller>/<the caller's name for it>}
 */
public record HoldId(String value) {

  private static final Pattern FORM = Pattern.compile("([a-z0-9-]{1,23}/)?[A-Za-z0-9_-]{1,56}");

  /** Throws {@link IllegalArgumentException} when the value is not of the form. */
  public HoldId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("hold id must match " + FORM);
    }
  }

  /** The one hold of an order group. */
  public static HoldId of(OrderGroupId group) {
    return new HoldId("order-" + group);
  }

  /**
   * A hold of another service's. Holds of different callers never have the same id.
   *
   * @param name 1 to 56 of {@code A-Z a-z 0-9 _ -}
   */
  public static HoldId of(String caller, String name) {
    return new HoldId(caller + "/" + name);
  }

  /** Whether it is the hold of an order group, and not another service's. */
  boolean ofOrder() {
    return value.indexOf('/') < 0;
  }

  @Override
  public String toString() {
    return value;
  }
}
