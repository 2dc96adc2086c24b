package io.dams.systemtests.bench.book;

import java.util.List;

/** An order book of one symbol that a flow can be played to. */
interface BookUnderTest {

  /** An order as it rests, best first. */
  record Resting(long id, boolean buys, long price, long lots) {}

  /** Applies one message of the flow and reports what came of it. */
  void apply(OrderFlow flow, int message, Tape tape);

  /** All orders: the bids, then the asks, each side by price and time. */
  List<Resting> resting();
}
