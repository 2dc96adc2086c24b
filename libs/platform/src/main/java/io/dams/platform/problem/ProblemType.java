package io.dams.platform.problem;

import java.net.URI;

/** A kind of problem that clients can tell from others. Services list theirs in an enum. */
public interface ProblemType {

  /** Stable, kebab-case. */
  String code();

  /** The HTTP status that goes with it. */
  int status();

  /** A short summary for people; the same for each occurrence. */
  String title();

  /** The {@code type} of RFC 9457. */
  default URI uri() {
    return URI.create("urn:dams:problem:" + code());
  }
}
