package io.dams.contracts.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class FeeRatioPropertyTest {

  private static final long BOUND = (1L << 62) - 1;

  /** A leg's fee and the sizes of its fills, which do not exceed what it ordered. */
  record Course(long totalFeeUnits, long orderedUnits, List<Long> fills) {}

  /** Invariant 3: charged + returned = totalFee to the unit, in whatever steps it was filled. */
  @Property(tries = 2_000)
  void chargesTheSameInWhateverStepsALegIsFilled(@ForAll("courses") Course course) {
    long executed = 0;
    long charged = 0;
    for (long fill : course.fills()) {
      executed += fill;
      long due = FeeRatio.chargedUnits(course.totalFeeUnits(), executed, course.orderedUnits());
      assertThat(due).isBetween(charged, course.totalFeeUnits());
      charged = due;
    }
    BigInteger exact =
        BigInteger.valueOf(course.totalFeeUnits())
            .multiply(BigInteger.valueOf(executed))
            .divide(BigInteger.valueOf(course.orderedUnits()));
    assertThat(BigInteger.valueOf(charged)).isEqualTo(exact);
    if (executed == course.orderedUnits()) {
      assertThat(charged).isEqualTo(course.totalFeeUnits());
    }
  }

  @Property(tries = 2_000)
  void takesTheFloorOfTheRatio(
      @ForAll @LongRange(min = 0, max = BOUND) long quantity,
      @ForAll @IntRange(min = 0, max = 1_000_000) int ppm) {
    BigInteger exact =
        BigInteger.valueOf(quantity)
            .multiply(BigInteger.valueOf(ppm))
            .divide(BigInteger.valueOf(1_000_000));
    assertThat(BigInteger.valueOf(new FeeRatio(ppm).feeUnits(quantity))).isEqualTo(exact);
  }

  @Property(tries = 2_000)
  void multipliesAndDividesExactlyBeyondSixtyFourBits(
      @ForAll @LongRange(min = 0) long a,
      @ForAll @LongRange(min = 0) long b,
      @ForAll @LongRange(min = 1) long divisor) {
    BigInteger exact =
        BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).divide(BigInteger.valueOf(divisor));
    if (exact.bitLength() < Long.SIZE) {
      assertThat(Units.mulDivFloor(a, b, divisor)).isEqualTo(exact.longValueExact());
    } else {
      assertThatThrownBy(() -> Units.mulDivFloor(a, b, divisor))
          .isInstanceOf(ArithmeticException.class);
    }
  }

  @Provide
  Arbitrary<Course> courses() {
    Arbitrary<Long> fees = Arbitraries.longs().between(0, BOUND);
    Arbitrary<List<Long>> fills =
        Arbitraries.longs().between(1, BOUND / 16).list().ofMinSize(1).ofMaxSize(8);
    Arbitrary<Long> rest =
        Arbitraries.oneOf(Arbitraries.just(0L), Arbitraries.longs().between(0, BOUND / 4));
    return Combinators.combine(fees, fills, rest)
        .as(
            (fee, steps, open) ->
                new Course(fee, steps.stream().mapToLong(Long::longValue).sum() + open, steps));
  }
}
