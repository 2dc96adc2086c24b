package io.dams.frontoffice.stream;

import io.dams.platform.problem.ProblemType;

/** Why a client is not connected. */
final class StreamProblem {

  /** All clients together are too many, or this copy of the service is about to end. */
  static final ProblemType STREAMS_FULL =
      new ProblemType("streams-full", 503, "There is no room for a further stream");

  private StreamProblem() {}
}
