package io.dams.matching.engine;

import static io.dams.matching.engine.Market.buy;
import static io.dams.matching.engine.Market.sell;
import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.order.ContractState;
import io.dams.contracts.order.ContractTerms;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ContractTest {

  private final Market market = new Market();

  @Test
  void aHaltedContractTakesNoOrdersButCancelsAndExpiresThem() {
    market.submit("A", 1, sell("SKY", 5, 100));
    market.submit(
        "E",
        1,
        io.dams.contracts.order.TimeInForce.GTC,
        Market.START.plusSeconds(1),
        sell("SKY", 5, 101));
    assertThat(market.halt("SKY")).containsExactly("SKY published HALTED");
    assertThat(market.submit("B", 2, buy("SKY", 5, 100)))
        .containsExactly("B rejected CONTRACT_HALTED");
    assertThat(market.tick(Duration.ofSeconds(1))).contains("E ended EXPIRED, purse 0");
    assertThat(market.cancel("A")).contains("A ended CANCELLED, purse 0");
  }

  @Test
  void restingOrdersTradeAgainAfterAHalt() {
    market.submit("A", 1, sell("SKY", 5, 100));
    market.halt("SKY");
    assertThat(market.resume("SKY")).containsExactly("SKY published OPEN");
    assertThat(market.submit("B", 2, buy("SKY", 5, 100)))
        .contains("5 SKY at 100: A.0 -> B.0, taker BUY");
  }

  @Test
  void whatIsFundedDuringAHaltWaitsAndEntersInThatOrderWhenItEnds() {
    market.submit("P", 1, sell("SKY", 2, 10), buy("BEAN", 2, 10));
    market.submit("Q", 2, sell("SKY", 2, 10), buy("BEAN", 2, 10));
    market.submit("S", 3, sell("BEAN", 3, 10));
    market.halt("BEAN");
    assertThat(market.submit("X", 4, buy("SKY", 4, 10)))
        .doesNotContain("BEAN published HALTED")
        .endsWith(
            "Q.0 FILLED 2 in 1",
            "X.0 FILLED 4 in 2",
            "X ended FILLED, purse 0",
            "SKY [] [] last 10");
    assertThat(market.resume("BEAN"))
        .containsExactly(
            "BEAN published OPEN",
            "2 BEAN at 10: S.0 -> P.1, taker BUY",
            "P.1 FILLED 2 in 1",
            "P ended FILLED, purse 0",
            "1 BEAN at 10: S.0 -> Q.1, taker BUY",
            "S.0 FILLED 3 in 2",
            "S ended FILLED, purse 0",
            "BEAN [10x1] [] last 10");
  }

  @Test
  void aShareThatWaitsForAHaltIsNotGivenToOthers() {
    market.submit("L", 1, sell("SKY", 2, 10), buy("BEAN", 1, 10), buy("MART", 5, 10));
    market.halt("BEAN");
    assertThat(market.submit("X", 4, buy("SKY", 2, 10))).endsWith("MART [10x1] [] last 0");
    assertThat(market.cancel("L", 1))
        .containsExactly("L.1 CANCELLED 0 in 0", "MART [10x2] [] last 0");
    assertThat(market.resume("BEAN")).containsExactly("BEAN published OPEN");
  }

  @Test
  void changedTermsHoldForLaterGroupsOnly() {
    market.submit("A", 1, sell("SKY", 5, 100));
    market.publish(with(100, 40, 50, 0, 2, 0));
    assertThat(market.submit("B", 2, buy("SKY", 5, 100)))
        .containsExactly("B rejected QUANTITY_OUT_OF_RANGE");
    assertThat(market.submit("C", 2, buy("SKY", 40, 100)))
        .contains("5 SKY at 100: A.0 -> C.0, taker BUY");
  }

  @Test
  void theLotChangesOnlyWhileNoOrderIsOpen() {
    market.submit("A", 1, sell("SKY", 5, 100));
    assertThat(market.publish(with(50, 1, 10, 0, 2, 0)))
        .containsExactly("SKY refused: lotUnits cannot change while orders are open");
    market.cancel("A");
    assertThat(market.publish(with(50, 1, 10, 0, 2, 0))).containsExactly("SKY published OPEN");
  }

  @Test
  void anUnfundedLegIsAnOpenOrder() {
    market.submit("L", 1, sell("BEAN", 2, 10), buy("SKY", 1, 10));
    assertThat(market.publish(with(50, 1, 10, 0, 2, 0)))
        .containsExactly("SKY refused: lotUnits cannot change while orders are open");
  }

  @Test
  void scalesNeverChangeAndTheShardMustBeThisOne() {
    assertThat(market.publish(with(100, 1, 10, 1, 2, 0)))
        .containsExactly("SKY refused: pointScale cannot change");
    assertThat(market.publish(with(100, 1, 10, 0, 3, 0)))
        .containsExactly("SKY refused: tokenScale must be 2 in all contracts of the token");
    assertThat(market.publish(with(100, 1, 10, 0, 2, 1)))
        .containsExactly("SKY refused: it belongs to shard 1, not 0");
    assertThat(market.publish(with(100, 1, (1L << 40) + 1, 0, 2, 0)))
        .containsExactly("SKY refused: maxLots must be at most 1099511627776");
  }

  private static ContractTerms with(
      long lotUnits, long minLots, long maxLots, int pointScale, int tokenScale, int shard) {
    ContractTerms sky = Market.contract("SKY", ContractState.OPEN);
    return new ContractTerms(
        sky.contract(),
        sky.point(),
        sky.token(),
        shard,
        pointScale,
        tokenScale,
        lotUnits,
        1,
        minLots,
        maxLots,
        1_000,
        0,
        ContractState.OPEN);
  }
}
