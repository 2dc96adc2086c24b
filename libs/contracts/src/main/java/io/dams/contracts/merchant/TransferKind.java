package io.dams.contracts.merchant;

/** Which way points move at a merchant. */
public enum TransferKind {
  /** Member to intermediary account: quantity and fee of a sell leg. */
  RESERVE,
  /** Intermediary account to the member who bought. */
  SETTLE,
  /** Intermediary account back to the member, naming the reserve that it reverses. */
  RETURN,
  /** Intermediary account to the merchant's fee account. */
  FEE
}
