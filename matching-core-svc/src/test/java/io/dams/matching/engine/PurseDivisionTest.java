package io.dams.matching.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PurseDivisionTest {

  private record Claim(long orderedLots, long coveredLots, long limitUnits) {}

  private static Claim claim(long ordered, long covered, long limit) {
    return new Claim(ordered, covered, limit);
  }

  private static long[] lots(List<Claim> claims, long freeUnits, boolean moreToCome) {
    PurseDivision division = new PurseDivision();
    division.begin(-1);
    division.claim(1, 0, 1); // What a division before it left must not matter.
    division.begin(freeUnits);
    claims.forEach(it -> division.claim(it.orderedLots(), it.coveredLots(), it.limitUnits()));
    division.divide(moreToCome);
    return IntStream.range(0, claims.size()).mapToLong(division::grantedLots).toArray();
  }

  @Test
  void sharesByLimitNotional() {
    var claims = List.of(claim(20, 0, 10), claim(5, 0, 20));
    assertThat(lots(claims, 60, true)).containsExactly(4, 1);
    assertThat(lots(claims, 300, true)).containsExactly(20, 5);
  }

  @Test
  void whatRoundingLeavesBuysOneLotForTheFirstLegsThatItReaches() {
    var claims = List.of(claim(5, 0, 10), claim(5, 0, 10), claim(5, 0, 10));
    assertThat(lots(claims, 50, true)).containsExactly(2, 2, 1);
    assertThat(lots(claims, 10, true)).containsExactly(1, 0, 0);
  }

  @Test
  void aLegAheadOfItsTargetWaitsForTheOthers() {
    var claims = List.of(claim(5, 1, 10), claim(5, 0, 10), claim(5, 0, 10));
    assertThat(lots(claims, 10, true)).containsExactly(0, 1, 0);
  }

  @Test
  void savesForADearLegWhileMoreIsToCome() {
    var claims = List.of(claim(1_000, 0, 1), claim(1, 0, 1_000));
    assertThat(lots(claims, 500, true)).containsExactly(251, 0);
    assertThat(lots(claims, 500, false)).containsExactly(500, 0);
  }

  @Test
  void isExactNearTheEndOfTheDomain() {
    long most = (1L << 61) - 1;
    var claims = List.of(claim(1, 1, most), claim(1, 0, most));
    assertThat(lots(claims, most, true)).containsExactly(0, 1);
  }

  /** Never beyond the purse, never beyond what is ordered, and all of it when nothing follows. */
  @Property(tries = 5_000)
  void staysWithinThePurseAndSpendsItInTheEnd(
      @ForAll @Size(min = 1, max = 7) List<@IntRange(min = 1, max = 50) Integer> ordered,
      @ForAll @Size(7) List<@LongRange(min = 1, max = 1_000) Long> limits,
      @ForAll @Size(7) List<@IntRange(min = 0, max = 50) Integer> covered,
      @ForAll @LongRange(min = 0, max = 50_000) long free,
      @ForAll boolean moreToCome) {
    List<Claim> claims = new ArrayList<>();
    for (int i = 0; i < ordered.size(); i++) {
      claims.add(claim(ordered.get(i), Math.min(ordered.get(i), covered.get(i)), limits.get(i)));
    }
    long[] lots = lots(claims, free, moreToCome);
    long left = free;
    for (int i = 0; i < lots.length; i++) {
      assertThat(lots[i]).isNotNegative();
      assertThat(claims.get(i).coveredLots() + lots[i])
          .isLessThanOrEqualTo(claims.get(i).orderedLots());
      left -= lots[i] * claims.get(i).limitUnits();
    }
    assertThat(left).isNotNegative();
    for (int i = 0; i < lots.length && !moreToCome; i++) {
      Claim claim = claims.get(i);
      boolean full = claim.coveredLots() + lots[i] == claim.orderedLots();
      assertThat(full || left < claim.limitUnits()).isTrue();
    }
  }

  /** However the income is cut into pieces, no leg is ever a lot more than its share ahead. */
  @Property(tries = 2_000)
  void noLegRunsAwayWhenTheIncomeComesInPieces(
      @ForAll @Size(min = 2, max = 5) List<@LongRange(min = 1, max = 30) Long> pieces) {
    long[] ordered = {10, 20, 30};
    long[] limits = {7, 3, 11};
    long[] covered = new long[3];
    long free = 0;
    long earned = 0;
    long notional = 10 * 7 + 20 * 3 + 30 * 11;
    for (long piece : pieces) {
      free += piece;
      earned += piece;
      List<Claim> claims = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        claims.add(claim(ordered[i], covered[i], limits[i]));
      }
      long[] lots = lots(claims, free, true);
      for (int i = 0; i < 3; i++) {
        covered[i] += lots[i];
        free -= lots[i] * limits[i];
        assertThat(covered[i]).isLessThanOrEqualTo(earned * ordered[i] / notional + 1);
      }
    }
  }
}
