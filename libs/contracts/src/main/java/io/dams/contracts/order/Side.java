package io.dams.contracts.order;

/** Buying or selling the point of a contract, for its token. */
public enum Side {
  BUY,
  SELL
}
