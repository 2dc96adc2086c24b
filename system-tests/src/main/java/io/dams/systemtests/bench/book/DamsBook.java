package io.dams.systemtests.bench.book;

import io.dams.contracts.order.Side;
import io.dams.matching.engine.OrderBook;
import java.util.ArrayList;
import java.util.List;

/** The engine's book. Ids of the flow are dense, so they are the book's numbers. */
final class DamsBook implements BookUnderTest, OrderBook.Taker {

  private final OrderBook book;
  private long taker;
  private Tape tape = new ChecksumTape();

  /**
   * @param orders the highest id
   */
  DamsBook(int orders) {
    book = new OrderBook(orders);
  }

  @Override
  public void apply(OrderFlow flow, int message, Tape tape) {
    this.tape = tape;
    int id = flow.id(message);
    taker = id;
    switch (flow.kind(message)) {
      case OrderFlow.NEW -> {
        Side side = flow.side(message);
        long price = flow.price(message);
        long left = book.match(side, price, flow.lots(message), this);
        if (left > 0) {
          book.add(id, side, price, left);
        }
      }
      case OrderFlow.IOC -> {
        Side side = flow.side(message);
        long left = book.match(side, flow.price(message), flow.lots(message), this);
        if (left > 0) {
          tape.removed(id, left);
        }
      }
      case OrderFlow.CANCEL -> reduce(id, Long.MAX_VALUE);
      case OrderFlow.MOVE -> {
        if (!book.isResting(id)) {
          tape.refused(id);
        } else {
          book.modify(id, flow.price(message), book.lots(id), this);
        }
      }
      case OrderFlow.REDUCE -> reduce(id, flow.lots(message));
      default -> throw new IllegalArgumentException("kind of message " + message);
    }
  }

  private void reduce(int id, long most) {
    if (!book.isResting(id)) {
      tape.refused(id);
      return;
    }
    long lots = Math.min(most, book.lots(id));
    book.reduce(id, lots);
    tape.removed(id, lots);
  }

  @Override
  public OrderBook.Meeting meets(int maker) {
    return OrderBook.Meeting.TRADE;
  }

  @Override
  public void trades(int maker, long priceUnits, long lots) {
    tape.traded(maker, taker, priceUnits, lots);
  }

  @Override
  public List<Resting> resting() {
    List<Resting> all = new ArrayList<>();
    for (Side side : Side.values()) {
      int order = book.first(side);
      while (order != OrderBook.NONE) {
        all.add(new Resting(order, side == Side.BUY, book.priceUnits(order), book.lots(order)));
        order = book.after(order);
      }
    }
    return all;
  }
}
