package io.dams.sandbox;

/** Where the sandbox's servers and simulators listen, all on 127.0.0.1. */
public final class Ports {

  /** MariaDB. */
  public static final int MARIADB = at(3307);

  /** Kafka's clients. */
  public static final int KAFKA = at(9192);

  /** Kafka's controller. */
  public static final int KAFKA_CONTROLLER = at(9193);

  /** Redis. */
  public static final int REDIS = at(6380);

  /** S3. */
  public static final int S3 = at(9290);

  /** The EVM node. */
  public static final int ANVIL = at(8645);

  /** The SMS simulator. */
  public static final int SMS = at(8209);

  /** Moves all ports of a fleet, so that another can run beside it. */
  public static final String OFFSET = "DAMS_FLEET_PORT_OFFSET";

  private Ports() {}

  /** Where something listens in this fleet that listens at {@code port} in the usual one. */
  static int at(int port) {
    return port + Integer.parseInt(System.getenv().getOrDefault(OFFSET, "0"));
  }
}
