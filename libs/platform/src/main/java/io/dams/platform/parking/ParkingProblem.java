package io.dams.platform.parking;

import io.dams.platform.problem.ProblemType;

/** What an operator may be told. */
enum ParkingProblem implements ProblemType {
  REPLAY_FAILED;

  @Override
  public String code() {
    return "replay-failed";
  }

  @Override
  public int status() {
    return 409;
  }

  @Override
  public String title() {
    return "The listener cannot take the message yet";
  }
}
