package io.dams.frontoffice.market;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.topic.CoreEvent.Level;
import java.time.Instant;
import java.util.List;

/**
 * The best levels of a book, best first.
 *
 * @param sequence of the core's event that told them; 0 before the first
 * @param lastPriceUnits of the last trade; 0 when there was none
 */
public record Depth(
    ContractId contract,
    List<Level> bids,
    List<Level> asks,
    long lastPriceUnits,
    long sequence,
    Instant at) {

  /** Copies the lists. */
  public Depth {
    bids = List.copyOf(bids);
    asks = List.copyOf(asks);
  }

  /** A book of which nothing was told yet. */
  public static Depth unknown(ContractId contract) {
    return new Depth(contract, List.of(), List.of(), 0, 0, Instant.EPOCH);
  }
}
