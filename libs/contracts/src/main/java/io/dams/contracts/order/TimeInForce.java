package io.dams.contracts.order;

/** How long an order group stays. */
public enum TimeInForce {
  /** Until filled, cancelled or expired. */
  GTC,
  /** What does not execute at once is cancelled; single legs only. */
  IOC,
  /** All legs execute at once, across their books, or none. */
  FOK
}
