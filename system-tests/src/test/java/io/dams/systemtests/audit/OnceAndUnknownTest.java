package io.dams.systemtests.audit;

import static io.dams.systemtests.audit.BooksDraft.BEAN;
import static io.dams.systemtests.audit.BooksDraft.SKY;
import static io.dams.systemtests.audit.BooksDraft.group;
import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.StatementPage.Line;
import io.dams.contracts.merchant.TransferKind;
import io.dams.systemtests.audit.Books.Amount;
import io.dams.systemtests.audit.Books.Moved;
import io.dams.systemtests.audit.Books.Told;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Invariants 4 and 5: sound books, broken in one place. */
class OnceAndUnknownTest {

  private final BooksDraft draft = BooksDraft.sound();

  @Test
  void catchesAGroupThatWasAcceptedAndNeverArrived() {
    draft.acceptedOtherwise.put(group(77), "FILLED");
    assertRules(4, "accepted-group-arrived");
  }

  @Test
  void aGroupThatFailedBeforeItsRowIsNoBreach() {
    draft.acceptedOtherwise.put(group(77), "SUBMIT_FAILURE");
    assertRules(4);
  }

  @Test
  void catchesAGroupThatNobodyAskedFor() {
    draft.neverAccepted.add(group(3));
    assertRules(4, "group-was-accepted");
  }

  @Test
  void catchesAMovementUnderASecondId() {
    LegId leg = group(4).leg(0);
    TransferId again = new TransferId("release-" + leg + "-again");
    draft.moved.add(
        new Moved(
            again, TransferKind.RETURN, SKY, 505, leg, "u", TransferId.reserve(leg), "SKY-again"));
    assertRules(4, "movement-has-the-id-of-its-purpose");
  }

  @Test
  void catchesASettlementThatNoCommandOwes() {
    LegId leg = group(1).leg(1);
    draft.settlements.removeIf(due -> due.leg().equals(leg));
    assertRules(4, "movement-has-the-id-of-its-purpose");
  }

  /** There is no number that a customer is told which could be another one unnoticed. */
  @Property(tries = 200)
  void everyNumberThatIsToldCounts(
      @ForAll @IntRange(max = 4) int number, @ForAll @LongRange(min = 1, max = 1_000) long by) {
    BooksDraft tampered = BooksDraft.sound();
    tampered.toldOtherwise.put(
        group(1).leg(0),
        told ->
            new Told(
                told.executedUnits() + (number == 0 ? by : 0),
                told.reservedUnits() + (number == 1 ? by : 0),
                told.settledUnits() + (number == 2 ? by : 0),
                told.returnedUnits() + (number == 3 ? by : 0),
                told.feeUnits() + (number == 4 ? by : 0)));
    assertThat(Audit.of(tampered.books())).hasSize(1);
  }

  @Test
  void catchesATradeThatWasPaidTwice() {
    draft.tradeJournals = 2;
    assertRules(4, "trade-has-its-journal");
  }

  @Test
  void catchesSupplyDemandAndVolumeThatCountedTwice() {
    draft.amounts.put(SKY, new Amount(501, 401, 601));
    assertRules(4, "supply-is-open-sells", "demand-is-open-buys", "volume-is-trades");
  }

  @Test
  void catchesAPointThatNoOrderAccountsFor() {
    draft.amounts.put(BEAN, new Amount(0, 0, 10));
    assertRules(4, "volume-is-trades");
  }

  @Test
  void catchesAReturnThatWasGivenUpWithoutBeingMade() {
    draft.closed.add(TransferId.release(group(3).leg(0)).value());
    assertRules(5, "closed-means-made");
  }

  @Test
  void aReturnThatWasMadeMayBeClosed() {
    draft.closed.add(TransferId.release(group(4).leg(0)).value());
    assertRules(5);
  }

  @Test
  void catchesAReserveThatWeCallRefusedAndTheMerchantHasMade() {
    LegId refused = group(5).leg(0);
    List<Line> lines = draft.merchants.getOrDefault(BEAN, List.of());
    lines.add(
        new Line(
            TransferId.reserve(refused),
            TransferKind.RESERVE,
            "u",
            103,
            lines.getLast().intermediaryUnits() + 103,
            null,
            refused.group().toString(),
            "BEAN-late",
            Instant.EPOCH));
    assertRules(5, "refused-was-not-executed");
  }

  @Test
  void catchesSomethingStuckThatNobodyCanSee() {
    draft.stuck.add("release-" + group(3).leg(0));
    draft.owed.add("release-" + group(3).leg(0));
    assertRules(5, "stuck-is-in-the-error-book");
    draft.errorBook.add("release-" + group(3).leg(0));
    assertRules(5);
  }

  @Test
  void catchesAnEntryOfTheErrorBookThatNobodyPursues() {
    draft.errorBook.add("settle-" + group(2).leg(0) + "-99");
    assertRules(5, "error-book-is-owed");
  }

  @Test
  void aTrialOfAMerchantMustLeaveNothingBehind() {
    conformance("conformance-1", TransferKind.RESERVE, 100);
    assertRules(2, "conformance-left-nothing", "merchants-intermediary-is-held-and-unsettled");
    conformance("conformance-2", TransferKind.RETURN, 100);
    assertRules(2);
  }

  private void conformance(String id, TransferKind kind, long units) {
    List<Line> lines = draft.merchants.getOrDefault(BEAN, List.of());
    long after =
        lines.getLast().intermediaryUnits() + (kind == TransferKind.RESERVE ? units : -units);
    lines.add(
        new Line(
            new TransferId(id),
            kind,
            "u",
            units,
            after,
            null,
            "conformance",
            "BEAN-" + id,
            Instant.EPOCH));
  }

  private void assertRules(int invariant, String... rules) {
    assertThat(
            Audit.of(draft.books()).stream()
                .filter(breach -> breach.invariant() == invariant)
                .map(Breach::rule))
        .containsExactlyInAnyOrder(rules);
  }
}
