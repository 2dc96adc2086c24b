package io.dams.ledger.account;

/** What a caller may ask of the ledger. The name of a changing operation stands in its journals. */
public enum Operation {
  ISSUE,
  PLACE_HOLD,
  VOID_HOLD,
  EXPIRE_HOLD,
  TRADE,
  END_GROUP,
  MIRROR,
  READ_BALANCES,
  READ_POINT_AMOUNTS,
  READ_TRIAL_BALANCE
}
