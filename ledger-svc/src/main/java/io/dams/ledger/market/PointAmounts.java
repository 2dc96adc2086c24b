package io.dams.ledger.market;

import io.dams.contracts.ledger.PointAmount;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Supply, demand and volume of each point; changed in the transaction of the history rows. */
@Component
public class PointAmounts {

  private final PointAmountMapper mapper;

  PointAmounts(PointAmountMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * Adds the changes. The last thing of a transaction, since everybody's orders meet in these rows;
   * they are locked in the points' order, so that transactions never deadlock over them.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void book(MarketChanges changes) {
    changes
        .changes()
        .forEach(
            (point, change) -> {
              if (mapper.add(point, change) != 1) {
                mapper.open(point);
                if (mapper.add(point, change) != 1) {
                  throw new IllegalStateException(point + " has less open than " + change);
                }
              }
            });
  }

  /** All points that were ever ordered, by code. */
  public List<PointAmount> all() {
    return mapper.all();
  }
}
