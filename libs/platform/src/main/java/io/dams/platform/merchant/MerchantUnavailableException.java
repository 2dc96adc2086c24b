package io.dams.platform.merchant;

import io.dams.contracts.money.AssetCode;

/** A merchant gave no answer that can be used: too late, unreachable, an error, unreadable. */
public class MerchantUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String exCode;
  private final String reason;

  /** The merchant of {@code exCode} did not answer, for {@code reason}. */
  public MerchantUnavailableException(AssetCode exCode, String reason) {
    super(exCode + " is not available: " + reason);
    this.exCode = exCode.code();
    this.reason = reason;
  }

  /** Which merchant. */
  public AssetCode exCode() {
    return new AssetCode(exCode);
  }

  /** A short code such as {@code timeout} or {@code http-503}. */
  public String reason() {
    return reason;
  }
}
