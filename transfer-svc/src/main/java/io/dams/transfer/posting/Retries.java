package io.dams.transfer.posting;

import io.dams.platform.obligation.Claim;
import io.dams.platform.obligation.Outcome;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** Outcomes of attempts after which nothing is known. */
@Component
public class Retries {

  private final PostingProperties properties;
  private final RandomGenerator random;

  Retries(PostingProperties properties, RandomGenerator random) {
    this.properties = properties;
    this.random = random;
  }

  /** Asked again, later each time; after many times it shows as stuck. */
  public Outcome again(Claim<?> claim, String reason) {
    return again(claim, reason, () -> {});
  }

  /** The same, with what was learnt nevertheless. */
  public Outcome again(Claim<?> claim, String reason, Runnable effect) {
    return claim.attempt() < properties.attemptsToStuck()
        ? Outcome.again(reason, properties.backoff().after(claim.attempt(), random), effect)
        : Outcome.stuck(reason, effect);
  }

  /** Expected to take its time: asked again, and never stuck for it. */
  public Outcome pending(Claim<?> claim, Runnable effect) {
    return Outcome.again("pending", properties.backoff().after(claim.attempt(), random), effect);
  }
}
