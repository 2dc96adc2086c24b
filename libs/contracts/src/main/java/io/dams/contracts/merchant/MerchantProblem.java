package io.dams.contracts.merchant;

/**
 * The {@code code} of a merchant's problem answer (RFC 9457). Each is definite: the merchant did
 * nothing and will do nothing for that request. Anything else (a timeout, a 5xx, an answer that
 * cannot be read) is unknown.
 */
public enum MerchantProblem {
  INSUFFICIENT_POINTS(422),
  ACCOUNT_CLOSED(422),
  LIMIT_EXCEEDED(422),
  /** The transfer that a RETURN or FEE names is not done, or the sum would exceed it. */
  REVERSES_INVALID(422),
  /** {@code notAfter} has passed. */
  TOO_LATE(422),
  /** This id was cancelled before. */
  TRANSFER_CANCELLED(409),
  /** This id was used with another body. */
  TRANSFER_CONFLICT(409),
  UNKNOWN_MEMBER(404),
  UNKNOWN_TRANSFER(404),
  /** 商家token失效: this member has to bind again. */
  MEMBER_TOKEN_INVALID(401),
  SIGNATURE_INVALID(401),
  REPLAYED(401),
  INVALID_REQUEST(400);

  private final int status;

  MerchantProblem(int status) {
    this.status = status;
  }

  /** The HTTP status that goes with it. */
  public int status() {
    return status;
  }
}
