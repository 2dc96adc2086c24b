package io.dams.matching.engine;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.order.ContractTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The books of a shard, by contract. */
final class Books {

  /** Keeps the lots of a price level countable in a {@code long}, however many queue there. */
  static final long MAX_LOTS = 1L << 40;

  /** Of all of them together. */
  final OpenOrders open = new OpenOrders();

  private final int shard;
  private final List<Book> byNumber = new ArrayList<>();
  private final TreeMap<ContractId, Book> byContract = new TreeMap<>();

  Books(int shard) {
    this.shard = shard;
  }

  @Nullable Book find(ContractId contract) {
    return byContract.get(contract);
  }

  /** The book of a contract that is known. */
  Book get(ContractId contract) {
    return Objects.requireNonNull(byContract.get(contract));
  }

  /** The book with this number; throws {@link IllegalArgumentException} when there is none. */
  Book number(int number) {
    if (number < 0 || number >= byNumber.size()) {
      throw new IllegalArgumentException("there is no contract number " + number);
    }
    return byNumber.get(number);
  }

  /** All books, in the order in which their contracts became known. */
  List<Book> all() {
    return byNumber;
  }

  /** The rule that a new or changed contract breaks; null when it can be published. */
  @Nullable String brokenRule(ContractTerms terms) {
    if (terms.shard() != shard) {
      return "it belongs to shard " + terms.shard() + ", not " + shard;
    }
    if (terms.maxLots() > MAX_LOTS) {
      return "maxLots must be at most " + MAX_LOTS;
    }
    for (Book other : byNumber) {
      if (other.terms.token().equals(terms.token())
          && other.terms.tokenScale() != terms.tokenScale()) {
        return "tokenScale must be " + other.terms.tokenScale() + " in all contracts of the token";
      }
    }
    Book book = byContract.get(terms.contract());
    if (book == null) {
      return null;
    }
    if (book.terms.pointScale() != terms.pointScale()) {
      return "pointScale cannot change";
    }
    if (book.terms.lotUnits() != terms.lotUnits() && book.liveLegs > 0) {
      return "lotUnits cannot change while orders are open";
    }
    return null;
  }

  /** Makes the contract known with these terms, which break no rule. */
  Book publish(ContractTerms terms) {
    Book book = byContract.get(terms.contract());
    if (book == null) {
      book = new Book(byNumber.size(), terms, open);
      add(book);
    }
    book.terms = terms;
    book.highestPriceUnits = Math.max(book.highestPriceUnits, terms.maxPriceUnits());
    return book;
  }

  void writeTo(StateWriter state) {
    state.writeInt(byNumber.size());
    byNumber.forEach(book -> book.writeTo(state));
  }

  void readFrom(StateReader state) {
    for (int left = state.readCount(); left > 0; left--) {
      add(Book.readFrom(state, shard, byNumber.size(), open));
    }
  }

  private void add(Book book) {
    byNumber.add(book);
    byContract.put(book.terms.contract(), book);
  }
}
