package io.dams.systemtests.bench.book;

/** The books that are compared. */
public enum BookKind {
  /** The engine's. */
  DAMS,
  /** {@code OrderBookDirectImpl} of exchange-core 0.5.3. */
  EXCHANGE_CORE;

  /** A new book, empty, with room for orders up to this id. */
  BookUnderTest open(int orders) {
    return switch (this) {
      case DAMS -> new DamsBook(orders);
      case EXCHANGE_CORE -> new ExchangeCoreBook();
    };
  }
}
