package io.dams.transfer.amount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.transfer.amount.Priced.Amounts;
import io.dams.transfer.amount.Priced.Refused;
import io.dams.transfer.amount.Priced.Rule;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class RatesTest {

  private static final FeeTerms FREE = fee("0", "0", null);

  @Test
  void inAtTheRateOfTheSeedsExample() {
    Rates rates = rates(Currency.DIAMOND, "0.9568", fee("0.0100", "0.2000", "20.0000"));

    // 100.5 × 0.9568 = 96.1584, its hundredth is 0.961584 and rounds to 0.9616
    assertThat(rates.in(new BigDecimal("100.5")))
        .isEqualTo(
            new Amounts(
                new BigDecimal("100.5000000000"),
                961_584,
                9_616,
                951_968,
                new BigDecimal("0.9568"),
                new BigDecimal("0.0100")));
  }

  @Test
  void aComputedAmountIsRoundedDown() {
    Rates rates = rates(Currency.USD, "0.3333", FREE);

    assertThat(amounts(rates.in(new BigDecimal("0.09"))).amountUnits()).isEqualTo(2);
    assertThat(rates.in(new BigDecimal("0.03"))).isEqualTo(new Refused(Rule.WORTH_A_UNIT));
  }

  @Test
  void halfAUnitOfFeeIsRoundedUp() {
    Rates rates = rates(Currency.CNY, "1.0000", fee("0.0050", "0", null));

    assertThat(amounts(rates.out(new BigDecimal("1.00"))).feeUnits()).isEqualTo(1);
    assertThat(amounts(rates.out(new BigDecimal("0.99"))).feeUnits()).isZero();
  }

  @Test
  void feeStaysWithinItsBounds() {
    Rates rates = rates(Currency.DIAMOND, "1.0000", fee("0.0100", "0.2000", "20.0000"));

    assertThat(amounts(rates.out(new BigDecimal("1"))).feeUnits()).isEqualTo(2_000);
    assertThat(amounts(rates.out(new BigDecimal("1000000"))).feeUnits()).isEqualTo(200_000);
  }

  @Test
  void inIsRefusedWhenTheFeeTakesAll() {
    Rates rates = rates(Currency.DIAMOND, "1.0000", fee("0", "0.2000", null));

    assertThat(rates.in(new BigDecimal("0.2"))).isEqualTo(new Refused(Rule.ABOVE_FEE));
    assertThat(amounts(rates.in(new BigDecimal("0.2001"))).actualUnits()).isEqualTo(1);
  }

  @Test
  void negativeZeroFractionalAndOverflowingAmountsAreRefused() {
    Rates rates = rates(Currency.CNY, "1.0000", FREE);

    assertThat(rates.in(BigDecimal.ZERO)).isEqualTo(new Refused(Rule.POSITIVE));
    assertThat(rates.in(new BigDecimal("-1"))).isEqualTo(new Refused(Rule.POSITIVE));
    assertThat(rates.in(new BigDecimal("0.00000000001"))).isEqualTo(new Refused(Rule.DIGITS));
    assertThat(rates.in(new BigDecimal("1e21"))).isEqualTo(new Refused(Rule.DIGITS));
    assertThat(rates.in(new BigDecimal("1e18"))).isEqualTo(new Refused(Rule.IN_RANGE));
    assertThat(rates.out(new BigDecimal("-0.01"))).isEqualTo(new Refused(Rule.POSITIVE));
    assertThat(rates.out(new BigDecimal("0.001"))).isEqualTo(new Refused(Rule.DIGITS));
    assertThat(rates.out(new BigDecimal("1e17"))).isEqualTo(new Refused(Rule.IN_RANGE));
  }

  @Test
  void outIsRefusedWhenAmountAndFeeTogetherOverflow() {
    Rates rates = rates(Currency.CNY, "1000.0000", fee("1.0000", "0", null));

    assertThat(rates.out(new BigDecimal("80000000000000000")))
        .isEqualTo(new Refused(Rule.IN_RANGE));
  }

  @Test
  void outIsWorthLessThanTheSmallestOutsideUnit() {
    Rates rates = rates(Currency.DIAMOND, "999999.9999", FREE);

    assertThat(amounts(rates.out(new BigDecimal("0.0001"))).outAmount())
        .isEqualByComparingTo("1e-10");
  }

  @Test
  void contradictoryTermsAreRefused() {
    assertThatThrownBy(() -> fee("1.0001", "0", null)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> fee("0", "2", "1")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rates(Currency.CNY, "0", FREE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(fee("0", "0.001", null).fits(Currency.CNY.asset())).isFalse();
  }

  private static Amounts amounts(Priced priced) {
    return (Amounts) priced;
  }

  private static Rates rates(Currency currency, String rate, FeeTerms fee) {
    return new Rates(currency.asset(), new BigDecimal(rate), fee);
  }

  private static FeeTerms fee(String rate, String min, String max) {
    return new FeeTerms(
        new BigDecimal(rate), new BigDecimal(min), max == null ? null : new BigDecimal(max));
  }
}
