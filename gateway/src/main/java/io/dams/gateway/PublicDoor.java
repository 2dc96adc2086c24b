package io.dams.gateway;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.web.server.ServerWebExchange;

/**
 * Tells the public port from the management port. Spring gives the filters of the one to the other
 * too; the management port has rules of its own (the network's).
 */
public final class PublicDoor {

  private PublicDoor() {}

  /** Whether the exchange came in at the public port. */
  public static boolean isPublic(ServerWebExchange exchange) {
    return !WebServerApplicationContext.hasServerNamespace(
        exchange.getApplicationContext(), "management");
  }
}
