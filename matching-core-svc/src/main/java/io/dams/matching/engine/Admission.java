package io.dams.matching.engine;

import io.dams.contracts.order.ContractTerms;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.order.TimeInForce;
import io.dams.contracts.topic.CoreEvent.RejectReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Everything that a new group is checked against before anything changes. */
final class Admission {

  /** No purse and no notional of a group reaches it, so that sums of two fit a {@code long}. */
  private static final long NOTIONAL_BOUND = 1L << 62;

  private final int shard;
  private final Books books;

  Admission(int shard, Books books) {
    this.shard = shard;
    this.books = books;
  }

  /** Why the group is refused; null when it is not. */
  @Nullable RejectReason refusal(OrderGroupTerms group, Instant now) {
    if (group.shard() != shard) {
      return RejectReason.WRONG_SHARD;
    }
    Instant expiresAt = group.expiresAt();
    if (expiresAt != null && !now.isBefore(expiresAt)) {
      return RejectReason.EXPIRED;
    }
    for (int i = 0; i < group.legs().size(); i++) {
      RejectReason reason = refusal(group, group.legs().get(i));
      if (reason != null) {
        return reason;
      }
    }
    if (!isBounded(group, Side.SELL) || !isBounded(group, Side.BUY)) {
      return RejectReason.QUANTITY_OUT_OF_RANGE;
    }
    return books.open.isFullFor(staying(group)) ? RejectReason.SHARD_FULL : null;
  }

  /** How many of its legs could rest: what is executed or killed at once takes no room. */
  private static int staying(OrderGroupTerms group) {
    return group.timeInForce() == TimeInForce.GTC ? group.legs().size() : 0;
  }

  private @Nullable RejectReason refusal(OrderGroupTerms group, LegTerms leg) {
    Book book = books.find(leg.contract());
    if (book == null
        || !leg.point().equals(book.terms.point())
        || !group.token().equals(book.terms.token())) {
      return RejectReason.UNKNOWN_CONTRACT;
    }
    ContractTerms terms = book.terms;
    if (book.isHalted()) {
      return RejectReason.CONTRACT_HALTED;
    }
    if (leg.lotUnits() != terms.lotUnits()) {
      return RejectReason.TERMS_CHANGED;
    }
    if (leg.lots() < terms.minLots() || leg.lots() > terms.maxLots()) {
      return RejectReason.QUANTITY_OUT_OF_RANGE;
    }
    if (leg.limitPriceUnits() > terms.maxPriceUnits()
        || leg.limitPriceUnits() % terms.tickUnits() != 0) {
      return RejectReason.PRICE_OUT_OF_RANGE;
    }
    return null;
  }

  /** Whether what one side of the group can cost or earn at most stays below the bound. */
  private boolean isBounded(OrderGroupTerms group, Side side) {
    long total = 0;
    for (int i = 0; i < group.legs().size(); i++) {
      LegTerms leg = group.legs().get(i);
      if (leg.side() == side) {
        long priceUnits = side == Side.BUY ? leg.limitPriceUnits() : highestPriceUnits(leg);
        if (Math.multiplyHigh(leg.lots(), priceUnits) != 0) {
          return false;
        }
        long notional = leg.lots() * priceUnits;
        if (notional < 0 || notional >= NOTIONAL_BOUND - total) {
          return false;
        }
        total += notional;
      }
    }
    return true;
  }

  private long highestPriceUnits(LegTerms leg) {
    Book book = books.find(leg.contract());
    return book == null ? leg.limitPriceUnits() : book.highestPriceUnits;
  }
}
