package io.dams.matching.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dams.contracts.order.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a book must never get wrong, each from both sides: the makers sell, and the makers buy. */
class OrderBookTest {

  private static final long MIDDLE = 1_000;

  private final FastDesk desk = new FastDesk();

  /** Prices as seen from the makers' side: the higher the better for the taker. */
  private static long price(Side makers, long better) {
    return makers == Side.SELL ? MIDDLE - better : MIDDLE + better;
  }

  private static Side against(Side makers) {
    return makers == Side.SELL ? Side.BUY : Side.SELL;
  }

  private List<String> make(Side makers, int order, long better, long lots) {
    return desk.enter(order, makers, price(makers, better), lots);
  }

  private List<String> take(Side makers, int order, long better, long lots) {
    return desk.enter(order, against(makers), price(makers, better), lots);
  }

  private static String trade(Side makers, long lots, int maker, long better) {
    return "%d with %d at %d".formatted(lots, maker, price(makers, better));
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void tradesAtTheRestingPrice(Side makers) {
    make(makers, 1, 5, 10);
    assertThat(take(makers, 2, 0, 4)).containsExactly(trade(makers, 4, 1, 5));
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void tradesByPriceAndThenByTime(Side makers) {
    make(makers, 1, 0, 1);
    make(makers, 2, 5, 1);
    make(makers, 3, 5, 1);
    make(makers, 4, 9, 1);
    assertThat(take(makers, 5, 0, 4))
        .containsExactly(
            trade(makers, 1, 4, 9),
            trade(makers, 1, 2, 5),
            trade(makers, 1, 3, 5),
            trade(makers, 1, 1, 0));
    assertThat(desk.orders()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void aCancelledHeadMiddleOrTailLosesNobodyBehindIt(Side makers) {
    for (int cancelled = 1; cancelled <= 3; cancelled++) {
      FastDesk fresh = new FastDesk();
      for (int order = 1; order <= 3; order++) {
        fresh.enter(order, makers, MIDDLE, order);
      }
      assertThat(fresh.cancel(cancelled)).containsExactly("loses " + cancelled);
      List<String> expected = new ArrayList<>();
      for (int order = 1; order <= 3; order++) {
        if (order != cancelled) {
          expected.add(trade(makers, order, order, 0));
        }
      }
      assertThat(fresh.enterOrKill(9, against(makers), MIDDLE, 6 - cancelled)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void theRestOfAnImmediateOrderIsNotBooked(Side makers) {
    make(makers, 1, 0, 3);
    assertThat(desk.enterOrKill(2, against(makers), MIDDLE, 5))
        .containsExactly(trade(makers, 3, 1, 0), "loses 2");
    assertThat(desk.orders()).isEmpty();
    assertThat(desk.enterOrKill(3, makers, MIDDLE, 5)).containsExactly("loses 5");
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void aLimitStopsAtItsPriceAndWhatIsLeftIsTheNewBestAndCanBeHit(Side makers) {
    make(makers, 1, 5, 3);
    make(makers, 2, 0, 3);
    assertThat(take(makers, 3, 1, 5)).containsExactly(trade(makers, 3, 1, 5), "rests with 2");
    assertThat(desk.book.first(against(makers))).isEqualTo(3);
    assertThat(make(makers, 4, 1, 1)).containsExactly(trade(makers, 1, 3, 1));
    assertThat(desk.book.first(makers)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void aModifyThatCrossesTradesAtTheMakersPrice(Side makers) {
    make(makers, 1, 0, 3);
    take(makers, 2, 7, 5);
    assertThat(desk.modify(2, price(makers, -4), 5))
        .containsExactly(trade(makers, 3, 1, 0), "rests with 2");
    assertThat(desk.orders()).hasSize(1);
    assertThat(desk.modify(2, price(makers, -5), 2)).containsExactly("rests with 2");
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void aModifyThatFillsLeavesNothing(Side makers) {
    make(makers, 1, 0, 5);
    take(makers, 2, 7, 3);
    assertThat(desk.modify(2, MIDDLE, 3)).containsExactly(trade(makers, 3, 1, 0));
    assertThat(desk.cancel(2)).containsExactly("refused");
    assertThat(desk.depth(9)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void aSiblingAtTheSamePriceSurvivesAModify(Side makers) {
    make(makers, 1, 0, 1);
    make(makers, 2, 0, 2);
    make(makers, 3, 0, 3);
    desk.modify(2, price(makers, 4), 2);
    assertThat(take(makers, 4, 0, 9))
        .containsExactly(
            trade(makers, 2, 2, 4), trade(makers, 1, 1, 0), trade(makers, 3, 3, 0), "rests with 3");
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void repricedOrLargerLosesItsPlaceAndSmallerKeepsIt(Side makers) {
    for (int order = 1; order <= 4; order++) {
      make(makers, order, 0, 10);
    }
    desk.modify(1, MIDDLE, 11);
    desk.modify(2, MIDDLE, 9);
    desk.modify(3, price(makers, 1), 10);
    desk.modify(3, MIDDLE, 10);
    assertThat(take(makers, 9, 0, 40))
        .containsExactly(
            trade(makers, 9, 2, 0),
            trade(makers, 10, 4, 0),
            trade(makers, 11, 1, 0),
            trade(makers, 10, 3, 0));
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void aModifyToWhatItIsChangesNothing(Side makers) {
    make(makers, 1, 0, 10);
    make(makers, 2, 0, 10);
    List<String> before = desk.orders();
    assertThat(desk.modify(1, MIDDLE, 10)).containsExactly("rests with 10");
    assertThat(desk.orders()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void aPartlyFilledOrderCanBeCancelledOrModified(Side makers) {
    make(makers, 1, 0, 10);
    take(makers, 2, 0, 4);
    assertThat(desk.modify(1, MIDDLE, 5)).containsExactly("rests with 5");
    take(makers, 3, 0, 2);
    assertThat(desk.cancel(1)).containsExactly("loses 3");
    assertThat(desk.depth(9)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void cancelAndModifyOfAFilledCancelledOrUnknownOrderAreRefused(Side makers) {
    make(makers, 1, 0, 1);
    make(makers, 2, 0, 1);
    take(makers, 3, 0, 1);
    desk.cancel(2);
    for (int order : new int[] {1, 2, 3, 4, 0, -1, 1 << 30, (1 << 30) + 1, Integer.MIN_VALUE}) {
      assertThat(desk.cancel(order)).containsExactly("refused");
      assertThat(desk.modify(order, MIDDLE, 1)).containsExactly("refused");
      assertThatIllegalArgumentException().isThrownBy(() -> desk.book.reduce(order, 1));
    }
    assertThat(desk.orders()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void aNumberIsFreeAgainAfterCancelOrFillAndNotBefore(Side makers) {
    make(makers, 1, 0, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> desk.book.add(1, makers, price(makers, -3), 1));
    assertThat(desk.orders()).hasSize(1);
    desk.cancel(1);
    assertThat(make(makers, 1, 3, 4)).containsExactly("rests with 4");
    take(makers, 2, 0, 4);
    assertThat(make(makers, 1, 0, 5)).containsExactly("rests with 5");
    assertThat(take(makers, 2, 0, 5)).containsExactly(trade(makers, 5, 1, 0));
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void fiveThousandFillsInOneSweep(Side makers) {
    List<String> expected = new ArrayList<>();
    for (int order = 1; order <= 5_000; order++) {
      make(makers, order, order % 100, 1);
    }
    for (int better = 99; better >= 0; better--) {
      for (int order = better == 0 ? 100 : better; order <= 5_000; order += 100) {
        expected.add(trade(makers, 1, order, better));
      }
    }
    expected.add("rests with 7");
    assertThat(take(makers, 5_001, 0, 5_007)).isEqualTo(expected);
    assertThat(desk.orders()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void pricesAtTheEndsOfTheDomain(Side makers) {
    long highest = (1L << 62) - 1;
    desk.enter(1, makers, 0, 1);
    desk.enter(2, makers, highest, 1);
    desk.enter(3, makers, 1, 1);
    desk.enter(4, makers, highest - 1, 1);
    List<Long> sweep = new ArrayList<>();
    for (int order = desk.book.first(makers); order != 0; order = desk.book.after(order)) {
      sweep.add(desk.book.priceUnits(order));
    }
    List<Long> ascending = List.of(0L, 1L, highest - 1, highest);
    assertThat(sweep).isEqualTo(makers == Side.SELL ? ascending : ascending.reversed());
    for (long price : new long[] {-1, highest + 1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThatIllegalArgumentException().isThrownBy(() -> desk.book.add(5, makers, price, 1));
      assertThatIllegalArgumentException().isThrownBy(() -> desk.modify(1, price, 1));
    }
    assertThat(desk.enterOrKill(6, against(makers), makers == Side.SELL ? highest : 0, 4))
        .hasSize(4);
    assertThat(desk.depth(9)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void leavesNoPhantomLevel(Side makers) {
    for (int round = 0; round < 3; round++) {
      make(makers, 1, 1, 5);
      make(makers, 2, 2, 5);
      make(makers, 3, 70, 5);
      desk.cancel(3);
      take(makers, 4, 2, 5);
      desk.modify(1, price(makers, -200), 5);
      assertThat(desk.depth(9)).containsExactly(makers + " 5 at " + price(makers, -200));
      desk.reduce(1, 5);
      assertThat(desk.depth(9)).isEmpty();
      assertThat(desk.book.first(makers)).isEqualTo(OrderBook.NONE);
    }
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void whatTheTakerPassesKeepsItsPlaceAndWhatItEndsIsGone(Side makers) {
    for (int order = 1; order <= 5; order++) {
      make(makers, order, 0, 1);
    }
    List<Integer> traded = new ArrayList<>();
    OrderBook.Taker taker =
        new OrderBook.Taker() {
          @Override
          public OrderBook.Meeting meets(int maker) {
            if (maker == 1) {
              return OrderBook.Meeting.PASS;
            }
            if (maker == 2) {
              desk.book.cancel(2);
              desk.book.cancel(3);
              return OrderBook.Meeting.GONE;
            }
            return OrderBook.Meeting.TRADE;
          }

          @Override
          public void trades(int maker, long priceUnits, long lots) {
            traded.add(maker);
          }
        };
    assertThat(desk.book.match(against(makers), MIDDLE, 9, taker)).isEqualTo(7);
    assertThat(traded).containsExactly(4, 5);
    assertThat(desk.orders()).containsExactly(makers + " 1: 1 at " + MIDDLE);
  }

  @Test
  void refusesNoLotsAndMoreLotsThanThereAre() {
    desk.enter(1, Side.BUY, 10, 5);
    assertThatIllegalArgumentException().isThrownBy(() -> desk.book.add(2, Side.BUY, 10, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> desk.book.reduce(1, 6));
    assertThatIllegalArgumentException().isThrownBy(() -> desk.book.reduce(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> desk.modify(1, 10, 0));
    assertThat(desk.orders()).containsExactly("BUY 1: 5 at 10");
  }
}
