package io.dams.transfer.posting;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.ledger.LedgerAccount;
import io.dams.contracts.ledger.LedgerLine;
import io.dams.transfer.order.SampleOrders;
import io.dams.transfer.order.TransferOrder;
import io.dams.transfer.order.TransferType;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

/** In the ledger the sum is zero, whoever pays and whoever takes the fee. */
class EntriesPropertyTest {

  private static final long USER = 456;

  @Property(tries = 2_000)
  void inSumsToZeroAndGivesTheUserTheActualAmount(
      @ForAll @LongRange(min = 2, max = Long.MAX_VALUE) long amount,
      @ForAll @IntRange(min = 0, max = 10_000) int permyriad,
      @ForAll("accounts") @Nullable Long fund,
      @ForAll("accounts") @Nullable Long fee) {
    long taken = Math.min(amount - 1, amount / 10_000 * permyriad);
    TransferOrder order = SampleOrders.order(TransferType.IN, USER, amount, taken, fund, fee);

    List<LedgerLine> lines = Entries.in(order);

    assertThat(sum(lines)).isZero();
    assertThat(lines).extracting(LedgerLine::account).doesNotHaveDuplicates();
    assertThat(lines).extracting(LedgerLine::units).doesNotContain(0L);
    assertThat(unitsOf(lines, Entries.user(order))).isEqualTo(amount - taken);
  }

  @Property(tries = 2_000)
  void outPaysExactlyWhatIsHeld(
      @ForAll @LongRange(min = 1, max = Long.MAX_VALUE / 2) long amount,
      @ForAll @IntRange(min = 0, max = 10_000) int permyriad,
      @ForAll("accounts") @Nullable Long fund,
      @ForAll("accounts") @Nullable Long fee) {
    long taken = amount / 10_000 * permyriad;
    TransferOrder order = SampleOrders.order(TransferType.OUT, USER, amount, taken, fund, fee);

    List<LedgerLine> lines = Entries.out(order);

    assertThat(sum(lines)).isEqualTo(Entries.heldUnits(order)).isEqualTo(amount + taken);
    assertThat(lines).extracting(LedgerLine::account).doesNotHaveDuplicates();
    assertThat(lines).extracting(LedgerLine::units).allMatch(units -> units > 0);
  }

  private static long sum(List<LedgerLine> lines) {
    return lines.stream().mapToLong(LedgerLine::units).reduce(0, Math::addExact);
  }

  private static long unitsOf(List<LedgerLine> lines, LedgerAccount account) {
    return lines.stream()
        .filter(line -> line.account().equals(account))
        .mapToLong(LedgerLine::units)
        .sum();
  }

  @Provide
  Arbitrary<Long> accounts() {
    return Arbitraries.of(15L, 16L).injectNull(0.4);
  }
}
