package io.dams.matching.engine;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.order.ContractTerms;
import java.util.Collection;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The books of a shard, by contract. */
final class Books {

  /** Keeps the lots of a price level countable in a {@code long}, however many queue there. */
  static final long MAX_LOTS = 1L << 40;

  private final int shard;
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

  Collection<Book> all() {
    return byContract.values();
  }

  /** The rule that a new or changed contract breaks; null when it can be published. */
  @Nullable String brokenRule(ContractTerms terms) {
    if (terms.shard() != shard) {
      return "it belongs to shard " + terms.shard() + ", not " + shard;
    }
    if (terms.maxLots() > MAX_LOTS) {
      return "maxLots must be at most " + MAX_LOTS;
    }
    for (Book other : byContract.values()) {
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
    Book book = byContract.computeIfAbsent(terms.contract(), contract -> new Book(terms));
    book.terms = terms;
    book.highestPriceUnits = Math.max(book.highestPriceUnits, terms.maxPriceUnits());
    return book;
  }
}
