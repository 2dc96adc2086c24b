package io.dams.frontoffice.quote;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.topic.CoreEvent.Level;
import io.dams.frontoffice.quote.SwapMath.SwapAnswer;
import io.dams.frontoffice.quote.SwapMath.Walk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SwapMathTest {

  @Test
  void sellsAtTheBestBidsAndFreezesTheWorstOneTouched() {
    Walk walk = SwapMath.sell(List.of(new Level(110, 3), new Level(105, 4), new Level(90, 9)), 5);
    assertThat(walk).isEqualTo(new Walk(5, 3 * 110 + 2 * 105, 105));
  }

  @Test
  void leavesOverWhatAffordsNoFurtherLot() {
    SwapAnswer answer =
        SwapMath.swap(
            List.of(new Level(100, 10)), List.of(new Level(30, 2), new Level(33, 5)), 2, 1, 100);
    assertThat(answer)
        .isEqualTo(new SwapAnswer.Swapped(new Walk(2, 200, 100), new Walk(6, 192, 33), 8));
  }

  @Test
  void saysWhichBookIsTooThin() {
    List<Level> bids = List.of(new Level(100, 10));
    assertThat(SwapMath.swap(bids, List.of(new Level(1, 1)), 11, 1, 100))
        .isEqualTo(new SwapAnswer.TooFewBids(10));
    assertThat(SwapMath.swap(bids, List.of(new Level(101, 1)), 1, 1, 100))
        .isEqualTo(new SwapAnswer.TooFewAsks(0, 100));
    assertThat(SwapMath.swap(bids, List.of(new Level(50, 9)), 1, 3, 100))
        .isEqualTo(new SwapAnswer.TooFewAsks(2, 100));
  }

  @Test
  void keepsExactAtTheBoundsOfAContract() {
    long price = (1L << 62) - 1;
    Walk walk = SwapMath.sell(List.of(new Level(price, 1)), 1);
    assertThat(SwapMath.buy(List.of(new Level(price, 1)), walk.notionalUnits(), 1))
        .isEqualTo(new Walk(1, price, price));
  }

  /** Lot by lot, by a loop that cannot be wrong. */
  @Property(tries = 2_000)
  void buysWhatALotByLotWalkBuys(
      @ForAll("asks") List<Level> asks,
      @ForAll @LongRange(min = 0, max = 5_000) long tokens,
      @ForAll @LongRange(min = 1, max = 60) long maxLots) {
    long lots = 0;
    long left = tokens;
    long worst = 0;
    boolean going = true;
    for (Level level : asks) {
      for (long i = 0; going && i < level.lots(); i++) {
        if (level.priceUnits() > left || lots == maxLots) {
          going = false;
          break;
        }
        left -= level.priceUnits();
        lots++;
        worst = level.priceUnits();
      }
    }
    assertThat(SwapMath.buy(asks, tokens, maxLots)).isEqualTo(new Walk(lots, tokens - left, worst));
  }

  /** Not a unit of tokens comes from nowhere or gets lost, and the limits hold for every lot. */
  @Property(tries = 2_000)
  void earnedIsSpentPlusResidual(
      @ForAll("bids") List<Level> bids,
      @ForAll("asks") List<Level> asks,
      @ForAll @LongRange(min = 1, max = 40) long giveLots) {
    SwapAnswer answer = SwapMath.swap(bids, asks, giveLots, 1, 1_000);
    if (answer instanceof SwapAnswer.Swapped swapped) {
      assertThat(swapped.residualUnits()).isNotNegative();
      assertThat(swapped.sold().notionalUnits())
          .isEqualTo(swapped.bought().notionalUnits() + swapped.residualUnits());
      assertThat(swapped.sold().lots()).isEqualTo(giveLots);
      assertThat(swapped.sold().notionalUnits())
          .isGreaterThanOrEqualTo(giveLots * swapped.sold().worstPriceUnits());
      assertThat(swapped.bought().notionalUnits())
          .isLessThanOrEqualTo(swapped.bought().lots() * swapped.bought().worstPriceUnits());
    } else {
      long bidLots = bids.stream().mapToLong(Level::lots).sum();
      boolean sellable = bidLots >= giveLots;
      assertThat(answer)
          .isInstanceOf(sellable ? SwapAnswer.TooFewAsks.class : SwapAnswer.TooFewBids.class);
    }
  }

  @Provide
  Arbitrary<List<Level>> asks() {
    return levels(Comparator.comparingLong(Level::priceUnits));
  }

  @Provide
  Arbitrary<List<Level>> bids() {
    return levels(Comparator.comparingLong(Level::priceUnits).reversed());
  }

  private static Arbitrary<List<Level>> levels(Comparator<Level> order) {
    Arbitrary<Level> level =
        Combinators.combine(Arbitraries.longs().between(1, 200), Arbitraries.longs().between(1, 20))
            .as(Level::new);
    return level
        .list()
        .uniqueElements(Level::priceUnits)
        .ofMaxSize(8)
        .map(
            levels -> {
              List<Level> sorted = new ArrayList<>(levels);
              sorted.sort(order);
              return sorted;
            });
  }
}
