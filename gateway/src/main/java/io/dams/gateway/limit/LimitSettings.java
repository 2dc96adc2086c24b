package io.dams.gateway.limit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The limits of the public door.
 *
 * @param address of one client address, over everything
 * @param login of one client address, over the log-in endpoints
 * @param user of one logged-in user, over everything
 * @param marketStreams streams of the market, by client address
 * @param accountStreams streams of an account, by user
 */
@Validated
@ConfigurationProperties("dams.gateway.limit")
record LimitSettings(
    @NotNull @Valid Rate address,
    @NotNull @Valid Rate login,
    @NotNull @Valid Rate user,
    @NotNull @Valid StreamBound marketStreams,
    @NotNull @Valid StreamBound accountStreams) {

  /**
   * So many requests in a period, and as many of them at once.
   *
   * @param requests at most so many
   * @param period in so long
   */
  record Rate(@Min(1) @Max(1_000_000) int requests, @NotNull Duration period) {

    /** Time after which one more request is free. */
    Duration interval() {
      return period.dividedBy(requests);
    }
  }

  /**
   * So many event streams at the same time, at each replica.
   *
   * @param ofOne of one client
   * @param total of all clients
   */
  record StreamBound(@Min(1) int ofOne, @Min(1) int total) {}
}
