package io.dams.frontoffice.wallet;

import io.dams.platform.problem.ProblemType;

/** Problems of bound points. */
public final class WalletProblem {

  public static final ProblemType UNKNOWN_BRAND =
      new ProblemType("unknown-brand", 404, "There is no such brand");
  public static final ProblemType NOT_A_MEMBER =
      new ProblemType("not-a-member", 422, "The merchant knows no member with this phone");
  public static final ProblemType MEMBER_BOUND_ELSEWHERE =
      new ProblemType(
          "member-bound-elsewhere", 409, "The merchant's member is bound to another account");
  public static final ProblemType MERCHANT_REFUSED =
      new ProblemType("merchant-refused", 422, "The merchant refused");
  public static final ProblemType MERCHANT_UNAVAILABLE =
      new ProblemType("merchant-unavailable", 503, "The merchant does not answer; try again");

  private WalletProblem() {}
}
