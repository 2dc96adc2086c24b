package io.dams.systemtests.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.systemtests.audit.Books.PartnerSays;
import io.dams.systemtests.audit.Books.Transfer;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Invariant 8 for partners: sound books, broken in one place. */
class PartnerAgreementTest {

  private static final BigDecimal FIVE = new BigDecimal("5.0000000000");

  private final BooksDraft draft = BooksDraft.sound();

  @Test
  void agreesWithWhatIsTheSameEverywhere() {
    draft.transfers.add(in(100, true, 99_000));
    draft.transfers.add(out(100, "POSTED", 101_000));
    draft.transfers.add(outNamed("dams-2", -1, "VOIDED", 101_000));
    draft.transfers.add(outNamed("dams-3", 20, "PLACED", 101_000));
    draft.partner.add(new PartnerSays("EXT_1", true, "DONE", new BigDecimal("5")));
    draft.partner.add(new PartnerSays("dams-1", false, "DONE", new BigDecimal("5")));
    draft.partner.add(new PartnerSays("dams-2", false, "REFUSED", new BigDecimal("5")));
    draft.partner.add(new PartnerSays("dams-3", false, "PENDING", new BigDecimal("5")));

    assertRules();
  }

  @Test
  void catchesACompletedOrderThatTheLedgerDoesNotHave() {
    draft.transfers.add(in(100, false, 0));
    assertRules("completed-is-credited");
  }

  @Test
  void catchesACreditForWhatThePartnerDoesNotHave() {
    draft.transfers.add(asked(in(100, true, 99_000)));
    assertRules("what-the-partner-said-it-has");
  }

  @Test
  void catchesACreditForWhatThePartnerHasRefused() {
    draft.transfers.add(asked(in(100, true, 99_000)));
    draft.partner.add(new PartnerSays("EXT_1", true, "REFUSED", new BigDecimal("5")));
    assertRules("completed-is-done-at-the-partner");
  }

  @Test
  void leavesOutWhatThePartnerHasBegunSince() {
    var known = new PartnerSays("dams-1", false, "PENDING", FIVE);
    var ours = new PartnerSays("dams-2", false, "PENDING", FIVE);
    var since = new PartnerSays("dams-3", false, "PENDING", FIVE);
    var books =
        new Books.Transfers(List.of(outNamed("dams-2", 20, "PLACED", 101_000)), 0, List.of());
    assertThat(books.withPartner(List.of(known), List.of(known, ours, since)).partner())
        .containsExactly(known, ours);
  }

  @Test
  void catchesACreditToAnotherUnit() {
    draft.transfers.add(in(100, true, 99_001));
    assertRules("credited-to-the-unit");
  }

  @Test
  void catchesACreditBeforeThePartnersYes() {
    draft.transfers.add(in(20, true, 99_000));
    assertRules("credited-means-decided");
  }

  @Test
  void catchesAPostedHoldOfAFailedOrder() {
    draft.transfers.add(out(-1, "POSTED", 101_000));
    assertRules("posted-means-decided");
  }

  @Test
  void catchesAFailedOrderThatStillHolds() {
    draft.transfers.add(out(-1, "PLACED", 101_000));
    assertRules("failed-holds-nothing");
  }

  @Test
  void catchesAnotherAmountAtThePartner() {
    draft.transfers.add(out(100, "POSTED", 101_000));
    draft.partner.add(new PartnerSays("dams-1", false, "DONE", new BigDecimal("5.1")));
    assertRules("both-say-the-same-amount");
  }

  @Test
  void catchesWhatThePartnerDidForAnOrderThatFailed() {
    draft.transfers.add(out(-1, "VOIDED", 101_000));
    draft.partner.add(new PartnerSays("dams-1", false, "DONE", new BigDecimal("5")));
    assertRules("failed-is-not-done-at-the-partner");
  }

  @Test
  void catchesWhatThePartnerDidForNobody() {
    draft.partner.add(new PartnerSays("dams-9", false, "DONE", new BigDecimal("5")));
    assertRules("what-the-partner-did-is-ours");
  }

  @Test
  void catchesAJournalWithoutAnOrder() {
    draft.strangers = 1;
    assertRules("what-is-posted-has-an-order");
  }

  private void assertRules(String... rules) {
    assertThat(PartnerAgreement.check(draft.books()))
        .extracting(Breach::rule)
        .containsExactlyInAnyOrder(rules);
  }

  private static Transfer in(int status, boolean journalled, long userUnits) {
    return new Transfer(
        1,
        "EXT_1",
        true,
        status,
        FIVE,
        100_000,
        1_000,
        99_000,
        false,
        journalled,
        userUnits,
        null,
        0,
        null);
  }

  private static Transfer asked(Transfer order) {
    return new Transfer(
        order.id(),
        order.outOrderId(),
        order.in(),
        order.status(),
        order.outAmount(),
        order.amountUnits(),
        order.feeUnits(),
        order.actualUnits(),
        true,
        order.journalled(),
        order.userUnits(),
        order.holdState(),
        order.placedUnits(),
        order.callbackState());
  }

  private static Transfer out(int status, @Nullable String hold, long placedUnits) {
    return outNamed("dams-1", status, hold, placedUnits);
  }

  private static Transfer outNamed(
      String name, int status, @Nullable String hold, long placedUnits) {
    return new Transfer(
        2,
        name,
        false,
        status,
        FIVE,
        100_000,
        1_000,
        100_000,
        false,
        false,
        0,
        hold,
        placedUnits,
        null);
  }
}
