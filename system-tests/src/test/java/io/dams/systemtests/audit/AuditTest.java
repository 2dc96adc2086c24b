package io.dams.systemtests.audit;

import static io.dams.systemtests.audit.BooksDraft.BEAN;
import static io.dams.systemtests.audit.BooksDraft.DMT;
import static io.dams.systemtests.audit.BooksDraft.SKY;
import static io.dams.systemtests.audit.BooksDraft.group;
import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.StatementPage.Line;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.systemtests.audit.Books.Account;
import io.dams.systemtests.audit.Books.Group;
import io.dams.systemtests.audit.Books.Hold;
import io.dams.systemtests.audit.Books.Leg;
import io.dams.systemtests.audit.Books.Moved;
import io.dams.systemtests.audit.Books.Settlement;
import io.dams.systemtests.audit.Books.Traded;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AuditTest {

  private static final LegId SOLD = group(1).leg(0);
  private static final LegId BOUGHT = group(1).leg(1);
  private static final LegId HELD_BUY = group(2).leg(0);
  private static final LegId LIVE_SELL = group(3).leg(0);
  private static final LegId FAILED_SELL = group(4).leg(0);

  private final BooksDraft draft = BooksDraft.sound();

  @Test
  void soundBooksBreakNothing() {
    assertThat(Audit.of(draft.books())).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithItsAmounts() {
    account("user:2:DMT", a -> balance(a, 51, 51));
    draft.assetSums.put(DMT, 1L);
    assertThat(Audit.of(draft.books()))
        .containsExactly(new Breach(1, "entries-sum-to-zero", "DMT", DMT, 0, 1));
    assertThat(Audit.of(draft.books()).getFirst().text())
        .isEqualTo("invariant 1, entries-sum-to-zero: DMT: expected 0, is 1 DMT (off by 1)");
  }

  @Test
  void catchesAJournalThatIsNotBalanced() {
    draft.journalSums.add(new Books.JournalSum(7, "trade-0-1", DMT, 3));
    assertRules("journal-is-balanced");
  }

  @Test
  void catchesABalanceThatIsNotItsEntries() {
    account("user:1:DMT", a -> balance(a, 751, 750));
    assertRules("balance-is-its-entries");
  }

  @Test
  void catchesANegativeBalance() {
    account("user:2:DMT", a -> balance(a, -1, -1));
    assertRules("no-negative-balance");
  }

  @Test
  void catchesTokensHeldForNoHold() {
    account("held:1:DMT", a -> balance(a, 201, 201));
    assertRules("held-is-open-holds");
  }

  @Test
  void catchesAHoldWhoseGroupIsOver() {
    draft.groups.put(group(2), new Group(group(2), "ENDED", "ENDED"));
    draft.ledgerGroups.put(group(2), new Books.LedgerGroup("CANCELLED", "HOLD", true, true));
    assertThat(rules()).contains("open-hold-has-a-living-group");
  }

  @Test
  void catchesAHoldThatNobodyAskedFor() {
    draft.holds.add(new Hold("order-" + group(9), "1", DMT, "PLACED", 5, 0));
    account("held:1:DMT", a -> balance(a, 205, 205));
    assertRules("open-hold-has-a-living-group");
  }

  @Test
  void catchesAHoldThatPostedWhatWasNotTraded() {
    draft.holds.set(0, new Hold("order-" + group(2), "1", DMT, "PLACED", 500, 310));
    account("held:1:DMT", a -> balance(a, 190, 190));
    assertRules("hold-posts-its-trades");
  }

  @Test
  void catchesAResidueInThePurseOfAnEndedGroup() {
    account("purse:8", a -> balance(a, 50, 50));
    assertRules("purse-is-earned-less-spent");
  }

  @Test
  void catchesAReserveMadeTwice() {
    TransferId again = new TransferId("reserve-" + LIVE_SELL + "-again");
    Moved first = moved(TransferId.reserve(LIVE_SELL));
    draft.moved.add(
        new Moved(
            again, TransferKind.RESERVE, BEAN, 516, LIVE_SELL, first.uid(), null, "BEAN-again"));
    assertThat(rules())
        .contains(
            "reserve-is-quantity-and-fee",
            "our-line-is-at-the-merchant",
            "merchants-intermediary-is-held-and-unsettled");
  }

  @Test
  void catchesAReserveThatIsMissing() {
    draft.moved.removeIf(m -> m.transferId().equals(TransferId.reserve(LIVE_SELL)));
    assertThat(rules())
        .contains(
            "reserve-is-quantity-and-fee", "reserved-covers-what-left", "line-is-in-our-book");
  }

  @Test
  void catchesALegThatCountedOtherThanItsTrades() {
    draft.trades.put(LIVE_SELL, new Traded(210, 250));
    assertRules("executed-is-its-trades");
  }

  @Test
  void catchesPointsTakenForARefusedLeg() {
    legs(LIVE_SELL, leg -> state(leg, "REFUSED"));
    assertThat(rules()).contains("refused-leg-took-nothing");
  }

  @Test
  void catchesALegThatNobodyBringsToItsEnd() {
    legs(FAILED_SELL, leg -> state(leg, "PREPARED"));
    assertThat(rules()).contains("leg-goes-on");
  }

  @Test
  void catchesAPreparationThatNobodyOwes() {
    legs(FAILED_SELL, leg -> state(leg, "PREPARING"));
    assertThat(rules()).contains("leg-goes-on");
    draft.owed.add("reserve-" + FAILED_SELL);
    assertThat(rules()).doesNotContain("leg-goes-on");
  }

  @Test
  void catchesAMovementOfAnotherMerchant() {
    draft.moved.replaceAll(
        m ->
            m.transferId().equals(TransferId.fee(SOLD))
                ? new Moved(m.transferId(), m.kind(), BEAN, 6, SOLD, null, m.reverses(), "x")
                : m);
    assertThat(rules()).contains("movement-has-its-leg");
  }

  @Test
  void catchesASettlementThatWasLost() {
    TransferId lost = TransferId.settle(HELD_BUY, 42);
    draft.moved.removeIf(m -> m.transferId().equals(lost));
    draft.merchants.get(SKY).removeIf(line -> line.transferId().equals(lost));
    assertThat(rules()).contains("settlement-is-made-or-owed");
  }

  @Test
  void catchesASettlementOfTheWrongAmount() {
    draft.settlements.replaceAll(
        s -> s.command() == 42 ? new Settlement(s.leg(), 42, 249, true) : s);
    assertRules("settlement-is-made-or-owed", "executed-is-its-settlements");
  }

  @Test
  void catchesMoreSettledThanTraded() {
    draft.trades.put(BOUGHT, new Traded(190, 250));
    legs(BOUGHT, leg -> executed(leg, 190));
    assertThat(rules()).contains("settled-within-executed", "executed-is-its-settlements");
  }

  @Test
  void pointsInSuspenseBreakNothingUntilTheyAreMoreOrFewer() {
    draft.suspendBean();
    sumsAreZero();
    assertThat(Audit.of(draft.books())).isEmpty();
    draft.suspense.replaceAll(s -> new Books.Suspended(s.transferId(), BEAN, 199, null));
    assertRules("settlement-is-made-or-owed", "mirror-is-our-book", "mirror-is-our-book");
    draft.suspense.clear();
    assertThat(rules()).contains("settlement-is-made-or-owed", "mirror-is-our-book");
  }

  @Test
  void aClaimTakesThePlaceOfWhatWasSuspended() {
    draft.claimBean(draft.suspendBean());
    sumsAreZero();
    assertThat(Audit.of(draft.books())).isEmpty();
    draft.moved.removeLast();
    assertThat(rules()).contains("settlement-is-made-or-owed", "line-is-in-our-book");
  }

  @Test
  void aReturnInSuspenseBreaksNothingUntilItIsMoreOrLess() {
    draft.suspendSky();
    sumsAreZero();
    assertThat(Audit.of(draft.books())).isEmpty();
    draft.suspense.replaceAll(s -> new Books.Suspended(s.transferId(), SKY, 504, null));
    assertRules("mirror-is-our-book", "mirror-is-our-book", "rest-is-returned");
    draft.suspense.clear();
    assertThat(rules()).contains("rest-is-returned", "mirror-is-our-book");
  }

  @Test
  void aClaimTakesThePlaceOfAReturnAndIsTheOnlyOne() {
    TransferId release = draft.suspendSky();
    draft.claimSky(release);
    sumsAreZero();
    assertThat(Audit.of(draft.books())).isEmpty();
    draft.suspense.clear();
    assertThat(rules()).contains("movement-has-the-id-of-its-purpose");
    draft.suspense.add(new Books.Suspended(release, SKY, 505, TransferId.again(release, 1)));
    draft.moved.removeLast();
    assertThat(rules()).contains("rest-is-returned", "line-is-in-our-book");
  }

  @Test
  void aReserveThatIsMissingIsABreachUntilTheMerchantOwesIt() {
    draft.loseReserveOfBean();
    sumsAreZero();
    assertThat(Audit.of(draft.books())).isEmpty();
    draft.receivables.clear();
    assertThat(rules())
        .contains(
            "our-line-is-at-the-merchant",
            "merchants-intermediary-is-held-and-unsettled",
            "mirror-is-our-book");
  }

  private void sumsAreZero() {
    for (AssetCode point : List.of(SKY, BEAN)) {
      long sum =
          draft.accounts.stream()
              .filter(a -> a.asset().equals(point))
              .mapToLong(Account::balanceUnits)
              .sum();
      draft.assetSums.put(point, sum);
      assertThat(draft.assetSums).containsEntry(point, 0L);
    }
  }

  @Test
  void catchesALineThatTheMerchantDoesNotHave() {
    draft.merchants.get(BEAN).removeLast();
    assertThat(rules())
        .contains("our-line-is-at-the-merchant", "merchants-intermediary-is-held-and-unsettled");
  }

  @Test
  void catchesALineThatWeDoNotHave() {
    lines(SKY, TransferId.fee(SOLD), line -> renamed(line, new TransferId("fee-unknown")));
    assertRules("line-is-in-our-book", "our-line-is-at-the-merchant");
  }

  @Test
  void catchesALineWithOtherUnits() {
    lines(SKY, TransferId.fee(SOLD), line -> units(line, 7));
    assertThat(rules()).contains("line-has-our-units", "merchants-balance-adds-up");
  }

  @Test
  void catchesALineForAnotherMember() {
    lines(
        BEAN,
        TransferId.reserve(LIVE_SELL),
        line ->
            new Line(
                line.transferId(),
                line.kind(),
                "somebody-else",
                line.units(),
                line.intermediaryUnits(),
                line.reverses(),
                line.orderGroup(),
                line.merchantReference(),
                line.at()));
    assertRules("line-says-the-same");
  }

  @Test
  void catchesAMirrorThatIsBehind() {
    account("intermediary:BEAN", a -> balance(a, 516, 516));
    account("outside:BEAN", a -> balance(a, -516, -516));
    assertRules("mirror-is-our-book", "mirror-is-our-book");
  }

  @Test
  void catchesAMirrorThatIsMissing() {
    draft.accounts.removeIf(account -> account.code().equals("fee:SKY"));
    assertRules("mirror-is-our-book");
  }

  @Test
  void catchesAFeeThatIsAUnitTooHigh() {
    rebook(TransferId.fee(SOLD), 7);
    assertThat(rules()).contains("fee-is-charged-in-proportion");
  }

  @Test
  void catchesAReturnThatKeepsDust() {
    rebook(TransferId.release(SOLD), 403);
    assertThat(rules()).contains("rest-is-returned");
  }

  @Test
  void catchesAReturnThatWasForgotten() {
    TransferId release = TransferId.release(FAILED_SELL);
    draft.moved.removeIf(m -> m.transferId().equals(release));
    assertThat(rules()).contains("rest-is-returned");
    draft.owed.add(release.value());
    assertThat(rules()).doesNotContain("rest-is-returned");
  }

  @Test
  void catchesAFeeBeforeTheEnd() {
    legs(SOLD, leg -> state(leg, "PREPARED"));
    assertThat(rules()).contains("no-fee-before-the-end", "no-return-before-the-end");
  }

  @Test
  void whatIsOwedButNotMadeYetBreaksNothing() {
    TransferId release = TransferId.release(FAILED_SELL);
    draft.owed.add(release.value());
    draft.moved.removeIf(m -> m.transferId().equals(release));
    draft.merchants.get(SKY).removeIf(line -> line.transferId().equals(release));
    account("intermediary:SKY", a -> balance(a, 505, 505));
    account("outside:SKY", a -> balance(a, -511, -511));
    List<Line> lines = draft.merchants.get(SKY);
    long running = 0;
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      running += Moved.intermediaryUnits(line.kind(), line.units());
      lines.set(i, intermediary(line, running));
    }
    assertThat(Audit.of(draft.books())).isEmpty();
  }

  private List<String> rules() {
    return Audit.of(draft.books()).stream().map(Breach::rule).toList();
  }

  private void assertRules(String... expected) {
    assertThat(rules()).containsExactlyInAnyOrder(expected);
  }

  private Moved moved(TransferId id) {
    return draft.moved.stream().filter(m -> m.transferId().equals(id)).findFirst().orElseThrow();
  }

  private void rebook(TransferId id, long units) {
    draft.moved.replaceAll(
        m ->
            m.transferId().equals(id)
                ? new Moved(
                    id,
                    m.kind(),
                    m.point(),
                    units,
                    m.leg(),
                    m.uid(),
                    m.reverses(),
                    m.merchantReference())
                : m);
  }

  private void account(String code, UnaryOperator<Account> change) {
    replace(draft.accounts, a -> a.code().equals(code), change);
  }

  private void legs(LegId id, UnaryOperator<Leg> change) {
    replace(draft.legs, leg -> leg.leg().equals(id), change);
  }

  private void lines(
      io.dams.contracts.money.AssetCode point, TransferId id, UnaryOperator<Line> change) {
    replace(draft.merchants.get(point), line -> line.transferId().equals(id), change);
  }

  private static <T> void replace(List<T> list, Predicate<T> which, UnaryOperator<T> change) {
    assertThat(list).anyMatch(which);
    list.replaceAll(one -> which.test(one) ? change.apply(one) : one);
  }

  private static Account balance(Account a, long balance, long entries) {
    return new Account(a.code(), a.kind(), a.owner(), a.asset(), balance, entries);
  }

  private static Leg state(Leg leg, String state) {
    return new Leg(
        leg.leg(),
        leg.point(),
        leg.side(),
        state,
        leg.quantityUnits(),
        leg.feeUnits(),
        leg.executedUnits());
  }

  private static Leg executed(Leg leg, long units) {
    return new Leg(
        leg.leg(),
        leg.point(),
        leg.side(),
        leg.state(),
        leg.quantityUnits(),
        leg.feeUnits(),
        units);
  }

  private static Line renamed(Line line, TransferId id) {
    return new Line(
        id,
        line.kind(),
        line.uid(),
        line.units(),
        line.intermediaryUnits(),
        line.reverses(),
        line.orderGroup(),
        line.merchantReference(),
        line.at());
  }

  private static Line units(Line line, long units) {
    return new Line(
        line.transferId(),
        line.kind(),
        line.uid(),
        units,
        line.intermediaryUnits(),
        line.reverses(),
        line.orderGroup(),
        line.merchantReference(),
        line.at());
  }

  private static Line intermediary(Line line, long units) {
    return new Line(
        line.transferId(),
        line.kind(),
        line.uid(),
        line.units(),
        units,
        line.reverses(),
        line.orderGroup(),
        line.merchantReference(),
        line.at());
  }
}
