package io.dams.frontoffice.push;

import io.dams.frontoffice.device.Device;
import io.dams.frontoffice.device.Devices;
import io.dams.platform.obligation.Backoff;
import io.dams.platform.obligation.Claim;
import io.dams.platform.obligation.ObligationHandler;
import io.dams.platform.obligation.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells one device, until its push service took the message, the device is gone, or the message is
 * worth nothing any more. What the service refuses for our fault is shown to operators, and tried
 * slowly meanwhile.
 */
@Component
class PushDelivery implements ObligationHandler<PushOrder> {

  private static final Logger LOG = LoggerFactory.getLogger(PushDelivery.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));
  private static final Duration LONGEST_ASKED = Duration.ofHours(1);

  private final Pushes pushes;
  private final Devices devices;
  private final PushProperties properties;
  private final MeterRegistry metrics;
  private final RandomGenerator random;
  private final Clock clock;

  PushDelivery(
      Pushes pushes,
      Devices devices,
      PushProperties properties,
      MeterRegistry metrics,
      RandomGenerator random,
      Clock clock) {
    this.pushes = pushes;
    this.devices = devices;
    this.properties = properties;
    this.metrics = metrics;
    this.random = random;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return Pushes.KIND;
  }

  @Override
  public Class<PushOrder> payload() {
    return PushOrder.class;
  }

  @Override
  public Outcome attempt(Claim<PushOrder> claim) throws InterruptedException {
    Instant expiresAt = claim.createdAt().plus(properties.validFor());
    if (!clock.instant().isBefore(expiresAt)) {
      LOG.warn("push {} is given up: it is too late", claim.reference());
      return Outcome.settled(() -> count(claim, "expired"));
    }
    Device device = devices.find(claim.payload().session());
    PushProvider provider = device == null ? null : pushes.provider(device.platform());
    if (device == null || provider == null) {
      return Outcome.settled(() -> count(claim, "no-device"));
    }
    return outcome(claim, device, provider.send(message(claim, device, expiresAt)));
  }

  private Outcome outcome(Claim<PushOrder> claim, Device device, PushAnswer answer) {
    return switch (answer) {
      case PushAnswer.Accepted _ -> Outcome.settled(() -> count(claim, "accepted"));
      case PushAnswer.TokenDead dead ->
          Outcome.settled(
              () -> {
                devices.forget(device, dead.since());
                LOG.info("{} is forgotten: {}", device, dead.reason());
                count(claim, "token-dead");
              });
      case PushAnswer.TryLater later ->
          Outcome.again(later.reason(), pause(claim, later), () -> count(claim, "later"));
      case PushAnswer.Refused refused ->
          Outcome.stuck(refused.reason(), () -> count(claim, "refused"));
    };
  }

  /** As long as the service asks, within reason; else longer with each attempt. */
  private Duration pause(Claim<PushOrder> claim, PushAnswer.TryLater later) {
    Duration own = BACKOFF.after(claim.attempt(), random);
    Duration asked = later.after();
    if (asked == null || asked.compareTo(own) < 0) {
      return own;
    }
    return asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
  }

  private static PushMessage message(Claim<PushOrder> claim, Device device, Instant expiresAt) {
    PushOrder order = claim.payload();
    PushTexts.Text text = PushTexts.of(order.template(), order.reason(), device.language());
    return new PushMessage(
        device.token(),
        claim.reference(),
        order.group(),
        order.template(),
        text.title(),
        text.body(),
        expiresAt);
  }

  private void count(Claim<PushOrder> claim, String outcome) {
    metrics.counter("dams.push.messages", "lane", claim.lane(), "outcome", outcome).increment();
  }
}
