package io.dams.matching.engine;

import static io.dams.contracts.order.TimeInForce.FOK;
import static io.dams.matching.engine.Market.buy;
import static io.dams.matching.engine.Market.sell;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SelfTradePreventionTest {

  private final Market market = new Market();

  @Test
  void cancelsTheRestingOrderAndGoesOn() {
    market.submit("A", 1, sell("SKY", 2, 99));
    market.submit("B", 2, sell("SKY", 2, 100));
    assertThat(market.submit("C", 1, buy("SKY", 2, 100)))
        .containsExactly(
            "C accepted",
            "A.0 SELF_TRADE 0 in 0",
            "A ended CANCELLED, purse 0",
            "2 SKY at 100: B.0 -> C.0, taker BUY",
            "B.0 FILLED 2 in 1",
            "B ended FILLED, purse 0",
            "C.0 FILLED 2 in 1",
            "C ended FILLED, purse 0",
            "SKY [] [] last 100");
  }

  @Test
  void leavesOwnOrdersAloneThatItDoesNotReach() {
    market.submit("A", 1, sell("SKY", 2, 101));
    assertThat(market.submit("C", 1, buy("SKY", 2, 100)))
        .containsExactly("C accepted", "SKY [100x2] [101x2] last 0");
  }

  @Test
  void fillOrKillLeavesOutOwnOrdersAndCancelsNone() {
    market.submit("A", 1, sell("SKY", 2, 99));
    market.submit("B", 2, sell("SKY", 2, 100));
    market.submit("D", 1, sell("SKY", 2, 100));
    market.submit("E", 3, sell("SKY", 2, 100));
    assertThat(market.submit("C", 1, FOK, buy("SKY", 3, 100)))
        .containsExactly(
            "C accepted",
            "2 SKY at 100: B.0 -> C.0, taker BUY",
            "B.0 FILLED 2 in 1",
            "B ended FILLED, purse 0",
            "1 SKY at 100: E.0 -> C.0, taker BUY",
            "C.0 FILLED 3 in 2",
            "C ended FILLED, purse 0",
            "SKY [] [99x2 100x3] last 100");
  }

  @Test
  void killedFillOrKillCancelsNothing() {
    market.submit("A", 1, sell("SKY", 2, 99));
    market.submit("B", 2, sell("SKY", 2, 100));
    assertThat(market.submit("C", 1, FOK, buy("SKY", 3, 100)))
        .containsExactly("C accepted", "C.0 KILLED 0 in 0", "C ended KILLED, purse 300");
    assertThat(market.engine.openOrders()).isEqualTo(2);
  }

  @Test
  void cancelsAllPartsOfALinkedLegThatQueuedOneByOne() {
    market.submit("L", 1, sell("SKY", 4, 10), buy("BEAN", 4, 10));
    market.submit("X", 2, buy("SKY", 2, 10));
    market.submit("Y", 3, buy("BEAN", 1, 10));
    market.submit("Z", 2, buy("SKY", 1, 10));
    assertThat(market.submit("O", 1, sell("BEAN", 1, 10)))
        .containsExactly(
            "O accepted",
            "L.1 SELF_TRADE 0 in 0",
            "1 BEAN at 10: O.0 -> Y.0, taker SELL",
            "Y.0 FILLED 1 in 1",
            "Y ended FILLED, purse 0",
            "O.0 FILLED 1 in 1",
            "O ended FILLED, purse 0",
            "L.0 LINK_ENDED 3 in 2",
            "L ended PARTLY_FILLED, purse 30",
            "BEAN [] [] last 10",
            "SKY [] [] last 10");
  }
}
