package io.dams.ledger.market;

import io.dams.contracts.ledger.PointAmount;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Supply, demand and volume of each point; changed in the transaction of the history row. */
@Component
public class PointAmounts {

  private final PointAmountMapper mapper;

  PointAmounts(PointAmountMapper mapper) {
    this.mapper = mapper;
  }

  /** The group's legs are open: each adds its quantity to supply or demand. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void opened(OrderGroupTerms group) {
    // Rows are locked in the points' order, so that groups never deadlock over them.
    group.legs().stream()
        .sorted(Comparator.comparing(LegTerms::point))
        .forEach(
            leg ->
                mapper.add(
                    leg.point(),
                    leg.side() == Side.SELL ? leg.quantityUnits() : 0,
                    leg.side() == Side.BUY ? leg.quantityUnits() : 0));
  }

  /** The group's legs are open no more, and nothing of them was executed. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void withdrawn(OrderGroupTerms group) {
    group.legs().stream()
        .sorted(Comparator.comparing(LegTerms::point))
        .forEach(leg -> closed(leg.point(), leg.side(), leg.quantityUnits()));
  }

  /** A fill: it leaves supply and demand, and adds to the volume. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void traded(AssetCode point, long units) {
    take(point, units, units, units);
  }

  /** A leg ended: what it had open leaves supply or demand. Nothing open: nothing changes. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void closed(AssetCode point, Side side, long openUnits) {
    if (openUnits != 0) {
      take(point, side == Side.SELL ? openUnits : 0, side == Side.BUY ? openUnits : 0, 0);
    }
  }

  /** All points that were ever ordered, by code. */
  public List<PointAmount> all() {
    return mapper.all();
  }

  private void take(AssetCode point, long supplyUnits, long demandUnits, long volumeUnits) {
    if (mapper.take(point, supplyUnits, demandUnits, volumeUnits) != 1) {
      throw new IllegalStateException(
          point + " has less open than supply " + supplyUnits + ", demand " + demandUnits);
    }
  }
}
