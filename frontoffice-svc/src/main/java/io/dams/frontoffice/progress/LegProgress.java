package io.dams.frontoffice.progress;

import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.Asset;
import io.dams.contracts.money.FeeRatio;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.Side;

/**
 * What became of one leg.
 *
 * @param terms what it asked for
 * @param pointScale decimal places of its point
 * @param status where it is
 * @param executedLots lots of all its trades
 * @param notionalUnits token units of all its trades
 * @param trades how many trades it had
 * @param reservedUnits point units that its merchant confirmed as reserved
 * @param settledUnits point units bought that its merchant confirmed as paid out
 * @param returnedUnits point units that its merchant confirmed as returned
 * @param paidFeeUnits point units of fee that its merchant confirmed
 * @param delayed movements that are owed and could not be made yet
 */
public record LegProgress(
    LegTerms terms,
    int pointScale,
    LegStatus status,
    long executedLots,
    long notionalUnits,
    int trades,
    long reservedUnits,
    long settledUnits,
    long returnedUnits,
    long paidFeeUnits,
    int delayed) {

  /** Throws when more was executed than ordered. */
  public LegProgress {
    if (executedLots > terms.lots()) {
      throw new IllegalStateException("leg " + terms.leg() + " executed more than it ordered");
    }
  }

  static LegProgress placed(LegTerms terms, int pointScale) {
    return new LegProgress(terms, pointScale, LegStatus.PENDING, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** Its point with its scale. */
  public Asset point() {
    return new Asset(terms.point(), pointScale);
  }

  long executedUnits() {
    return Math.multiplyExact(executedLots, terms.lotUnits());
  }

  long chargedUnits() {
    return terms.side() == Side.BUY
        ? 0
        : FeeRatio.chargedUnits(terms.feeUnits(), executedLots, terms.lots());
  }

  /** What a sell leg that is open keeps: what is not executed yet, and the fee on it. */
  long heldUnits() {
    return terms.side() == Side.BUY || !status.open()
        ? 0
        : terms.reserveUnits() - executedUnits() - chargedUnits();
  }

  /** Whether the merchant confirmed all that follows from the leg's end. */
  boolean settled(boolean submitted) {
    if (status.open() || delayed > 0) {
      return false;
    }
    return switch (terms.side()) {
      case BUY -> settledUnits == executedUnits();
      case SELL -> {
        long reserved = submitted ? terms.reserveUnits() : reservedUnits;
        yield returnedUnits + paidFeeUnits + executedUnits() == reserved;
      }
    };
  }

  LegProgress with(LegStatus next) {
    return new LegProgress(
        terms,
        pointScale,
        next,
        executedLots,
        notionalUnits,
        trades,
        reservedUnits,
        settledUnits,
        returnedUnits,
        paidFeeUnits,
        delayed);
  }

  LegProgress traded(long lots, long priceUnits) {
    return new LegProgress(
        terms,
        pointScale,
        LegStatus.LIVE,
        Math.addExact(executedLots, lots),
        Math.addExact(notionalUnits, Math.multiplyExact(lots, priceUnits)),
        trades + 1,
        reservedUnits,
        settledUnits,
        returnedUnits,
        paidFeeUnits,
        delayed);
  }

  LegProgress delayed(int change) {
    return new LegProgress(
        terms,
        pointScale,
        status,
        executedLots,
        notionalUnits,
        trades,
        reservedUnits,
        settledUnits,
        returnedUnits,
        paidFeeUnits,
        delayed + change);
  }

  TransferKind purpose(TransferKind kind) {
    return terms.side() == Side.SELL && kind == TransferKind.SETTLE ? TransferKind.RETURN : kind;
  }

  LegProgress moved(TransferKind kind, long units) {
    return new LegProgress(
        terms,
        pointScale,
        status,
        executedLots,
        notionalUnits,
        trades,
        reservedUnits + (kind == TransferKind.RESERVE ? units : 0),
        settledUnits + (kind == TransferKind.SETTLE ? units : 0),
        returnedUnits + (kind == TransferKind.RETURN ? units : 0),
        paidFeeUnits + (kind == TransferKind.FEE ? units : 0),
        delayed);
  }
}
