package io.dams.contracts.merchant;

/**
 * What the merchant durably knows of a transfer id. "Not found" is an answer, but never a final
 * one.
 */
public enum TransferState {
  /** The points have moved. Final. */
  DONE,
  /** It was given up before it was done; a later transfer of that id is refused. Final. */
  CANCELLED
}
