package io.dams.transfer.reconciliation;

import io.dams.transfer.ledger.HoldSeen;
import io.dams.transfer.ledger.JournalSeen;
import io.dams.transfer.order.OrderStatus;
import io.dams.transfer.order.TransferOrder;
import io.dams.transfer.partner.PartnerAnswer;
import java.util.Optional;

/** What must hold of an order that has ended. */
final class Comparison {

  private Comparison() {}

  /**
   * A difference.
   *
   * @param rule what should hold
   */
  record Difference(String rule, String ours, String theirs) {}

  /**
   * Against the partner: what is completed here is done there, of the same amount; what failed here
   * is not done there. An answer that says nothing is no difference.
   */
  static Optional<Difference> withPartner(TransferOrder order, PartnerAnswer answer) {
    boolean completed = order.status() == OrderStatus.COMPLETED;
    return switch (answer) {
      case PartnerAnswer.Unknown _ -> Optional.empty();
      case PartnerAnswer.NotFound _ ->
          completed
              ? Optional.of(new Difference("partner-has-it-done", "COMPLETED", "NOT_FOUND"))
              : Optional.empty();
      case PartnerAnswer.Said said -> withPartner(order, said, completed);
    };
  }

  private static Optional<Difference> withPartner(
      TransferOrder order, PartnerAnswer.Said said, boolean completed) {
    boolean done = said.state() == PartnerAnswer.State.DONE;
    if (completed != done) {
      String rule = completed ? "partner-has-it-done" : "partner-has-it-not-done";
      return Optional.of(new Difference(rule, order.status().name(), said.state().name()));
    }
    return done && said.outAmount().compareTo(order.outAmount()) != 0
        ? Optional.of(
            new Difference(
                "amount-is-the-partners",
                order.outAmount().toPlainString(),
                said.outAmount().toPlainString()))
        : Optional.empty();
  }

  /** Against the journal of a transfer in: completed stands to the unit, failed has none. */
  static Optional<Difference> withJournal(TransferOrder order, JournalSeen journal) {
    JournalSeen wanted =
        order.status() == OrderStatus.COMPLETED ? JournalSeen.SAME : JournalSeen.NONE;
    return journal == wanted || journal == JournalSeen.UNKNOWN
        ? Optional.empty()
        : Optional.of(
            new Difference("ledger-has-the-journal", order.status().name(), journal.name()));
  }

  /** Against the hold of a transfer out: completed is posted, failed is voided. */
  static Optional<Difference> withHold(TransferOrder order, HoldSeen hold) {
    boolean completed = order.status() == OrderStatus.COMPLETED;
    return switch (hold) {
      case HoldSeen.Unknown _ -> Optional.empty();
      case HoldSeen.None _ ->
          Optional.of(new Difference("ledger-has-the-hold", order.status().name(), "NONE"));
      case HoldSeen.Seen(boolean posted, long placedUnits) -> {
        long ours = Math.addExact(order.amountUnits(), order.feeUnits());
        if (completed != posted) {
          String theirs = posted ? "POSTED" : "NOT_POSTED";
          yield Optional.of(new Difference("ledger-has-the-result", order.status().name(), theirs));
        }
        yield posted && placedUnits != ours
            ? Optional.of(
                new Difference(
                    "ledger-has-the-units", Long.toString(ours), Long.toString(placedUnits)))
            : Optional.empty();
      }
    };
  }
}
