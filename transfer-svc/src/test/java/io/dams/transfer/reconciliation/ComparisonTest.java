package io.dams.transfer.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.transfer.ledger.HoldSeen;
import io.dams.transfer.ledger.JournalSeen;
import io.dams.transfer.order.OrderStatus;
import io.dams.transfer.order.SampleOrders;
import io.dams.transfer.order.TransferOrder;
import io.dams.transfer.order.TransferType;
import io.dams.transfer.partner.PartnerAnswer;
import io.dams.transfer.partner.PartnerAnswer.State;
import io.dams.transfer.reconciliation.Comparison.Difference;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private final TransferOrder completed = order(OrderStatus.COMPLETED);
  private final TransferOrder failed = order(OrderStatus.FAILED);

  @Test
  void whatIsCompletedHereIsDoneThere() {
    assertThat(Comparison.withPartner(completed, said(State.DONE, "100.5"))).isEmpty();
    assertThat(Comparison.withPartner(completed, said(State.REFUSED, "100.5")))
        .contains(new Difference("partner-has-it-done", "COMPLETED", "REFUSED"));
    assertThat(Comparison.withPartner(completed, new PartnerAnswer.NotFound()))
        .contains(new Difference("partner-has-it-done", "COMPLETED", "NOT_FOUND"));
  }

  @Test
  void toTheUnit() {
    assertThat(Comparison.withPartner(completed, said(State.DONE, "100.5000000001")))
        .contains(new Difference("amount-is-the-partners", "100.5000000000", "100.5000000001"));
  }

  @Test
  void whatFailedHereIsNotDoneThere() {
    assertThat(Comparison.withPartner(failed, said(State.REFUSED, "100.5"))).isEmpty();
    assertThat(Comparison.withPartner(failed, new PartnerAnswer.NotFound())).isEmpty();
    assertThat(Comparison.withPartner(failed, said(State.DONE, "100.5")))
        .contains(new Difference("partner-has-it-not-done", "FAILED", "DONE"));
  }

  @Test
  void silenceIsNoDifference() {
    assertThat(Comparison.withPartner(completed, new PartnerAnswer.Unknown("timeout"))).isEmpty();
    assertThat(Comparison.withHold(completed, new HoldSeen.Unknown("timeout"))).isEmpty();
  }

  @Test
  void theHoldIsPostedOrVoidedAsTheOrderEnded() {
    assertThat(Comparison.withHold(completed, new HoldSeen.Seen(true, 101_000))).isEmpty();
    assertThat(Comparison.withHold(failed, new HoldSeen.Seen(false, 101_000))).isEmpty();
    assertThat(Comparison.withHold(completed, new HoldSeen.Seen(false, 101_000)))
        .contains(new Difference("ledger-has-the-result", "COMPLETED", "NOT_POSTED"));
    assertThat(Comparison.withHold(failed, new HoldSeen.Seen(true, 101_000)))
        .contains(new Difference("ledger-has-the-result", "FAILED", "POSTED"));
    assertThat(Comparison.withHold(completed, new HoldSeen.Seen(true, 100_999)))
        .contains(new Difference("ledger-has-the-units", "101000", "100999"));
    assertThat(Comparison.withHold(completed, new HoldSeen.None()))
        .contains(new Difference("ledger-has-the-hold", "COMPLETED", "NONE"));
  }

  @Test
  void theJournalStandsToTheUnitOrNotAtAll() {
    assertThat(Comparison.withJournal(completed, JournalSeen.SAME)).isEmpty();
    assertThat(Comparison.withJournal(failed, JournalSeen.NONE)).isEmpty();
    for (TransferOrder order : List.of(completed, failed)) {
      assertThat(Comparison.withJournal(order, JournalSeen.UNKNOWN)).isEmpty();
      assertThat(Comparison.withJournal(order, JournalSeen.ANOTHER))
          .contains(new Difference("ledger-has-the-journal", order.status().name(), "ANOTHER"));
    }
    assertThat(Comparison.withJournal(completed, JournalSeen.NONE))
        .contains(new Difference("ledger-has-the-journal", "COMPLETED", "NONE"));
    assertThat(Comparison.withJournal(failed, JournalSeen.SAME))
        .contains(new Difference("ledger-has-the-journal", "FAILED", "SAME"));
  }

  private static PartnerAnswer said(State state, String amount) {
    return new PartnerAnswer.Said(
        "EXT_USER_789", new BigDecimal(amount).setScale(10), state, null, null);
  }

  private static TransferOrder order(OrderStatus status) {
    return SampleOrders.in(status, TransferType.OUT, 100_000, 1_000);
  }
}
