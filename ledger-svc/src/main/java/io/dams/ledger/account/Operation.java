package io.dams.ledger.account;

/** What a caller may ask of the ledger. The name of a changing operation stands in its journals. */
public enum Operation {
  ISSUE,
  POST_JOURNAL,
  PLACE_HOLD,
  VOID_HOLD,
  PLACE_FUND_HOLD,
  POST_FUND_HOLD,
  VOID_FUND_HOLD,
  EXPIRE_HOLD,
  OPEN_GROUP,
  TRADE,
  END_GROUP,
  MIRROR,
  READ_FUND_HOLD,
  READ_BALANCES,
  READ_ACCOUNT,
  READ_POINT_AMOUNTS,
  READ_TRIAL_BALANCE
}
