package io.dams.frontoffice.contract;

import io.dams.platform.problem.ProblemType;

/** Problems of contracts. */
public final class ContractProblem {

  public static final ProblemType CONTRACT_NOT_FOUND =
      new ProblemType("contract-not-found", 404, "There is no such contract");
  public static final ProblemType CONTRACT_TERMS_INVALID =
      new ProblemType("contract-terms-invalid", 422, "The terms do not hold together");

  private ContractProblem() {}
}
