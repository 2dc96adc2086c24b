package io.dams.systemtests.chaos;

import io.dams.sandbox.client.Customer.Leg;
import io.dams.sandbox.client.Market;
import io.dams.sandbox.merchant.Fault;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One order group of the load, and what its customer does about it.
 *
 * @param number from 0
 * @param customer who places it: an index
 * @param cancel null for none
 * @param trouble what goes wrong at a merchant from now on; null for nothing
 */
record Step(
    int number,
    int customer,
    Order order,
    Asking asking,
    @Nullable Cancel cancel,
    @Nullable Trouble trouble) {

  /** What is ordered. */
  sealed interface Order {

    /** A quote is asked for and placed: fill-or-kill. */
    record Swap(Market give, Market take, long lots) implements Order {}

    /**
     * Legs.
     *
     * @param expiresAfter null for never
     */
    record Legs(List<Leg> legs, String timeInForce, @Nullable Duration expiresAfter)
        implements Order {

      /** Copies the list. */
      public Legs {
        legs = List.copyOf(legs);
      }
    }
  }

  /** How often the request is sent. */
  enum Asking {
    ONCE,
    /** Twice at the same time, under one key. */
    TWICE_AT_ONCE,
    /** Once more after the answer, under the same key. */
    AGAIN,
    /** Once more after the answer, under the same key with another body: to be refused. */
    AGAIN_WITH_ANOTHER_BODY
  }

  /**
   * A cancel after the order was accepted.
   *
   * @param leg index of the one leg; −1 for the whole group
   * @param twice at the same time, under two keys
   */
  record Cancel(Duration after, int leg, boolean twice) {}

  /** A fault that is switched on at a merchant. */
  record Trouble(Market merchant, Fault fault) {}
}
