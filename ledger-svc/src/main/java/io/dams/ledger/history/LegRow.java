package io.dams.ledger.history;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.topic.CoreEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code point_order_history}, as far as events of the core change it.
 *
 * @param endedAt null until it has ended
 */
record LegRow(
    LegId leg,
    OrderGroupId group,
    UserId user,
    ContractId contract,
    AssetCode point,
    Side side,
    long lots,
    long lotUnits,
    OrderStatus status,
    long executedLots,
    int trades,
    @Nullable Instant endedAt) {

  static LegRow opened(OrderGroupTerms t, LegTerms l) {
    return new LegRow(
        l.leg(),
        t.group(),
        t.user(),
        l.contract(),
        l.point(),
        l.side(),
        l.lots(),
        l.lotUnits(),
        OrderStatus.SUBMIT,
        0,
        0,
        null);
  }

  /** Whether it is the party's leg, has not ended, and has the lots of the trade left. */
  boolean canTrade(CoreEvent.Party party, Side partySide, CoreEvent.Traded trade) {
    return group.equals(party.group())
        && user.equals(party.user())
        && side == partySide
        && contract.equals(trade.contract())
        && lotUnits == trade.lotUnits()
        && endedAt == null
        && trade.lots() <= lots - executedLots;
  }

  LegRow traded(long tradedLots) {
    return with(OrderStatus.PARTLY_FILLED, executedLots + tradedLots, trades + 1, endedAt);
  }

  LegRow ended(OrderStatus how, Instant at) {
    return with(how, executedLots, trades, at);
  }

  private LegRow with(OrderStatus how, long executed, int traded, @Nullable Instant end) {
    return new LegRow(
        leg, group, user, contract, point, side, lots, lotUnits, how, executed, traded, end);
  }

  EndedLeg ended() {
    return new EndedLeg(
        point, side, Math.multiplyExact(Math.subtractExact(lots, executedLots), lotUnits));
  }
}
