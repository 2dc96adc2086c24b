package io.dams.matching.engine;

import io.dams.contracts.id.LegId;
import io.dams.contracts.order.Funding;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.topic.CoreEvent.LegEnd;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A leg of a group that the engine knows: what of it was executed, and what of it rests. */
final class Leg {

  Group group;
  LegTerms terms;
  Book book;

  /**
   * Its orders in the book, the first and the last that queued. A linked buy leg can have several:
   * each part of it that became affordable queued as new.
   */
  int firstOrder;

  int lastOrder;

  long executedLots;
  int trades;

  /** Of a buy leg: open lots to which a part of the purse is devoted, resting or waiting. */
  long fundedLots;

  /** Of these, the lots that wait for a halted contract to open. */
  long waitingLots;

  @Nullable LegEnd end;

  /** To begin with. */
  Leg(Group group, LegTerms terms, Book book) {
    this.group = group;
    this.terms = terms;
    this.book = book;
  }

  /** A new leg; whatever leg it was before has ended. */
  void begin(Group ofGroup, LegTerms submitted, Book inBook) {
    group = ofGroup;
    terms = submitted;
    book = inBook;
    firstOrder = OrderBook.NONE;
    lastOrder = OrderBook.NONE;
    executedLots = 0;
    trades = 0;
    fundedLots = group.funding == Funding.HOLD ? terms.lots() : 0;
    waitingLots = 0;
    end = null;
  }

  static void writeTerms(LegTerms terms, Book book, StateWriter state) {
    state.writeInt(book.number);
    state.writeEnum(terms.side());
    state.writeLong(terms.lots());
    state.writeLong(terms.lotUnits());
    state.writeLong(terms.limitPriceUnits());
    state.writeLong(terms.feeUnits());
    state.writeText(terms.externalUid());
  }

  static LegTerms readTerms(StateReader state, LegId id, Books books) {
    Book book = books.number(state.readInt());
    return new LegTerms(
        id,
        book.terms.contract(),
        book.terms.point(),
        state.readEnum(Side.class),
        state.readLong(),
        state.readLong(),
        state.readLong(),
        state.readLong(),
        state.readText());
  }

  void writeTo(StateWriter state) {
    state.writeLong(executedLots);
    state.writeInt(trades);
    state.writeLong(fundedLots);
    state.writeLong(waitingLots);
    state.writeEnum(end);
  }

  void readFrom(StateReader state) {
    executedLots = state.readLong();
    trades = state.readInt();
    fundedLots = state.readLong();
    waitingLots = state.readLong();
    end = state.readOptionalEnum(LegEnd.class);
  }

  /** Which leg of the state it is. */
  void writePlaceTo(StateWriter state) {
    state.writeInt(group.place);
    state.writeInt(number());
  }

  static Leg readPlaceFrom(StateReader state, List<Group> groups) {
    return state.readElement(state.readElement(groups).legs);
  }

  /** Its number within its group. */
  int number() {
    return terms.leg().number();
  }

  boolean isLive() {
    return end == null;
  }

  boolean buys() {
    return terms.side() == Side.BUY;
  }

  long limitUnits() {
    return terms.limitPriceUnits();
  }

  long openLots() {
    return terms.lots() - executedLots;
  }

  boolean accepts(long priceUnits) {
    return buys() ? priceUnits <= limitUnits() : priceUnits >= limitUnits();
  }

  boolean isOfSameUser(Leg other) {
    return group.terms.user().value() == other.group.terms.user().value();
  }
}
