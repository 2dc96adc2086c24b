package io.dams.systemtests.bench.book;

import exchange.core2.collections.objpool.ObjectsPool;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.IOrder;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.cmd.OrderCommandType;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.orderbook.IOrderBook;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import exchange.core2.core.orderbook.OrderBookEventsHelper;
import io.dams.contracts.order.Side;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * The direct book of exchange-core, as its own matching engine uses it: orders and buckets from its
 * objects' pool in the sizes that its engine sets. One command object is filled anew for each
 * message, as in its ring buffer.
 */
final class ExchangeCoreBook implements BookUnderTest {

  private static final OrderAction[] ACTIONS = {OrderAction.BID, OrderAction.ASK};
  private static final long USER = 1;

  private final OrderBookDirectImpl book;
  private final OrderCommand command = new OrderCommand();

  ExchangeCoreBook() {
    HashMap<Integer, Integer> sizes = new HashMap<>();
    sizes.put(ObjectsPool.DIRECT_ORDER, 1 << 20);
    sizes.put(ObjectsPool.DIRECT_BUCKET, 1 << 16);
    sizes.put(ObjectsPool.ART_NODE_4, 1 << 15);
    sizes.put(ObjectsPool.ART_NODE_16, 1 << 14);
    sizes.put(ObjectsPool.ART_NODE_48, 1 << 13);
    sizes.put(ObjectsPool.ART_NODE_256, 1 << 12);
    book =
        new OrderBookDirectImpl(
            CoreSymbolSpecification.builder().symbolId(1).type(SymbolType.FUTURES_CONTRACT).build(),
            new ObjectsPool(sizes),
            OrderBookEventsHelper.NON_POOLED_EVENTS_HELPER,
            LoggingConfiguration.builder()
                .loggingLevels(EnumSet.noneOf(LoggingConfiguration.LoggingLevel.class))
                .build());
    command.uid = USER;
    command.symbol = 1;
  }

  @Override
  public void apply(OrderFlow flow, int message, Tape tape) {
    command.orderId = flow.id(message);
    command.price = flow.price(message);
    command.size = flow.lots(message);
    switch (flow.kind(message)) {
      case OrderFlow.NEW -> place(flow.side(message), OrderType.GTC);
      case OrderFlow.IOC -> place(flow.side(message), OrderType.IOC);
      case OrderFlow.CANCEL -> command.command = OrderCommandType.CANCEL_ORDER;
      case OrderFlow.MOVE -> command.command = OrderCommandType.MOVE_ORDER;
      case OrderFlow.REDUCE -> command.command = OrderCommandType.REDUCE_ORDER;
      default -> throw new IllegalArgumentException("kind of message " + message);
    }
    CommandResultCode result = IOrderBook.processCommand(book, command);
    if (result != CommandResultCode.SUCCESS) {
      tape.refused(command.orderId);
    }
    report(tape);
  }

  private void place(Side side, OrderType type) {
    command.command = OrderCommandType.PLACE_ORDER;
    command.resultCode = CommandResultCode.VALID_FOR_MATCHING_ENGINE;
    command.action = ACTIONS[side.ordinal()];
    command.orderType = type;
    command.reserveBidPrice = command.price;
  }

  /** It puts what was removed of an order before its trades; the tape has it behind them. */
  private void report(Tape tape) {
    long removed = 0;
    for (MatcherTradeEvent it = command.matcherEvent; it != null; it = it.nextEvent) {
      if (it.eventType == MatcherEventType.TRADE) {
        tape.traded(it.matchedOrderId, command.orderId, it.price, it.size);
      } else {
        removed = it.size;
      }
    }
    command.matcherEvent = null;
    if (removed != 0) {
      tape.removed(command.orderId, removed);
    }
  }

  @Override
  public List<Resting> resting() {
    List<Resting> all = new ArrayList<>();
    Stream<? extends IOrder> orders =
        Stream.concat(book.bidOrdersStream(true), book.askOrdersStream(true));
    orders.forEach(
        order ->
            all.add(
                new Resting(
                    order.getOrderId(),
                    order.getAction() == OrderAction.BID,
                    order.getPrice(),
                    order.getSize() - order.getFilled())));
    return all;
  }
}
