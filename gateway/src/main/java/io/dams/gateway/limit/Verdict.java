package io.dams.gateway.limit;

import java.time.Duration;

/** What a limit says of one request. */
sealed interface Verdict {

  /** Within the limit; it has been counted. */
  record Within() implements Verdict {}

  /** Beyond the limit; it has not been counted. */
  record Beyond(Duration retryAfter) implements Verdict {}

  /** Redis did not answer, or not in time: nobody knows. */
  record Unknown(Throwable cause) implements Verdict {}
}
