package io.dams.sandbox;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The nine services: their names, ports and schemas. */
public enum Service {
  /** The one public door. */
  GATEWAY("gateway", "gateway", 8080, null),
  /** Users, wallets, quotes, orders. */
  FRONTOFFICE("frontoffice", "frontoffice-svc", 8101, "frontoffice"),
  /** Reserves and settles points at the merchants. */
  BACKOFFICE("backoffice", "backoffice-svc", 8102, "backoffice"),
  /** The order books. */
  MATCHING("matching", "matching-core-svc", 8103, null),
  /** Double-entry accounts. */
  LEDGER("ledger", "ledger-svc", 8104, "ledger"),
  /** Watches chains. */
  WALLET("wallet", "wallet-scanner-svc", 8105, "wallet"),
  /** Pays out on chains. */
  SETTLEMENT("settlement", "web3-settlement-svc", 8106, "redotapp"),
  /** Transfers between channels. */
  TRANSFER("transfer", "transfer-svc", 8107, "transfer"),
  /** Finds and puts right what was left undone. */
  REMEDY("remedy", "remedy-task-svc", 8108, "remedy");

  private static final int MANAGEMENT_OFFSET = 10_000;

  private final String shortName;
  private final String module;
  private final int port;
  private final @Nullable String schema;

  Service(String shortName, String module, int port, @Nullable String schema) {
    this.shortName = shortName;
    this.module = module;
    this.port = port;
    this.schema = schema;
  }

  /** The name on the command line and in {@code dams.services}. */
  public String shortName() {
    return shortName;
  }

  /** The Maven module, and the name by which services know each other. */
  public String module() {
    return module;
  }

  /** Where it serves requests. */
  public int port() {
    return port;
  }

  /** Where its health and metrics are. */
  public int managementPort() {
    return port + MANAGEMENT_OFFSET;
  }

  /** Its schema, if it keeps data. */
  public Optional<String> schema() {
    return Optional.ofNullable(schema);
  }

  /** By short name or module. */
  public static Optional<Service> named(String name) {
    return Arrays.stream(values())
        .filter(one -> one.shortName.equals(name) || one.module.equals(name))
        .findAny();
  }
}
