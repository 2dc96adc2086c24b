package io.dams.systemtests.chaos;

import io.dams.sandbox.client.Customer;
import io.dams.sandbox.client.HttpAnswer;
import io.dams.sandbox.client.HttpClientException;
import io.dams.sandbox.client.Wait;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Asks as a good client does: what was not answered, or answered by an outage, is asked again under
 * the same key until there is an answer that says something of the request itself.
 */
final class PatientClient {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final Set<Integer> OUTAGES = Set.of(500, 502, 503, 504);

  /** A merchant that is away: of the request, since nothing was accepted for it. */
  private static final String MERCHANT_AWAY = "merchant-unavailable";

  private static final String IN_FLIGHT = "idempotency-in-flight";
  private static final String TOO_MANY = "too-many-requests";

  private final Tally tally;

  PatientClient(Tally tally) {
    this.tally = tally;
  }

  /** The answer; throws {@link HttpClientException} or {@link UncheckedIOException} in the end. */
  HttpAnswer ask(Supplier<HttpAnswer> request) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        HttpAnswer answer = request.get();
        if (!isOutage(answer)) {
          return answer;
        }
        tally.count("asked again after", answer.status() + " " + answer.problem());
        if (System.nanoTime() > deadline) {
          answer.ok();
        }
      } catch (UncheckedIOException lost) {
        tally.count("asked again after", "no answer");
        if (System.nanoTime() > deadline) {
          throw lost;
        }
      }
      Wait.pause(PAUSE);
    }
  }

  /** The same for requests that only read. */
  HttpAnswer get(Customer who, String path) {
    return ask(() -> who.api().get(path));
  }

  private static boolean isOutage(HttpAnswer answer) {
    String problem = answer.problem();
    return (OUTAGES.contains(answer.status()) && !problem.equals(MERCHANT_AWAY))
        || problem.equals(IN_FLIGHT)
        || problem.equals(TOO_MANY);
  }
}
