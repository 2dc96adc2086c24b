package io.dams.matching.engine;

import static io.dams.contracts.order.TimeInForce.FOK;
import static io.dams.contracts.order.TimeInForce.IOC;
import static io.dams.matching.engine.Market.buy;
import static io.dams.matching.engine.Market.sell;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PriceTimePriorityTest {

  private final Market market = new Market();

  @Test
  void tradesAtThePriceOfTheRestingSell() {
    market.submit("A", 1, sell("SKY", 5, 90));
    assertThat(market.submit("B", 2, buy("SKY", 5, 100)))
        .containsExactly(
            "B accepted",
            "5 SKY at 90: A.0 -> B.0, taker BUY",
            "A.0 FILLED 5 in 1",
            "A ended FILLED, purse 0",
            "B.0 FILLED 5 in 1",
            "B ended FILLED, purse 50",
            "SKY [] [] last 90");
  }

  @Test
  void tradesAtThePriceOfTheRestingBuy() {
    market.submit("A", 1, buy("SKY", 5, 100));
    assertThat(market.submit("B", 2, sell("SKY", 5, 90)))
        .containsExactly(
            "B accepted",
            "5 SKY at 100: B.0 -> A.0, taker SELL",
            "A.0 FILLED 5 in 1",
            "A ended FILLED, purse 0",
            "B.0 FILLED 5 in 1",
            "B ended FILLED, purse 0",
            "SKY [] [] last 100");
  }

  @Test
  void takesTheBestPriceFirstAndTheEarliestAtOnePrice() {
    market.submit("A", 1, sell("SKY", 2, 101));
    market.submit("B", 2, sell("SKY", 2, 100));
    market.submit("C", 3, sell("SKY", 2, 100));
    assertThat(market.submit("D", 4, buy("SKY", 5, 101)))
        .containsExactly(
            "D accepted",
            "2 SKY at 100: B.0 -> D.0, taker BUY",
            "B.0 FILLED 2 in 1",
            "B ended FILLED, purse 0",
            "2 SKY at 100: C.0 -> D.0, taker BUY",
            "C.0 FILLED 2 in 1",
            "C ended FILLED, purse 0",
            "1 SKY at 101: A.0 -> D.0, taker BUY",
            "D.0 FILLED 5 in 3",
            "D ended FILLED, purse 4",
            "SKY [] [101x1] last 101");
  }

  @Test
  void takesTheHighestBidFirst() {
    market.submit("A", 1, buy("SKY", 1, 99));
    market.submit("B", 2, buy("SKY", 1, 100));
    assertThat(market.submit("C", 3, sell("SKY", 2, 99)))
        .contains("1 SKY at 100: C.0 -> B.0, taker SELL", "1 SKY at 99: C.0 -> A.0, taker SELL")
        .endsWith("SKY [] [] last 99");
  }

  @Test
  void stopsAtTheLimitAndRestsWhatIsLeftAsTheNewBest() {
    market.submit("A", 1, sell("SKY", 2, 100));
    market.submit("B", 1, sell("SKY", 2, 102));
    assertThat(market.submit("C", 2, buy("SKY", 5, 101)))
        .containsExactly(
            "C accepted",
            "2 SKY at 100: A.0 -> C.0, taker BUY",
            "A.0 FILLED 2 in 1",
            "A ended FILLED, purse 0",
            "SKY [101x3] [102x2] last 100");
    assertThat(market.submit("D", 3, sell("SKY", 3, 101)))
        .contains("3 SKY at 101: D.0 -> C.0, taker SELL")
        .endsWith("SKY [] [102x2] last 101");
  }

  @Test
  void doesNotTradeBeyondTheLimit() {
    market.submit("A", 1, sell("SKY", 2, 101));
    assertThat(market.submit("B", 2, buy("SKY", 2, 100)))
        .containsExactly("B accepted", "SKY [100x2] [101x2] last 0");
  }

  @Test
  void cancelledHeadMiddleOrTailLosesNobodyBehindIt() {
    for (int cancelled = 0; cancelled < 3; cancelled++) {
      Market fresh = new Market();
      for (int i = 0; i < 3; i++) {
        fresh.submit("S" + i, 1, sell("SKY", 1, 100));
      }
      assertThat(fresh.cancel("S" + cancelled))
          .containsExactly(
              "S" + cancelled + ".0 CANCELLED 0 in 0",
              "S" + cancelled + " ended CANCELLED, purse 0",
              "SKY [] [100x2] last 0");
      List<String> swept = fresh.submit("B", 2, buy("SKY", 3, 100));
      for (int i = 0; i < 3; i++) {
        String trade = "1 SKY at 100: S" + i + ".0 -> B.0, taker BUY";
        if (i == cancelled) {
          assertThat(swept).doesNotContain(trade);
        } else {
          assertThat(swept).contains(trade);
        }
      }
      assertThat(swept).endsWith("SKY [100x1] [] last 100");
    }
  }

  @Test
  void keepsItsPlaceAfterAPartialFill() {
    market.submit("A", 1, sell("SKY", 5, 100));
    market.submit("B", 2, sell("SKY", 5, 100));
    market.submit("C", 3, buy("SKY", 2, 100));
    assertThat(market.submit("D", 3, buy("SKY", 4, 100)))
        .containsSubsequence(
            "3 SKY at 100: A.0 -> D.0, taker BUY", "1 SKY at 100: B.0 -> D.0, taker BUY");
  }

  @Test
  void cancelAfterAPartialFillTellsWhatWasExecuted() {
    market.submit("A", 1, sell("SKY", 5, 100));
    market.submit("B", 2, buy("SKY", 2, 100));
    assertThat(market.cancel("A"))
        .containsExactly(
            "A.0 CANCELLED 2 in 1", "A ended PARTLY_FILLED, purse 0", "SKY [] [] last 100");
  }

  @Test
  void refusesAStaleCancel() {
    market.submit("A", 1, sell("SKY", 5, 100));
    market.submit("B", 2, buy("SKY", 5, 100));
    market.submit("C", 1, sell("SKY", 5, 100));
    market.cancel("C");
    market.group("D", 1, IOC, null, sell("SKY", 1, 100));
    assertThat(market.cancel("A")).containsExactly("cancel of A TOO_LATE");
    assertThat(market.cancel("C")).containsExactly("cancel of C TOO_LATE");
    assertThat(market.cancel("D")).containsExactly("cancel of D UNKNOWN_GROUP");
  }

  @Test
  void immediateOrCancelBooksNoRest() {
    market.submit("A", 1, sell("SKY", 2, 100));
    assertThat(market.submit("B", 2, IOC, buy("SKY", 5, 100)))
        .containsExactly(
            "B accepted",
            "2 SKY at 100: A.0 -> B.0, taker BUY",
            "A.0 FILLED 2 in 1",
            "A ended FILLED, purse 0",
            "B.0 KILLED 2 in 1",
            "B ended PARTLY_FILLED, purse 300",
            "SKY [] [] last 100");
    assertThat(market.submit("C", 3, sell("SKY", 1, 1)))
        .containsExactly("C accepted", "SKY [] [1x1] last 100");
  }

  @Test
  void immediateOrCancelThatFindsNothingIsKilled() {
    assertThat(market.submit("A", 1, IOC, buy("SKY", 5, 100)))
        .containsExactly("A accepted", "A.0 KILLED 0 in 0", "A ended KILLED, purse 500");
  }

  @Test
  void immediateOrCancelThatIsFilledIsFilled() {
    market.submit("A", 1, sell("SKY", 5, 100));
    assertThat(market.submit("B", 2, IOC, buy("SKY", 5, 100)))
        .contains("B.0 FILLED 5 in 1", "B ended FILLED, purse 0");
  }

  @Test
  void fillOrKillOfOneLegIsFilledAcrossLevels() {
    market.submit("A", 1, sell("SKY", 2, 100));
    market.submit("B", 1, sell("SKY", 3, 101));
    assertThat(market.submit("C", 2, FOK, buy("SKY", 5, 101)))
        .contains("C.0 FILLED 5 in 2", "C ended FILLED, purse 2")
        .endsWith("SKY [] [] last 101");
  }

  @Test
  void fillOrKillOfOneLegIsKilledWhenOneLotIsMissing() {
    market.submit("A", 1, sell("SKY", 4, 100));
    market.submit("B", 1, sell("SKY", 1, 102));
    assertThat(market.submit("C", 2, FOK, buy("SKY", 5, 101)))
        .containsExactly("C accepted", "C.0 KILLED 0 in 0", "C ended KILLED, purse 505");
  }

  @Test
  void fiveThousandFillsInOneSweep() {
    for (int i = 0; i < 5_000; i++) {
      market.submit("S" + i, 1, sell("SKY", 2, 100 + i % 50));
    }
    List<String> swept = market.submit("B", 2, buy("SKY", 10_000, 149));
    assertThat(swept).filteredOn(it -> it.contains(" -> B.0")).hasSize(5_000);
    assertThat(swept).contains("B.0 FILLED 10000 in 5000").endsWith("SKY [] [] last 149");
    assertThat(market.engine.openOrders()).isZero();
  }

  @Test
  void pricesNearTheEndsOfTheDomain() {
    market.submit("A", 1, sell("SKY", 10_000, 1_000_000));
    market.submit("B", 2, buy("SKY", 10_000, 1));
    assertThat(market.submit("C", 3, buy("SKY", 10_000, 1_000_000)))
        .contains("10000 SKY at 1000000: A.0 -> C.0, taker BUY")
        .endsWith("SKY [1x10000] [] last 1000000");
    assertThat(market.submit("D", 3, sell("SKY", 10_000, 1)))
        .contains("10000 SKY at 1: D.0 -> B.0, taker SELL")
        .endsWith("SKY [] [] last 1");
  }

  @Test
  void publishesTwentyLevelsOfASide() {
    List<String> last = List.of();
    for (int i = 1; i <= 25; i++) {
      last = market.submit("B" + i, 1, buy("SKY", i, i));
    }
    assertThat(last.getLast()).startsWith("SKY [25x25 24x24 ").endsWith(" 6x6] [] last 0");
  }
}
