package io.dams.matching.engine;

import io.dams.contracts.order.Side;
import java.util.List;

/** A book of orders that tells what it does as sentences; a fast one and a naive one are alike. */
interface Desk {

  /** A new order: trades, and rests with what is left. */
  List<String> enter(int order, Side side, long price, long lots);

  /** Trades, and loses what is left. */
  List<String> enterOrKill(int order, Side side, long price, long lots);

  List<String> cancel(int order);

  List<String> reduce(int order, long lots);

  List<String> modify(int order, long price, long lots);

  /** The best levels of both sides. */
  List<String> depth(int levels);

  /** All orders, by side, price and time. */
  List<String> orders();
}
