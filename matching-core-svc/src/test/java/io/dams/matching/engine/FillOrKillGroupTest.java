package io.dams.matching.engine;

import static io.dams.contracts.order.TimeInForce.FOK;
import static io.dams.matching.engine.Market.buy;
import static io.dams.matching.engine.Market.sell;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FillOrKillGroupTest {

  private final Market market = new Market();

  @Test
  void executesAllLegsAcrossTheirBooksSellsFirst() {
    market.submit("A", 2, sell("BEAN", 3, 15));
    market.submit("B", 3, buy("SKY", 2, 12));
    market.submit("C", 3, buy("MART", 2, 11));
    assertThat(
            market.submit("F", 1, FOK, buy("BEAN", 3, 15), sell("SKY", 2, 12), sell("MART", 2, 11)))
        .containsExactly(
            "F accepted",
            "2 SKY at 12: F.1 -> B.0, taker SELL",
            "B.0 FILLED 2 in 1",
            "B ended FILLED, purse 0",
            "F.1 FILLED 2 in 1",
            "2 MART at 11: F.2 -> C.0, taker SELL",
            "C.0 FILLED 2 in 1",
            "C ended FILLED, purse 0",
            "F.2 FILLED 2 in 1",
            "3 BEAN at 15: A.0 -> F.0, taker BUY",
            "A.0 FILLED 3 in 1",
            "A ended FILLED, purse 0",
            "F.0 FILLED 3 in 1",
            "F ended FILLED, purse 1",
            "SKY [] [] last 12",
            "MART [] [] last 11",
            "BEAN [] [] last 15");
  }

  @Test
  void isKilledWhenOneSellLacksOneLot() {
    market.submit("A", 2, sell("BEAN", 3, 1));
    market.submit("B", 3, buy("SKY", 2, 12));
    market.submit("C", 3, buy("MART", 1, 11));
    String before = market.state();
    assertThat(
            market.submit("F", 1, FOK, buy("BEAN", 3, 15), sell("SKY", 2, 12), sell("MART", 2, 11)))
        .containsExactly(
            "F accepted",
            "F.0 KILLED 0 in 0",
            "F.1 KILLED 0 in 0",
            "F.2 KILLED 0 in 0",
            "F ended KILLED, purse 0");
    assertThat(market.state()).isEqualTo(before);
  }

  @Test
  void isKilledWhenTheBuyLacksOneLot() {
    market.submit("A", 2, sell("BEAN", 2, 1));
    market.submit("B", 3, buy("SKY", 2, 12));
    String before = market.state();
    assertThat(market.submit("F", 1, FOK, sell("SKY", 2, 12), buy("BEAN", 3, 1)))
        .contains("F ended KILLED, purse 0");
    assertThat(market.state()).isEqualTo(before);
  }

  @Test
  void isKilledWhenTheProceedsDoNotPayForTheBuys() {
    market.submit("A", 2, sell("BEAN", 1, 25));
    market.submit("B", 3, buy("SKY", 2, 12));
    assertThat(market.submit("F", 1, FOK, sell("SKY", 2, 12), buy("BEAN", 1, 25)))
        .contains("F ended KILLED, purse 0");
  }

  @Test
  void paysFromWhatItsSellsActuallyEarned() {
    market.submit("A", 2, sell("BEAN", 1, 25));
    market.submit("B", 3, buy("SKY", 2, 13));
    // At the limit of 12 the sells would earn 24 only; they earn 26.
    assertThat(market.submit("F", 1, FOK, sell("SKY", 2, 12), buy("BEAN", 1, 30)))
        .contains("F ended FILLED, purse 1");
  }

  @Test
  void leavesOutTheUsersOwnOrders() {
    market.submit("O", 1, sell("BEAN", 3, 10));
    market.submit("A", 2, sell("BEAN", 2, 12));
    market.submit("B", 3, buy("SKY", 3, 12));
    assertThat(market.submit("F", 1, FOK, sell("SKY", 3, 12), buy("BEAN", 3, 12)))
        .contains("F ended KILLED, purse 0");
    assertThat(market.submit("G", 1, FOK, sell("SKY", 2, 12), buy("BEAN", 2, 12)))
        .contains("2 BEAN at 12: A.0 -> G.1, taker BUY", "G ended FILLED, purse 0")
        .endsWith("SKY [12x1] [] last 12", "BEAN [] [10x3] last 12");
  }

  @Test
  void othersAreFundedOnlyAfterAllItsLegs() {
    // L's sell is hit by F's buy; L then buys SKY, which F sold. L must not come between.
    market.submit("L", 2, sell("BEAN", 2, 10), buy("MART", 2, 10));
    market.submit("M", 4, sell("MART", 2, 10));
    market.submit("B", 3, buy("SKY", 2, 10));
    assertThat(market.submit("F", 1, FOK, sell("SKY", 2, 10), buy("BEAN", 2, 10)))
        .containsSubsequence(
            "2 SKY at 10: F.0 -> B.0, taker SELL",
            "2 BEAN at 10: L.0 -> F.1, taker BUY",
            "F ended FILLED, purse 0",
            "2 MART at 10: M.0 -> L.1, taker BUY",
            "L ended FILLED, purse 0");
  }

  @Test
  void executesOnTheBooksItWasFoundFeasibleOnAlthoughItEndsALink() {
    // F's sell fills L's only buy, whose other sell is what F's buy was counted on.
    market.submit("L", 2, sell("BEAN", 4, 10), sell("MART", 4, 10), buy("SKY", 1, 20));
    market.submit("X", 3, buy("BEAN", 2, 10));
    assertThat(market.submit("F", 1, FOK, sell("SKY", 1, 20), buy("MART", 2, 10)))
        .containsExactly(
            "F accepted",
            "1 SKY at 20: F.0 -> L.2, taker SELL",
            "L.2 FILLED 1 in 1",
            "F.0 FILLED 1 in 1",
            "2 MART at 10: L.1 -> F.1, taker BUY",
            "F.1 FILLED 2 in 1",
            "F ended FILLED, purse 0",
            "L.0 LINK_ENDED 2 in 1",
            "L.1 LINK_ENDED 2 in 1",
            "L ended PARTLY_FILLED, purse 20",
            "SKY [] [] last 20",
            "MART [] [] last 10",
            "BEAN [] [] last 10");
  }
}
