package io.dams.contracts.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssetTest {

  private static final AssetCode MART = new AssetCode("MART");

  @Property
  void textReadsBackToTheSameUnits(
      @ForAll long units, @ForAll @IntRange(max = Asset.MAX_SCALE) int scale) {
    Asset asset = new Asset(MART, scale);
    assertThat(asset.units(new BigDecimal(asset.text(units)))).isEqualTo(units);
    assertThat(asset.text(units)).doesNotContain("E");
  }

  @Test
  void refusesWhatItWouldHaveToRound() {
    assertThat(new Asset(MART, 2).units(new BigDecimal("1.230"))).isEqualTo(123);
    assertThatThrownBy(() -> new Asset(MART, 2).units(new BigDecimal("1.234")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesWhatDoesNotFitALong() {
    assertThatThrownBy(() -> new Asset(MART, 8).units(new BigDecimal("92233720368.54775808")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Asset(MART, 0).units(new BigDecimal("1E400")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void printsZeroPlainly() {
    assertThat(new Asset(MART, 8).text(0)).isEqualTo("0.00000000");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 9})
  void refusesScalesThatItDoesNotKnow(int scale) {
    assertThatThrownBy(() -> new Asset(MART, scale)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "sky", "1SKY", "SKY-", "ABCDEFGHIJKLM", "SKY\n"})
  void refusesCodesThatAreNotOfTheForm(String code) {
    assertThatThrownBy(() -> new AssetCode(code)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesToMixAssetsAndToOverflow() {
    Money sky = new Money(new AssetCode("SKY"), 5);
    assertThatThrownBy(() -> sky.plus(new Money(MART, 5)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> sky.plus(new Money(sky.asset(), Long.MAX_VALUE)))
        .isInstanceOf(ArithmeticException.class);
    assertThat(sky.minus(new Money(sky.asset(), 7))).isEqualTo(new Money(sky.asset(), -2));
  }
}
