package io.dams.frontoffice.push;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.frontoffice.device.Device;
import io.dams.frontoffice.device.Devices;
import io.dams.frontoffice.device.Platform;
import io.dams.platform.obligation.NewObligation;
import io.dams.platform.obligation.Obligations;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Owes a message to each device of a user whose platform has a push service here. */
@Component
class Pushes {

  /** The kind of its obligations. */
  static final String KIND = "PUSH";

  private static final Logger LOG = LoggerFactory.getLogger(Pushes.class);

  private final Map<Platform, PushProvider> providers = new EnumMap<>(Platform.class);
  private final Devices devices;
  private final Obligations obligations;
  private final Clock clock;

  Pushes(List<PushProvider> providers, Devices devices, Obligations obligations, Clock clock) {
    providers.forEach(provider -> this.providers.put(provider.platform(), provider));
    this.devices = devices;
    this.obligations = obligations;
    this.clock = clock;
    Arrays.stream(Platform.values())
        .filter(platform -> !this.providers.containsKey(platform))
        .forEach(platform -> LOG.info("no push to {}: its service is not configured", platform));
  }

  /**
   * Owes the message to each of the user's devices, in the caller's transaction. A device that is
   * owed this template of this group already is owed it once; nothing happens without devices.
   *
   * @param reason filled into the text; null for none
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void owe(UserId user, OrderGroupId group, String template, @Nullable String reason) {
    if (providers.isEmpty()) {
      return;
    }
    for (Device device : devices.of(user)) {
      if (providers.containsKey(device.platform())) {
        obligations.owe(
            new NewObligation(
                KIND,
                "push-" + device.platform().name().toLowerCase(Locale.ROOT),
                group + "-" + template + "-" + device.session(),
                new PushOrder(device.session(), group, template, reason == null ? "" : reason),
                clock.instant()));
      }
    }
  }

  /** The push service of a platform; null when it is not configured. */
  @Nullable PushProvider provider(Platform platform) {
    return providers.get(platform);
  }
}
