package io.dams.matching.engine;

import static io.dams.matching.engine.Market.buy;
import static io.dams.matching.engine.Market.sell;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LinkedFundingTest {

  private final Market market = new Market();

  @Test
  void buysNothingBeforeItSold() {
    assertThat(market.submit("L", 1, sell("SKY", 4, 10), buy("BEAN", 2, 20)))
        .containsExactly("L accepted", "SKY [] [10x4] last 0");
  }

  @Test
  void queuesWhatBecameAffordable() {
    market.submit("L", 1, sell("SKY", 4, 10), buy("BEAN", 2, 20));
    assertThat(market.submit("X", 2, buy("SKY", 3, 10)))
        .containsExactly(
            "X accepted",
            "3 SKY at 10: L.0 -> X.0, taker BUY",
            "X.0 FILLED 3 in 1",
            "X ended FILLED, purse 0",
            "SKY [] [10x1] last 10",
            "BEAN [20x1] [] last 0");
  }

  @Test
  void buysAtOnceWhenTheBookHasItAndKeepsTheRest() {
    market.submit("M", 3, sell("BEAN", 5, 15));
    market.submit("N", 4, buy("SKY", 5, 12));
    assertThat(market.submit("L", 1, sell("SKY", 4, 10), buy("BEAN", 2, 20)))
        .containsExactly(
            "L accepted",
            "4 SKY at 12: L.0 -> N.0, taker SELL",
            "L.0 FILLED 4 in 1",
            "2 BEAN at 15: M.0 -> L.1, taker BUY",
            "L.1 FILLED 2 in 1",
            "L ended FILLED, purse 18",
            "SKY [12x1] [] last 12",
            "BEAN [] [15x3] last 15");
  }

  @Test
  void whatAnotherPriceSavesBuysFurtherLotsUpToWhatWasOrdered() {
    market.submit("M", 3, sell("BEAN", 5, 10));
    market.submit("N", 4, buy("SKY", 4, 10));
    // 40 earned: 2 lots at 20 are affordable, at 10 they cost 20; 20 more buy 1, then 10 buy none.
    assertThat(market.submit("L", 1, sell("SKY", 4, 10), buy("BEAN", 5, 20)))
        .containsExactly(
            "L accepted",
            "4 SKY at 10: L.0 -> N.0, taker SELL",
            "N.0 FILLED 4 in 1",
            "N ended FILLED, purse 0",
            "L.0 FILLED 4 in 1",
            "2 BEAN at 10: M.0 -> L.1, taker BUY",
            "1 BEAN at 10: M.0 -> L.1, taker BUY",
            "L.1 FUNDS_EXHAUSTED 3 in 2",
            "L ended PARTLY_FILLED, purse 10",
            "SKY [] [] last 10",
            "BEAN [] [10x2] last 10");
  }

  @Test
  void newlyAffordableLotsQueueBehindThoseWhoCameMeanwhile() {
    market.submit("L", 1, sell("SKY", 4, 10), buy("BEAN", 4, 10));
    market.submit("X", 2, buy("SKY", 1, 10));
    market.submit("Y", 3, buy("BEAN", 1, 10));
    market.submit("Z", 2, buy("SKY", 1, 10));
    assertThat(market.submit("S", 4, sell("BEAN", 3, 10)))
        .containsSubsequence(
            "1 BEAN at 10: S.0 -> L.1, taker SELL",
            "1 BEAN at 10: S.0 -> Y.0, taker SELL",
            "1 BEAN at 10: S.0 -> L.1, taker SELL");
  }

  @Test
  void fundsExhaustedWhenNoSellIsLiveAndThePurseAffordsNoLot() {
    market.submit("L", 1, sell("SKY", 2, 10), buy("BEAN", 1, 15));
    market.submit("X", 2, buy("SKY", 1, 10));
    assertThat(market.cancel("L", 0))
        .containsExactly(
            "L.0 CANCELLED 1 in 1",
            "L.1 FUNDS_EXHAUSTED 0 in 0",
            "L ended PARTLY_FILLED, purse 10",
            "SKY [] [] last 10");
  }

  @Test
  void fundedLotsGoOnWhenTheSellsAreDoneAndTheRestThenEnds() {
    market.submit("L", 1, sell("SKY", 3, 10), buy("BEAN", 2, 20));
    assertThat(market.submit("X", 2, buy("SKY", 3, 10))).endsWith("BEAN [20x1] [] last 0");
    assertThat(market.submit("S", 3, sell("BEAN", 5, 20)))
        .containsExactly(
            "S accepted",
            "1 BEAN at 20: S.0 -> L.1, taker SELL",
            "L.1 FUNDS_EXHAUSTED 1 in 1",
            "L ended PARTLY_FILLED, purse 10",
            "BEAN [] [20x4] last 20");
  }

  @Test
  void remainingSellsEndWhenAllBuysAreDone() {
    market.submit("L", 1, sell("SKY", 4, 10), sell("MART", 4, 10), buy("BEAN", 1, 20));
    market.submit("S", 3, sell("BEAN", 1, 20));
    assertThat(market.submit("X", 2, buy("SKY", 2, 10)))
        .containsExactly(
            "X accepted",
            "2 SKY at 10: L.0 -> X.0, taker BUY",
            "X.0 FILLED 2 in 1",
            "X ended FILLED, purse 0",
            "1 BEAN at 20: S.0 -> L.2, taker BUY",
            "S.0 FILLED 1 in 1",
            "S ended FILLED, purse 0",
            "L.2 FILLED 1 in 1",
            "L.0 LINK_ENDED 2 in 1",
            "L.1 LINK_ENDED 0 in 0",
            "L ended PARTLY_FILLED, purse 0",
            "SKY [] [] last 10",
            "BEAN [] [] last 20",
            "MART [] [] last 0");
  }

  @Test
  void cancelOfTheOnlyBuyEndsTheSells() {
    market.submit("L", 1, sell("SKY", 4, 10), buy("BEAN", 1, 20));
    assertThat(market.cancel("L", 1))
        .containsExactly(
            "L.1 CANCELLED 0 in 0",
            "L.0 LINK_ENDED 0 in 0",
            "L ended CANCELLED, purse 0",
            "SKY [] [] last 0");
  }

  @Test
  void cancelOfTheGroupEndsAllLegsAndTellsThePurse() {
    market.submit("L", 1, sell("SKY", 4, 10), buy("BEAN", 2, 20));
    market.submit("X", 2, buy("SKY", 3, 10));
    assertThat(market.cancel("L"))
        .containsExactly(
            "L.0 CANCELLED 3 in 1",
            "L.1 CANCELLED 0 in 0",
            "L ended PARTLY_FILLED, purse 30",
            "SKY [] [] last 10",
            "BEAN [] [] last 0");
  }

  @Test
  void dividesThePurseByLimitNotionalInWholeLots() {
    market.submit("L", 1, sell("SKY", 10, 30), buy("BEAN", 20, 10), buy("MART", 5, 20));
    // 90 earned; limit notionals 200 and 100: 60 and 30, that is 6 lots and 1, the rest saved.
    assertThat(market.submit("X", 2, buy("SKY", 3, 30)))
        .endsWith("SKY [] [30x7] last 30", "BEAN [10x7] [] last 0", "MART [20x1] [] last 0");
    // 180 earned: 120 and 60, that is 12 lots and 3.
    assertThat(market.submit("Y", 2, buy("SKY", 3, 30)))
        .endsWith("SKY [] [30x4] last 30", "BEAN [10x12] [] last 0", "MART [20x3] [] last 0");
  }

  @Test
  void showsNoTokenTwice() {
    market.submit("L", 1, sell("SKY", 1, 50), buy("BEAN", 5, 10), buy("MART", 5, 10));
    assertThat(market.submit("X", 2, buy("SKY", 1, 50)))
        .endsWith("SKY [] [] last 50", "BEAN [10x3] [] last 0", "MART [10x2] [] last 0");
  }

  @Test
  void theShareOfACancelledBuyGoesToTheOthers() {
    market.submit("L", 1, sell("SKY", 1, 50), buy("BEAN", 5, 10), buy("MART", 5, 10));
    market.submit("X", 2, buy("SKY", 1, 50));
    assertThat(market.cancel("L", 1))
        .containsExactly("L.1 CANCELLED 0 in 0", "BEAN [] [] last 0", "MART [10x5] [] last 0");
  }

  @Test
  void newlyFundedGroupsAreProcessedFirstInFirstOut() {
    market.submit("P", 1, sell("SKY", 1, 10), buy("MART", 1, 10));
    market.submit("Q", 2, sell("SKY", 1, 11), buy("MART", 1, 11));
    market.submit("S", 3, sell("MART", 1, 10));
    // Both become funded by one sweep, P first; P gets the only lot although Q would pay more.
    assertThat(market.submit("X", 4, buy("SKY", 2, 11)))
        .containsExactly(
            "X accepted",
            "1 SKY at 10: P.0 -> X.0, taker BUY",
            "P.0 FILLED 1 in 1",
            "1 SKY at 11: Q.0 -> X.0, taker BUY",
            "Q.0 FILLED 1 in 1",
            "X.0 FILLED 2 in 2",
            "X ended FILLED, purse 1",
            "1 MART at 10: S.0 -> P.1, taker BUY",
            "S.0 FILLED 1 in 1",
            "S ended FILLED, purse 0",
            "P.1 FILLED 1 in 1",
            "P ended FILLED, purse 0",
            "SKY [] [] last 11",
            "MART [11x1] [] last 10");
  }

  @Test
  void groupsThatFeedEachOtherRunOutWithinTheCommand() {
    market.submit("P", 1, sell("SKY", 4, 10), buy("BEAN", 4, 10));
    market.submit("Q", 2, sell("BEAN", 4, 10), buy("SKY", 4, 10));
    assertThat(market.submit("X", 3, buy("SKY", 1, 10)))
        .contains("P.0 FILLED 4 in 4", "P.1 FILLED 4 in 4", "P ended FILLED, purse 0")
        .endsWith("SKY [10x1] [] last 10", "BEAN [] [] last 10");
  }

  @Test
  void oneCommandDividesABoundedNumberOfPursesAndTheNextGoesOnThere() {
    Market bounded = new Market(3);
    bounded.submit("P", 1, sell("SKY", 4, 10), buy("BEAN", 4, 10));
    bounded.submit("Q", 2, sell("BEAN", 4, 10), buy("SKY", 4, 10));
    assertThat(bounded.submit("X", 3, buy("SKY", 1, 10)))
        .filteredOn(it -> it.contains(" -> "))
        .hasSize(4);
    assertThat(bounded.engine.isDue(bounded.now())).isTrue();
    assertThat(bounded.submit("Y", 3, sell("SKY", 1, 10)))
        .startsWith("1 SKY at 10: P.0 -> Q.1, taker BUY")
        .contains("Y accepted");
    while (bounded.engine.isDue(bounded.now())) {
      bounded.tick(Duration.ofSeconds(1));
    }
    assertThat(bounded.cancel("P")).containsExactly("cancel of P TOO_LATE");
  }
}
