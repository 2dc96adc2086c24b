package io.dams.contracts.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.contracts.money.AssetCode;
import java.time.Instant;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdTest {

  private static final long MILLIS_2025 = 1_735_689_600_000L;
  private static final long MILLIS_2090 = 3_786_912_000_000L;

  @Property
  void aLegTellsItsGroupAndNumber(
      @ForAll @LongRange(min = MILLIS_2025 + 1, max = MILLIS_2090) long millis,
      @ForAll long seed,
      @ForAll @IntRange(max = 7) int number) {
    OrderGroupId group = OrderGroupId.next(Instant.ofEpochMilli(millis), new Random(seed));
    LegId leg = group.leg(number);
    assertThat(leg.group()).isEqualTo(group);
    assertThat(leg.number()).isEqualTo(number);
    assertThat(OrderGroupId.of(group.toString())).isEqualTo(group);
    assertThat(LegId.of(leg.toString())).isEqualTo(leg);
  }

  @Property
  void laterGroupsHaveLargerIds(
      @ForAll @LongRange(min = MILLIS_2025 + 1, max = MILLIS_2090) long millis, @ForAll long seed) {
    Random random = new Random(seed);
    OrderGroupId first = OrderGroupId.next(Instant.ofEpochMilli(millis), random);
    OrderGroupId second = OrderGroupId.next(Instant.ofEpochMilli(millis + 1), random);
    assertThat(second).isGreaterThan(first);
  }

  @Property
  void theLeastIdOfAMomentPartsWhatIsMadeBeforeFromWhatIsMadeThen(
      @ForAll @LongRange(min = MILLIS_2025 + 1, max = MILLIS_2090) long millis, @ForAll long seed) {
    Random random = new Random(seed);
    long least = OrderGroupId.leastAt(Instant.ofEpochMilli(millis));
    assertThat(OrderGroupId.next(Instant.ofEpochMilli(millis), random).value())
        .isGreaterThanOrEqualTo(least);
    assertThat(OrderGroupId.next(Instant.ofEpochMilli(millis - 1), random).value())
        .isLessThan(least);
    assertThat(OrderGroupId.leastAt(Instant.MIN)).isZero();
    assertThat(OrderGroupId.leastAt(Instant.MAX)).isPositive();
  }

  @Test
  void derivesTransferIdsThatAreDistinctAndAlwaysTheSame() {
    LegId leg = new OrderGroupId(70_368_744_177_664L).leg(2);
    assertThat(TransferId.reserve(leg).value()).isEqualTo("reserve-70368744177666");
    assertThat(TransferId.release(leg).value()).isEqualTo("release-70368744177666");
    assertThat(TransferId.fee(leg).value()).isEqualTo("fee-70368744177666");
    assertThat(TransferId.settle(leg, 17).value()).isEqualTo("settle-70368744177666-17");
    LegId longest = new OrderGroupId(Long.MAX_VALUE & -8L).leg(7);
    assertThat(TransferId.settle(longest, Long.MAX_VALUE).value().length()).isLessThan(64);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -8, 1, 7, 9})
  void refusesValuesThatAreNoGroup(long value) {
    assertThatThrownBy(() -> new OrderGroupId(value)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 8})
  void refusesLegNumbersBeyondThreeBits(int number) {
    assertThatThrownBy(() -> new OrderGroupId(8).leg(number))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "ä", "../x", "a\n"})
  void refusesTransferIdsThatDoNotFitAPath(String value) {
    assertThatThrownBy(() -> new TransferId(value)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aContractIsItsPair() {
    ContractId contract = ContractId.of(new AssetCode("SKY"), new AssetCode("DMT"));
    assertThat(contract.value()).isEqualTo("SKY-DMT");
    assertThat(contract.point()).isEqualTo(new AssetCode("SKY"));
    assertThat(contract.token()).isEqualTo(new AssetCode("DMT"));
    assertThatThrownBy(() -> new ContractId("SKYDMT")).isInstanceOf(IllegalArgumentException.class);
  }
}
