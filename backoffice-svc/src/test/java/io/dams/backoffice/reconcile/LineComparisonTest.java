package io.dams.backoffice.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.backoffice.breaks.BreakType;
import io.dams.backoffice.breaks.Difference;
import io.dams.backoffice.statement.BookLine;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.merchant.StatementPage.Line;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.platform.merchant.StatementReading.Unbookable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineComparisonTest {

  private static final AssetCode SKY = new AssetCode("SKY");
  private static final OrderGroupId GROUP = new OrderGroupId(8);
  private static final TransferId RESERVE = TransferId.reserve(GROUP.leg(0));
  private static final LocalDate DAY = LocalDate.of(2026, 1, 31);
  private static final Instant LAST = Instant.parse("2026-01-31T23:59:59.999999Z");

  @Test
  void theSameLineIsNoDifference() {
    assertThat(types(line(RESERVE, 103), ours(103, LAST), false)).isEmpty();
  }

  @Test
  void eachDifferenceIsFoundAndAllOfThemTogether() {
    assertThat(types(line(RESERVE, 103), null, false)).containsExactly(BreakType.MISSING_HERE);
    assertThat(types(line(RESERVE, 103), ours(103, LAST), true))
        .containsExactly(BreakType.TWICE_THERE);
    assertThat(types(line(RESERVE, 104), ours(103, LAST.plusNanos(1_000)), false))
        .containsExactly(BreakType.OTHER_AMOUNT, BreakType.OTHER_DAY);
  }

  @Test
  void aLineOfAnotherMerchantIsNotOurs() {
    BookLine bean =
        new BookLine(
            RESERVE,
            TransferKind.RESERVE,
            new AssetCode("BEAN"),
            103,
            GROUP,
            GROUP.leg(0),
            new UserId(1),
            "ann",
            null,
            "R1",
            LAST);
    assertThat(types(line(RESERVE, 103), bean, false)).containsExactly(BreakType.MISSING_HERE);
  }

  @Test
  void aMerchantsOwnTestIsNotCompared() {
    TransferId test = new TransferId("conformance-1");
    assertThat(test.isConformance()).isTrue();
    assertThat(types(line(test, 5), null, false)).isEmpty();
  }

  @Test
  void aLineThatNoBookCanHoldIsADifferenceOfItsOwn() {
    Unbookable line = new Unbookable(RESERVE, "units", "x".repeat(5_000));
    Difference found = LineComparison.unbookable(SKY, DAY, line, ours(103, LAST)).orElseThrow();
    assertThat(found.transferId()).isEqualTo(RESERVE);
    assertThat(found.type()).isEqualTo(BreakType.UNBOOKABLE_THERE);
    assertThat(found.ours()).isEqualTo(new Difference.Said(TransferKind.RESERVE, 103, "R1", LAST));
    assertThat(found.theirs()).isNull();
    assertThat(found.unbookable()).isEqualTo(new Difference.Unbookable("units", "x".repeat(1_000)));
    Unbookable test = new Unbookable(new TransferId("conformance-1"), "units", "{}");
    assertThat(LineComparison.unbookable(SKY, DAY, test, null)).isEmpty();
  }

  @Test
  void aLineWithoutAnIdHasTheSameNameInEachPassAndNoOtherLineHasIt() {
    TransferId name = LineComparison.id(new Unbookable(null, "line", "[1]"));
    assertThat(LineComparison.id(new Unbookable(null, "line", "[1]"))).isEqualTo(name);
    assertThat(LineComparison.id(new Unbookable(null, "line", "[2]"))).isNotEqualTo(name);
    assertThat(name.value()).startsWith("line-");
  }

  private static List<BreakType> types(Line theirs, BookLine ours, boolean again) {
    return LineComparison.of(SKY, DAY, theirs, ours, again).stream().map(Difference::type).toList();
  }

  private static Line line(TransferId id, long units) {
    return new Line(
        id, TransferKind.RESERVE, "ann", units, units, null, GROUP.toString(), "R1", LAST);
  }

  private static BookLine ours(long units, Instant at) {
    return new BookLine(
        RESERVE,
        TransferKind.RESERVE,
        SKY,
        units,
        GROUP,
        GROUP.leg(0),
        new UserId(1),
        "ann",
        null,
        "R1",
        at);
  }
}
