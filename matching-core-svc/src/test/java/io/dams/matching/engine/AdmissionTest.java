package io.dams.matching.engine;

import static io.dams.contracts.order.TimeInForce.GTC;
import static io.dams.matching.engine.Market.buy;
import static io.dams.matching.engine.Market.sell;
import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.ContractState;
import io.dams.contracts.order.ContractTerms;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  private final Market market = new Market();

  @Test
  void refusesAContractThatItDoesNotKnow() {
    assertThat(market.submit("A", 1, sell("SKY", 1, 10), buy("TEA", 1, 10)))
        .containsExactly("A rejected UNKNOWN_CONTRACT");
  }

  @Test
  void refusesLotsOutOfRange() {
    market.publish(terms(100, 1, 2, 10, 1_000));
    assertThat(market.submit("A", 1, sell("TEA", 1, 10)))
        .containsExactly("A rejected QUANTITY_OUT_OF_RANGE");
    assertThat(market.submit("B", 1, sell("TEA", 11, 10)))
        .containsExactly("B rejected QUANTITY_OUT_OF_RANGE");
    assertThat(market.submit("C", 1, sell("TEA", 2, 10))).startsWith("C accepted");
    assertThat(market.submit("D", 1, sell("TEA", 10, 10))).startsWith("D accepted");
  }

  @Test
  void refusesAPriceOutOfRangeOrOffTheTick() {
    market.publish(terms(100, 5, 1, 10, 1_000));
    assertThat(market.submit("A", 1, sell("TEA", 1, 1_005)))
        .containsExactly("A rejected PRICE_OUT_OF_RANGE");
    assertThat(market.submit("B", 1, sell("TEA", 1, 12)))
        .containsExactly("B rejected PRICE_OUT_OF_RANGE");
    assertThat(market.submit("C", 1, sell("TEA", 1, 1_000))).startsWith("C accepted");
  }

  @Test
  void refusesAGroupOfAnotherShard() {
    OrderGroupTerms terms = market.group("A", 1, GTC, null, sell("SKY", 1, 10));
    assertThat(market.submit(withShard(terms, 1))).containsExactly("A rejected WRONG_SHARD");
  }

  @Test
  void refusesALotThatHasChanged() {
    market.publish(terms(50, 1, 1, 10, 1_000));
    assertThat(market.submit("A", 1, sell("TEA", 1, 10)))
        .containsExactly("A rejected TERMS_CHANGED");
  }

  @Test
  void refusesATokenThatIsNotTheContracts() {
    OrderGroupTerms terms = market.group("A", 1, GTC, null, sell("SKY", 1, 10));
    OrderGroupTerms other =
        new OrderGroupTerms(
            terms.group(),
            terms.user(),
            new AssetCode("ABC"),
            0,
            GTC,
            null,
            terms.placedAt(),
            terms.legs());
    assertThat(market.submit(other)).containsExactly("A rejected UNKNOWN_CONTRACT");
  }

  @Test
  void refusesALinkedGroupWhosePurseCouldOverflow() {
    for (String point : List.of("C1", "C2")) {
      market.publish(terms(point, 100, 1, 1, 1L << 30, 1L << 31));
    }
    long lots = 1L << 30;
    assertThat(market.submit("A", 1, sell("C1", lots, 1), sell("C2", lots, 1), buy("SKY", 1, 1)))
        .containsExactly("A rejected QUANTITY_OUT_OF_RANGE");
    assertThat(market.submit("B", 1, sell("C1", lots, 1), buy("SKY", 1, 1)))
        .startsWith("B accepted");
    assertThat(
            market.submit(
                "C", 1, buy("C1", lots, 1L << 31), buy("C2", lots, 1L << 31), sell("SKY", 1, 1)))
        .containsExactly("C rejected QUANTITY_OUT_OF_RANGE");
  }

  @Test
  void validatesAllLegsBeforeItTouchesABook() {
    market.submit("M", 2, buy("SKY", 1, 10));
    String before = market.state();
    assertThat(market.submit("A", 1, sell("SKY", 1, 10), buy("BEAN", 10_001, 10)))
        .containsExactly("A rejected QUANTITY_OUT_OF_RANGE");
    assertThat(market.state()).isEqualTo(before);
  }

  private static ContractTerms terms(long lot, long tick, long minLots, long maxLots, long max) {
    return terms("TEA", lot, tick, minLots, maxLots, max);
  }

  private static ContractTerms terms(
      String point, long lot, long tick, long minLots, long maxLots, long maxPrice) {
    AssetCode code = new AssetCode(point);
    return new ContractTerms(
        ContractId.of(code, Market.TOKEN),
        code,
        Market.TOKEN,
        0,
        0,
        2,
        lot,
        tick,
        minLots,
        maxLots,
        maxPrice,
        0,
        ContractState.OPEN);
  }

  private static OrderGroupTerms withShard(OrderGroupTerms terms, int shard) {
    List<LegTerms> legs = terms.legs();
    return new OrderGroupTerms(
        terms.group(),
        terms.user(),
        terms.token(),
        shard,
        terms.timeInForce(),
        terms.expiresAt(),
        terms.placedAt(),
        legs);
  }
}
