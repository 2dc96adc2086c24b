package io.dams.ledger.hold;

import io.dams.contracts.id.OrderGroupId;
import java.util.regex.Pattern;

/**
 * Names a hold. Made by whom it is for, so that to place it again is the same hold.
 *
 * @param value 1 to 64 of {@code A-Z a-z 0-9 _ -}
 */
public record HoldId(String value) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

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

  @Override
  public String toString() {
    return value;
  }
}
