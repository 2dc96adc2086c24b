package io.dams.platform.parking;

import io.dams.platform.problem.ProblemType;

/** What an operator may be told. */
final class ParkingProblem {

  static final ProblemType REPLAY_FAILED =
      new ProblemType("replay-failed", 409, "The listener cannot take the message yet");

  private ParkingProblem() {}
}
