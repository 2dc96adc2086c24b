package io.dams.platform.merchant;

import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.money.AssetCode;

/** A merchant definitely refused a question: an unknown member, or a token that is not valid. */
public class MerchantRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String exCode;
  private final MerchantProblem problem;

  /** The merchant of {@code exCode} answered {@code problem}. */
  public MerchantRefusedException(AssetCode exCode, MerchantProblem problem, String detail) {
    super(exCode + " refused: " + problem + ", " + detail);
    this.exCode = exCode.code();
    this.problem = problem;
  }

  /** Which merchant. */
  public AssetCode exCode() {
    return new AssetCode(exCode);
  }

  /** Why. */
  public MerchantProblem problem() {
    return problem;
  }
}
