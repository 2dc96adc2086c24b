package io.dams.transfer.partnersignature;

import io.dams.platform.problem.ProblemType;

/** Why a partner's request is not let in. */
final class SignatureProblem {

  static final ProblemType SIGNATURE_INVALID =
      new ProblemType("signature-invalid", 401, "The request is not signed as it must be");
  static final ProblemType REPLAYED =
      new ProblemType("replayed", 401, "A request with this nonce has come before");

  private SignatureProblem() {}
}
