package io.dams.ledger.journal;

import io.dams.platform.problem.ProblemType;

/** Why a journal is not posted. */
public final class JournalProblem {

  /** The account has less than is to be taken. */
  public static final ProblemType INSUFFICIENT_FUNDS =
      new ProblemType("insufficient-funds", 422, "The account has fewer units");

  /** The balance would not fit 64 bits. */
  public static final ProblemType OUT_OF_RANGE =
      new ProblemType("balance-out-of-range", 422, "The balance would not fit 64 bits");

  /** The reference names another journal of this caller's. */
  public static final ProblemType REFERENCE_REUSED =
      new ProblemType("reference-reused", 409, "The reference was used with another body");

  static final ProblemType NO_SUCH_JOURNAL =
      new ProblemType("no-such-journal", 404, "There is no such journal of this caller's");

  private JournalProblem() {}
}
