package io.dams.matching.engine;

import io.dams.contracts.order.Side;
import java.util.ArrayList;
import java.util.List;

/** An {@link OrderBook} as a {@link Desk}. */
final class FastDesk implements Desk, OrderBook.Taker {

  final OrderBook book = new OrderBook(0);
  private List<String> told = new ArrayList<>();

  @Override
  public List<String> enter(int order, Side side, long price, long lots) {
    told = new ArrayList<>();
    if (book.isResting(order)) {
      return List.of("refused");
    }
    long left = book.match(side, price, lots, this);
    if (left > 0) {
      book.add(order, side, price, left);
      told.add("rests with " + left);
    }
    return told;
  }

  @Override
  public List<String> enterOrKill(int order, Side side, long price, long lots) {
    told = new ArrayList<>();
    long left = book.match(side, price, lots, this);
    if (left > 0) {
      told.add("loses " + left);
    }
    return told;
  }

  @Override
  public List<String> cancel(int order) {
    long lots = book.isResting(order) ? book.lots(order) : 0;
    return book.cancel(order) ? List.of("loses " + lots) : List.of("refused");
  }

  @Override
  public List<String> reduce(int order, long lots) {
    if (!book.isResting(order)) {
      return List.of("refused");
    }
    long lost = Math.min(lots, book.lots(order));
    book.reduce(order, lost);
    return List.of("loses " + lost);
  }

  @Override
  public List<String> modify(int order, long price, long lots) {
    told = new ArrayList<>();
    if (!book.modify(order, price, lots, this)) {
      return List.of("refused");
    }
    if (book.isResting(order)) {
      told.add("rests with " + book.lots(order));
    }
    return told;
  }

  @Override
  public OrderBook.Meeting meets(int maker) {
    return OrderBook.Meeting.TRADE;
  }

  @Override
  public void trades(int maker, long priceUnits, long lots) {
    told.add("%d with %d at %d".formatted(lots, maker, priceUnits));
  }

  @Override
  public List<String> depth(int levels) {
    List<String> lines = new ArrayList<>();
    for (Side side : Side.values()) {
      book.depth(side, levels)
          .forEach(level -> lines.add(side + " " + level.lots() + " at " + level.priceUnits()));
    }
    return lines;
  }

  @Override
  public List<String> orders() {
    List<String> lines = new ArrayList<>();
    for (Side side : Side.values()) {
      for (int order = book.first(side); order != OrderBook.NONE; order = book.after(order)) {
        assertThatItIs(side, order);
        lines.add(side + " " + order + ": " + book.lots(order) + " at " + book.priceUnits(order));
      }
    }
    return lines;
  }

  private void assertThatItIs(Side side, int order) {
    if (!book.isResting(order) || book.side(order) != side) {
      throw new AssertionError("order " + order + " is in the wrong queue");
    }
  }
}
