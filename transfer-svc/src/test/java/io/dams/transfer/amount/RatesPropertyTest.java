package io.dams.transfer.amount;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.money.Asset;
import io.dams.contracts.money.AssetCode;
import io.dams.transfer.amount.Priced.Amounts;
import io.dams.transfer.amount.Priced.Refused;
import io.dams.transfer.amount.Priced.Rule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Over rates, fees and scales: inside, fee and rounding always add up. */
class RatesPropertyTest {

  private static final AssetCode CODE = new AssetCode("COIN");

  @Property(tries = 5_000)
  void inGivesTheUserWhatTheFeeLeaves(
      @ForAll("rates") Rates rates, @ForAll("outside") BigDecimal outAmount) {
    BigDecimal exact = outAmount.multiply(rates.exchangeRate());
    switch (rates.in(outAmount)) {
      case Amounts it -> {
        BigDecimal amount = rates.asset().decimal(it.amountUnits());
        assertThat(it.actualUnits() + it.feeUnits()).isEqualTo(it.amountUnits());
        assertThat(it.outAmount()).isEqualByComparingTo(outAmount);
        assertThat(exact.subtract(amount)).isBetween(BigDecimal.ZERO, unit(rates));
        assertThat(exact.subtract(amount)).isNotEqualByComparingTo(unit(rates));
        assertFee(rates, it);
      }
      case Refused(Rule rule) -> {
        assertThat(rule).isIn(Rule.WORTH_A_UNIT, Rule.ABOVE_FEE, Rule.IN_RANGE);
        if (rule == Rule.WORTH_A_UNIT) {
          assertThat(exact).isLessThan(unit(rates));
        }
      }
    }
  }

  @Property(tries = 5_000)
  void outTakesTheAmountAndTheFeeOnTop(@ForAll("rates") Rates rates, @ForAll("units") long units) {
    BigDecimal amount = rates.asset().decimal(units);
    switch (rates.out(amount)) {
      case Amounts it -> {
        assertThat(it.amountUnits()).isEqualTo(units);
        assertThat(it.actualUnits()).isEqualTo(units);
        assertThat(Rates.heldUnits(it)).isEqualTo(units + it.feeUnits());
        assertThat(it.outAmount().multiply(rates.exchangeRate())).isLessThanOrEqualTo(amount);
        assertThat(it.outAmount().add(BigDecimal.ONE.movePointLeft(Rates.OUTSIDE_SCALE)))
            .isGreaterThan(
                amount.divide(rates.exchangeRate(), Rates.OUTSIDE_SCALE + 20, RoundingMode.DOWN));
        assertFee(rates, it);
      }
      case Refused(Rule rule) -> assertThat(rule).isIn(Rule.WORTH_A_UNIT, Rule.IN_RANGE);
    }
  }

  private static void assertFee(Rates rates, Amounts it) {
    FeeTerms fee = rates.fee();
    BigDecimal taken = rates.asset().decimal(it.feeUnits());
    BigDecimal exact = rates.asset().decimal(it.amountUnits()).multiply(fee.rate());
    assertThat(taken).isGreaterThanOrEqualTo(fee.min());
    if (fee.max() != null) {
      assertThat(taken).isLessThanOrEqualTo(fee.max());
    }
    boolean within =
        taken.compareTo(fee.min()) > 0 && (fee.max() == null || taken.compareTo(fee.max()) < 0);
    if (within) {
      BigDecimal twice = taken.subtract(exact).abs().multiply(BigDecimal.TWO);
      assertThat(twice).isLessThanOrEqualTo(unit(rates));
    }
  }

  private static BigDecimal unit(Rates rates) {
    return rates.asset().decimal(1);
  }

  @Provide
  Arbitrary<Rates> rates() {
    return Arbitraries.integers()
        .between(0, Asset.MAX_SCALE)
        .flatMap(
            scale ->
                Combinators.combine(rate(), fee(scale))
                    .as((rate, fee) -> new Rates(new Asset(CODE, scale), rate, fee)));
  }

  @Provide
  Arbitrary<BigDecimal> outside() {
    return Arbitraries.bigDecimals()
        .between(BigDecimal.ONE.movePointLeft(Rates.OUTSIDE_SCALE), new BigDecimal("99999999999"))
        .ofScale(Rates.OUTSIDE_SCALE);
  }

  @Provide
  Arbitrary<Long> units() {
    return Arbitraries.longs().greaterOrEqual(1);
  }

  private static Arbitrary<BigDecimal> rate() {
    return Arbitraries.longs().between(1, 9_999_999_999L).map(raw -> BigDecimal.valueOf(raw, 4));
  }

  private static Arbitrary<FeeTerms> fee(int scale) {
    int digits = Math.min(scale, 4);
    Arbitrary<BigDecimal> share =
        Arbitraries.longs().between(0, 10_000).map(raw -> BigDecimal.valueOf(raw, 4));
    Arbitrary<BigDecimal> min =
        Arbitraries.longs().between(0, 1_000).map(raw -> BigDecimal.valueOf(raw, digits));
    Arbitrary<BigDecimal> above =
        Arbitraries.longs()
            .between(0, 100_000)
            .map(raw -> BigDecimal.valueOf(raw, digits))
            .injectNull(0.3);
    return Combinators.combine(share, min, above)
        .as(
            (rate, least, more) ->
                new FeeTerms(rate, least, more == null ? null : least.add(more)));
  }
}
