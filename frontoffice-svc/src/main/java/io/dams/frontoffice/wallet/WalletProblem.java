package io.dams.frontoffice.wallet;

import io.dams.platform.problem.ProblemType;

/** Problems of bound points. */
public enum WalletProblem implements ProblemType {
  UNKNOWN_BRAND("unknown-brand", 404, "There is no such brand"),
  NOT_A_MEMBER("not-a-member", 422, "The merchant knows no member with this phone"),
  MEMBER_BOUND_ELSEWHERE(
      "member-bound-elsewhere", 409, "The merchant's member is bound to another account"),
  MERCHANT_REFUSED("merchant-refused", 422, "The merchant refused"),
  MERCHANT_UNAVAILABLE("merchant-unavailable", 503, "The merchant does not answer; try again");

  private final String code;
  private final int status;
  private final String title;

  WalletProblem(String code, int status, String title) {
    this.code = code;
    this.status = status;
    this.title = title;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
