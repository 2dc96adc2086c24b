package io.dams.systemtests.bench.book;

/** What a book reports: the answer to each message, in order. */
interface Tape {

  /** A resting order traded with one that came. */
  void traded(long maker, long taker, long price, long lots);

  /** Lots of an order were taken out: it was cancelled or reduced, or immediate and not filled. */
  void removed(long id, long lots);

  /** A change of an order that does not rest. */
  void refused(long id);
}
