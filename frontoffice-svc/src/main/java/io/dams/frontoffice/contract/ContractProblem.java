package io.dams.frontoffice.contract;

import io.dams.platform.problem.ProblemType;

/** Problems of contracts. */
public enum ContractProblem implements ProblemType {
  CONTRACT_NOT_FOUND("contract-not-found", 404, "There is no such contract"),
  CONTRACT_TERMS_INVALID("contract-terms-invalid", 422, "The terms do not hold together");

  private final String code;
  private final int status;
  private final String title;

  ContractProblem(String code, int status, String title) {
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
