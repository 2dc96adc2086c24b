package io.dams.matching.engine;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.order.Funding;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.order.TimeInForce;
import io.dams.contracts.topic.CoreEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a consumer of the event stream can check with nothing but the stream: sequence, money and
 * lots. It throws {@link AssertionError} at the first event that does not add up.
 */
public final class EventAudit {

  private static final class Seen {
    final OrderGroupTerms terms;
    final Map<LegId, List<CoreEvent.Traded>> trades = new HashMap<>();
    final Set<LegId> ended = new HashSet<>();
    long tokens;

    Seen(OrderGroupTerms terms) {
      this.terms = terms;
      terms.legs().forEach(leg -> trades.put(leg.leg(), new ArrayList<>()));
      this.tokens =
          terms.funding() == Funding.HOLD ? terms.legs().getFirst().limitNotionalUnits() : 0;
    }
  }

  private final Map<OrderGroupId, Seen> open = new HashMap<>();
  private final Set<OrderGroupId> gone = new HashSet<>();
  private long sequence;
  private long command = -1;
  private boolean last = true;
  private long trades;

  /** Checks the next event. */
  public void see(CoreEvent event) {
    check(event.sequence() == sequence + 1, "gap before " + event.id());
    check(last ? event.command() > command : event.command() == command, "last is wrong");
    sequence = event.sequence();
    command = event.command();
    last = event.last();
    switch (event.body()) {
      case CoreEvent.OrderGroupAccepted(OrderGroupTerms terms) -> {
        check(!gone.contains(terms.group()), "an id came twice");
        check(open.put(terms.group(), new Seen(terms)) == null, "an id came twice");
      }
      case CoreEvent.Traded trade -> trade(trade);
      case CoreEvent.LegEnded ended -> end(ended);
      case CoreEvent.OrderGroupEnded ended -> end(ended);
      case CoreEvent.DepthChanged depth -> depth(depth);
      case CoreEvent.OrderGroupRejected it -> {}
      case CoreEvent.CancelRejected it -> {}
      case CoreEvent.ContractPublished it -> {}
      case CoreEvent.ContractRefused it -> {}
      case CoreEvent.OrdersCancelled it -> {}
    }
  }

  /** How many trades it saw. */
  public long trades() {
    return trades;
  }

  private void trade(CoreEvent.Traded trade) {
    trades++;
    Seen buyer = open.get(trade.buy().group());
    Seen seller = open.get(trade.sell().group());
    LegTerms buy = buyer.terms.leg(trade.buy().leg());
    LegTerms sell = seller.terms.leg(trade.sell().leg());
    check(buy.side() == Side.BUY && sell.side() == Side.SELL, "sides are mixed up");
    check(buy.contract().equals(sell.contract()), "contracts are mixed up");
    check(buy.contract().equals(trade.contract()), "contracts are mixed up");
    check(buy.lotUnits() == trade.lotUnits() && sell.lotUnits() == trade.lotUnits(), "lot");
    check(!buyer.terms.user().equals(seller.terms.user()), "a user traded with itself");
    check(trade.lots() > 0, "nothing traded");
    check(trade.priceUnits() <= buy.limitPriceUnits(), "the buyer paid too much");
    check(trade.priceUnits() >= sell.limitPriceUnits(), "the seller got too little");
    LegTerms resting = trade.taker() == Side.BUY ? sell : buy;
    check(trade.priceUnits() == resting.limitPriceUnits(), "not at the resting order's price");
    check(!buyer.ended.contains(buy.leg()) && !seller.ended.contains(sell.leg()), "ended leg");
    buyer.trades.get(buy.leg()).add(trade);
    seller.trades.get(sell.leg()).add(trade);
    check(lots(buyer, buy.leg()) <= buy.lots(), "bought more than ordered");
    check(lots(seller, sell.leg()) <= sell.lots(), "sold more than ordered");
    buyer.tokens -= trade.notionalUnits();
    check(buyer.tokens >= 0, "purse of " + trade.buy().group() + " below zero");
    seller.tokens += seller.terms.funding() == Funding.LINKED ? trade.notionalUnits() : 0;
  }

  private void end(CoreEvent.LegEnded ended) {
    Seen group = open.get(ended.group());
    check(group.ended.add(ended.leg()), "a leg ended twice");
    check(lots(group, ended.leg()) == ended.executedLots(), "executed lots do not add up");
    check(group.trades.get(ended.leg()).size() == ended.trades(), "trades do not add up");
    boolean filled = ended.executedLots() == group.terms.leg(ended.leg()).lots();
    check(filled == (ended.reason() == CoreEvent.LegEnd.FILLED), "filled or not");
  }

  private void end(CoreEvent.OrderGroupEnded ended) {
    Seen group = open.remove(ended.group());
    gone.add(ended.group());
    check(group.ended.size() == group.terms.legs().size(), "a leg has not ended");
    check(group.tokens == ended.purseUnits(), "purse does not add up");
    if (group.terms.timeInForce() == TimeInForce.FOK) {
      long executed = group.trades.values().stream().filter(it -> !it.isEmpty()).count();
      check(executed == 0 || ended.outcome() == CoreEvent.GroupEnd.FILLED, "partly executed FOK");
    }
  }

  private static void depth(CoreEvent.DepthChanged depth) {
    for (int i = 1; i < depth.bids().size(); i++) {
      check(depth.bids().get(i).priceUnits() < depth.bids().get(i - 1).priceUnits(), "bids");
    }
    for (int i = 1; i < depth.asks().size(); i++) {
      check(depth.asks().get(i).priceUnits() > depth.asks().get(i - 1).priceUnits(), "asks");
    }
    depth.bids().forEach(level -> check(level.lots() > 0, "a phantom level"));
    depth.asks().forEach(level -> check(level.lots() > 0, "a phantom level"));
    if (!depth.bids().isEmpty() && !depth.asks().isEmpty()) {
      check(
          depth.bids().getFirst().priceUnits() < depth.asks().getFirst().priceUnits(),
          "a crossed book");
    }
  }

  private static long lots(Seen group, LegId leg) {
    return group.trades.get(leg).stream().mapToLong(CoreEvent.Traded::lots).sum();
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
