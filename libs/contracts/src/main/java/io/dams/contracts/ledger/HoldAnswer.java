package io.dams.contracts.ledger;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.dams.contracts.id.OrderGroupId;

/**
 * A hold as the ledger has it.
 *
 * @param group the hold's id
 * @param state where it is in its life
 * @param placedUnits set aside at first; text in JSON
 * @param postedUnits of which posted; text in JSON
 */
public record HoldAnswer(
    OrderGroupId group,
    State state,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long placedUnits,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long postedUnits) {

  /**
   * Placed → POSTED (to the last unit), VOIDED (what was left is free again) or EXPIRED (the same,
   * by time; never a hold of an order).
   */
  public enum State {
    PLACED,
    POSTED,
    VOIDED,
    EXPIRED
  }
}
