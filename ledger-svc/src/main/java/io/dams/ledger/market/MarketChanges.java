package io.dams.ledger.market;

import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run of events adds to supply, demand and volume, gathered so that each point's row is
 * written once, in the points' order. {@link PointAmounts#book} does that.
 */
public final class MarketChanges {

  private final SortedMap<AssetCode, Change> changes = new TreeMap<>();

  /** Nothing yet. */
  public MarketChanges() {}

  /** The group's legs are open: each adds its quantity to supply or demand. */
  public void opened(OrderGroupTerms group) {
    for (LegTerms leg : group.legs()) {
      open(leg.point(), leg.side(), BigInteger.valueOf(leg.quantityUnits()));
    }
  }

  /** The group's legs are open no more, and nothing of them was executed. */
  public void withdrawn(OrderGroupTerms group) {
    for (LegTerms leg : group.legs()) {
      closed(leg.point(), leg.side(), leg.quantityUnits());
    }
  }

  /** A fill: it leaves supply and demand, and adds to the volume. */
  public void traded(AssetCode point, long quantityUnits) {
    BigInteger units = BigInteger.valueOf(quantityUnits);
    add(point, new Change(units.negate(), units.negate(), units));
  }

  /** A leg ended: what it had open leaves supply or demand. */
  public void closed(AssetCode point, Side side, long openUnits) {
    open(point, side, BigInteger.valueOf(openUnits).negate());
  }

  SortedMap<AssetCode, Change> changes() {
    return changes;
  }

  private void open(AssetCode point, Side side, BigInteger units) {
    BigInteger none = BigInteger.ZERO;
    add(point, side == Side.SELL ? new Change(units, none, none) : new Change(none, units, none));
  }

  private void add(AssetCode point, Change change) {
    changes.merge(point, change, Change::plus);
  }

  /** What is added; each may be below zero, but for the volume. */
  record Change(BigInteger supplyUnits, BigInteger demandUnits, BigInteger volumeUnits) {

    Change plus(Change other) {
      return new Change(
          supplyUnits.add(other.supplyUnits),
          demandUnits.add(other.demandUnits),
          volumeUnits.add(other.volumeUnits));
    }
  }
}
