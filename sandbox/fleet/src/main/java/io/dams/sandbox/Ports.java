package io.dams.sandbox;

/** Where the sandbox's servers and simulators listen; {@link Installation#port} may shift them. */
public final class Ports {

  /** MariaDB. */
  public static final int MARIADB = 3307;

  /** Kafka's clients. */
  public static final int KAFKA = 9192;

  /** Kafka's controller. */
  public static final int KAFKA_CONTROLLER = 9193;

  /** Redis. */
  public static final int REDIS = 6380;

  /** S3. */
  public static final int S3 = 9290;

  /** The EVM node. */
  public static final int ANVIL = 8645;

  /** The SMS simulator. */
  public static final int SMS = 8209;

  /** The partner app. */
  public static final int PARTNER = 8211;

  /** The push service of Android devices, and what devices of all kinds show. */
  public static final int PUSH = 8212;

  /** The push service of Apple's devices. */
  public static final int APNS = 8213;

  private Ports() {}
}
