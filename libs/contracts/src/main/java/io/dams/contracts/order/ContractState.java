package io.dams.contracts.order;

/** Whether a contract takes orders. */
public enum ContractState {
  OPEN,
  /** No new orders and no matching; cancels and expiry go on. */
  HALTED
}
