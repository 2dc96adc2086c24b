package io.dams.backoffice.breaks;

/** How the two books differ about one transfer. */
public enum BreakType {
  /** The merchant has a line that we have not. */
  MISSING_HERE,
  /** We have a line that the merchant has not. */
  MISSING_THERE,
  /** The merchant has the transfer on two lines of a day. */
  TWICE_THERE,
  /** The merchant has a line that no book can hold: it could not be compared. */
  UNBOOKABLE_THERE,
  OTHER_KIND,
  OTHER_AMOUNT,
  /** The merchant has it on another day than it told us. */
  OTHER_DAY,
  /** Another member, reserve, order group or number of the merchant. */
  OTHER_DETAILS
}
