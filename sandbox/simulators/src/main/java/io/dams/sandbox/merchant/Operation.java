package io.dams.sandbox.merchant;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operations of the apiserver. */
public enum Operation {
  TOKEN("POST", "/v1/token"),
  BALANCE("GET", "/v1/members/([^/]+)/balance"),
  COUPONS("GET", "/v1/members/([^/]+)/coupons"),
  TRANSFER("PUT", "/v1/transfers/([^/]+)"),
  QUERY("GET", "/v1/transfers/([^/]+)"),
  CANCEL("POST", "/v1/transfers/([^/]+)/cancel"),
  STATEMENT("GET", "/v1/statements/([^/]+)");

  private final String method;
  private final Pattern path;

  Operation(String method, String path) {
    this.method = method;
    this.path = Pattern.compile(path);
  }

  /** An operation with what its path names: a uid, a transfer id or a date; empty for TOKEN. */
  record Routed(Operation operation, String parameter) {}

  static Optional<Routed> route(String method, String path) {
    for (Operation operation : values()) {
      Matcher matcher = operation.path.matcher(path);
      if (operation.method.equals(method) && matcher.matches()) {
        return Optional.of(
            new Routed(operation, matcher.groupCount() == 0 ? "" : matcher.group(1)));
      }
    }
    return Optional.empty();
  }
}
