package io.dams.platform.inbox;

/** Names of the listener container factories, for {@code @KafkaListener(containerFactory = …)}. */
public final class ContainerFactories {

  /**
   * For ordinary topics. A failing record is tried again with backoff, for as long as the cause is
   * an outage; otherwise, after some attempts, it is parked in {@code message_parked}, and so is
   * what follows with the same key, until an operator replays or discards it.
   */
  public static final String PARKING = "parkingContainerFactory";

  /**
   * For the core's and the ledger's streams, of which no record may be passed over. A failing
   * record is tried again for as long as the cause is an outage; otherwise the container stops,
   * readiness goes down, and an operator is called.
   */
  public static final String FAIL_STOP = "failStopContainerFactory";

  private ContainerFactories() {}
}
