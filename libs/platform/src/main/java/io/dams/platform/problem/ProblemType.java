package io.dams.platform.problem;

import java.net.URI;

/**
 * A kind of problem that clients can tell from others. Each feature lists its own as constants.
 *
 * @param code stable, kebab-case
 * @param status the HTTP status that goes with it
 * @param title a short summary for people; the same for each occurrence
 */
public record ProblemType(String code, int status, String title) {

  /** The {@code type} of RFC 9457. */
  public URI uri() {
    return URI.create("urn:dams:problem:" + code);
  }
}
