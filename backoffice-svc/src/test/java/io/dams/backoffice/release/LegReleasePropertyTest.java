package io.dams.backoffice.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.money.Asset;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.money.FeeRatio;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.Side;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Invariants 2 and 3 of a sell leg's end. */
class LegReleasePropertyTest {

  private static final OrderGroupId GROUP = new OrderGroupId(8_000);

  /** executed + charged + returned = reserved for each of 1 to 7 legs, filled in any order. */
  @Property(tries = 2_000)
  void dividesEveryReserveToTheUnit(
      @ForAll("sells") @Size(min = 1, max = 7) List<LegTerms> legs, @ForAll Random random) {
    for (LegTerms leg : legs) {
      long executed = leg.lotUnits() * Math.floorMod(random.nextLong(), leg.lots() + 1);
      LegRelease release = LegRelease.of(leg, executed);

      assertThat(release.chargedUnits()).isBetween(0L, leg.feeUnits());
      assertThat(release.returnedUnits()).isNotNegative();
      assertThat(executed + release.chargedUnits() + release.returnedUnits())
          .isEqualTo(leg.reserveUnits());
      assertThat(BigInteger.valueOf(release.chargedUnits()))
          .isEqualTo(
              BigInteger.valueOf(leg.feeUnits())
                  .multiply(BigInteger.valueOf(executed))
                  .divide(BigInteger.valueOf(leg.quantityUnits())));
    }
  }

  /** The same lots in other portions and another order cost the same fee. */
  @Property(tries = 500)
  void chargesTheSameInWhateverPortionsItIsFilled(
      @ForAll("sells") @Size(1) List<LegTerms> one,
      @ForAll @IntRange(min = 1, max = 20) int portions,
      @ForAll Random random) {
    LegTerms leg = one.getFirst();
    List<Long> fills = new ArrayList<>();
    long left = leg.lots();
    for (int i = 1; i < portions && left > 0; i++) {
      long fill = Math.floorMod(random.nextLong(), left + 1);
      fills.add(fill);
      left -= fill;
    }
    long executed = fills.stream().mapToLong(Long::longValue).sum();
    Collections.shuffle(fills, random);
    long charged = 0;
    long sum = 0;
    for (long fill : fills) {
      long before = LegRelease.of(leg, sum * leg.lotUnits()).chargedUnits();
      sum += fill;
      charged += LegRelease.of(leg, sum * leg.lotUnits()).chargedUnits() - before;
    }
    assertThat(charged).isEqualTo(LegRelease.of(leg, executed * leg.lotUnits()).chargedUnits());
  }

  /**
   * 1 to 7 legs at 3.33 % in points of 0, 3 and 8 decimals, as people write them: whatever is
   * executed, the decimals add up to what was reserved.
   */
  @Property(tries = 300)
  void chargesAndReturnsExactlyWithAnyNumberOfDecimals(
      @ForAll @IntRange(min = 1, max = 7) int legs, @ForAll Random random) {
    for (int scale : new int[] {0, 3, 8}) {
      Asset point = new Asset(new AssetCode("SKY"), scale);
      for (int i = 0; i < legs; i++) {
        LegTerms leg = sell(1 + random.nextInt(1_000_000), 1 + random.nextInt(1_000), 33_300);
        long executed = leg.lotUnits() * random.nextLong(leg.lots() + 1);
        LegRelease release = LegRelease.of(leg, executed);
        BigDecimal sum =
            new BigDecimal(point.text(executed))
                .add(new BigDecimal(point.text(release.chargedUnits())))
                .add(new BigDecimal(point.text(release.returnedUnits())));
        assertThat(sum).isEqualByComparingTo(point.text(leg.reserveUnits()));
        BigDecimal exact =
            new BigDecimal(point.text(leg.feeUnits()))
                .multiply(BigDecimal.valueOf(executed))
                .divide(BigDecimal.valueOf(leg.quantityUnits()), scale, RoundingMode.FLOOR);
        assertThat(new BigDecimal(point.text(release.chargedUnits()))).isEqualByComparingTo(exact);
      }
    }
  }

  /** The seed's question: a whole cancel returns the whole fee, with nothing left at the tail. */
  @Example
  void returnsTheWholeFeeWhenNothingWasExecuted() {
    LegTerms leg = sell(7, 1, 33_300);
    assertThat(LegRelease.of(leg, 0)).isEqualTo(new LegRelease(0, leg.reserveUnits()));
  }

  @Example
  void chargesTheWholeFeeWhenEverythingWasExecuted() {
    LegTerms leg = sell(1_000, 10, 33_300);
    assertThat(LegRelease.of(leg, leg.quantityUnits()))
        .isEqualTo(new LegRelease(leg.feeUnits(), 0));
  }

  @Example
  void refusesMoreThanWasOrderedAndBuyLegs() {
    LegTerms leg = sell(10, 10, 10_000);
    assertThatThrownBy(() -> LegRelease.of(leg, 110)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LegRelease.of(leg, -10)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LegRelease.of(leg(Side.BUY, 10, 10, 0), 10))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Quantities up to the bound of a contract; fees of 0, 3.33 %, anything, 100 %. */
  @Provide
  Arbitrary<List<LegTerms>> sells() {
    Arbitrary<Long> lots = Arbitraries.longs().between(1, 1L << 40);
    Arbitrary<Long> lotUnits = Arbitraries.of(1L, 10L, 100L, 1_000L, 100_000L);
    Arbitrary<Integer> ppm =
        Arbitraries.oneOf(
            Arbitraries.of(0, 33_300, 1_000_000), Arbitraries.integers().between(0, 1_000_000));
    return Combinators.combine(lots, lotUnits, ppm).as(LegReleasePropertyTest::sell).list();
  }

  private static LegTerms sell(long lots, long lotUnits, int ppm) {
    return leg(Side.SELL, lots, lotUnits, new FeeRatio(ppm).feeUnits(lots * lotUnits));
  }

  private static LegTerms leg(Side side, long lots, long lotUnits, long feeUnits) {
    LegId id = GROUP.leg(0);
    AssetCode point = new AssetCode("SKY");
    return new LegTerms(
        id, new ContractId("SKY-DMT"), point, side, lots, lotUnits, 5, feeUnits, "uid");
  }
}
