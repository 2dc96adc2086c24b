package io.dams.gateway.problem;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** Tells a service that failed as a peer from everything else that may go wrong. */
public final class UpstreamFailure {

  private static final int MAX_CAUSES = 8;

  private UpstreamFailure() {}

  /**
   * What an exception says about the service behind a route: that it cannot be reached, did not
   * answer in time, or broke off. Empty when it says nothing of that kind. An HTTP answer of any
   * status is no failure of the peer: a service that refuses because a merchant is away is well.
   */
  public static Optional<GatewayProblem> of(Throwable error) {
    Throwable at = error;
    for (int i = 0; at != null && i < MAX_CAUSES; i++, at = at.getCause()) {
      Optional<GatewayProblem> known = known(at);
      if (known.isPresent()) {
        return known;
      }
    }
    return Optional.empty();
  }

  private static Optional<GatewayProblem> known(Throwable error) {
    return switch (error) {
      case RefusedException ignored -> Optional.empty();
      case CallNotPermittedException ignored -> Optional.of(GatewayProblem.UPSTREAM_UNAVAILABLE);
      case PoolAcquireTimeoutException ignored -> Optional.of(GatewayProblem.UPSTREAM_UNAVAILABLE);
      case PoolAcquirePendingLimitException ignored ->
          Optional.of(GatewayProblem.UPSTREAM_UNAVAILABLE);
      case ConnectTimeoutException ignored -> Optional.of(GatewayProblem.UPSTREAM_UNAVAILABLE);
      case ConnectException ignored -> Optional.of(GatewayProblem.UPSTREAM_UNAVAILABLE);
      case UnknownHostException ignored -> Optional.of(GatewayProblem.UPSTREAM_UNAVAILABLE);
      case NoRouteToHostException ignored -> Optional.of(GatewayProblem.UPSTREAM_UNAVAILABLE);
      case TimeoutException ignored -> Optional.of(GatewayProblem.UPSTREAM_TIMEOUT);
      case ResponseStatusException e when e.getStatusCode() == HttpStatus.GATEWAY_TIMEOUT ->
          Optional.of(GatewayProblem.UPSTREAM_TIMEOUT);
      case IOException ignored -> Optional.of(GatewayProblem.UPSTREAM_BROKEN);
      default -> Optional.empty();
    };
  }
}
