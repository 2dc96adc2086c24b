package io.dams.contracts.topic;

/** Names of topics, and the headers of every record (CloudEvents in Kafka's binary mode). */
public final class Topics {

  /** {@link InputOrder}: frontoffice to backoffice, key = group id. */
  public static final String INPUT_ORDER = "dams.exchange.point.inputOrder";

  /** {@link CoreOrder}: to the core, explicit partition = shard. The core's log. */
  public static final String CORE_ORDER = "dams.exchange.point.coreOrder";

  /** {@link OrderEvent}: what backoffice decided before submission, key = group id. */
  public static final String ORDER_EVENT = "dams.exchange.point.orderEvent";

  /** {@link CoreEvent}: from the core, explicit partition = shard, totally ordered within it. */
  public static final String CORE_EVENT = "dams.exchange.point.coreEvent";

  /**
   * Snapshots of the core's engines, partition = shard; compacted. The core's own: nobody else
   * reads it, and without it the core reads its log instead.
   */
  public static final String CORE_SNAPSHOT = "dams.exchange.point.coreSnapshot";

  /** {@link StatementEvent}: each movement of points at a merchant, key = group id. */
  public static final String STATEMENT = "dams.exchange.point.statement";

  /** {@link PushRequested}: messages for a user's devices, key = user id. */
  public static final String PUSH = "dams.exchange.point.push";

  /** {@link LoggedIn}: each login, for risk rules, key = user id. */
  public static final String LOGIN = "dams.account.login";

  /** {@link WalletBound}: each binding of a wallet to a merchant's account, key = user id. */
  public static final String WALLET = "dams.account.wallet";

  /** Unique id of the message, made by its origin. */
  public static final String CE_ID = "ce_id";

  /** Simple name of the payload's record. */
  public static final String CE_TYPE = "ce_type";

  /** The service that sent it. */
  public static final String CE_SOURCE = "ce_source";

  /** When it was written, ISO-8601. */
  public static final String CE_TIME = "ce_time";

  /** Contiguous number of the message within its aggregate (the key) and source, from 1. */
  public static final String CE_SEQUENCE = "ce_sequence";

  private Topics() {}
}
