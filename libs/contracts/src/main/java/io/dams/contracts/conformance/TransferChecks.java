package io.dams.contracts.conformance;

import static io.dams.contracts.conformance.Rule.Section.POINTS;
import static io.dams.contracts.conformance.Rule.Section.QUERY;
import static io.dams.contracts.conformance.Rule.Section.TRANSFER;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TransferAnswer;
import io.dams.contracts.merchant.TransferKind;
import java.util.List;

/** Points move as asked. */
final class TransferChecks {

  private TransferChecks() {}

  static final Check RESERVE =
      Check.of(
          "transfer.reserve-return",
          "A reserve takes points from the member, its return brings them back",
          POINTS,
          "RESERVE moves from the member to the intermediary account, RETURN back.",
          TransferChecks::reserveAndReturn);

  static List<Check> all() {
    return List.of(
        Check.of(
            "transfer.settle",
            "A settlement gives points to the member",
            POINTS,
            "SETTLE moves from the intermediary account to the member who bought.",
            TransferChecks::settle),
        Check.of(
            "transfer.fee",
            "A fee is paid from what was reserved",
            POINTS,
            "FEE moves from the intermediary account to the fee account, and names the reserve.",
            TransferChecks::fee),
        Check.of(
            "transfer.query",
            "A transfer that was done is found by its id",
            QUERY,
            "Answers what became of a transfer: the answer that it got.",
            TransferChecks::query),
        Check.of(
            "unknown.transfer",
            "An id that was never sent is not found",
            QUERY,
            "UNKNOWN_TRANSFER when there is neither a transfer nor a tombstone.",
            trial ->
                trial.expect(
                    Trial.query(trial.newId()),
                    Expected.refused(MerchantProblem.UNKNOWN_TRANSFER))),
        Check.of(
            "unknown.reserve",
            "A reserve from nobody is refused",
            TRANSFER,
            "A uid that is no member's is UNKNOWN_MEMBER.",
            trial ->
                trial.refused(
                    trial.newId(),
                    trial.request(TransferKind.RESERVE, "conformance-nobody", trial.units(1), null),
                    MerchantProblem.UNKNOWN_MEMBER)));
  }

  private static void reserveAndReturn(Trial trial) {
    long before = trial.balance();
    TransferId reserve = trial.reserved(3);
    trial.expectBalance(before - trial.units(3));
    trial.done(trial.newId(), trial.giveBack(reserve, 1));
    trial.expectBalance(before - trial.units(2));
    trial.done(trial.newId(), trial.giveBack(reserve, 2));
    trial.expectBalance(before);
  }

  private static void settle(Trial trial) {
    long before = trial.balance();
    trial.reserved(2);
    trial.done(trial.newId(), trial.settle(2));
    trial.expectBalance(before);
  }

  private static void fee(Trial trial) {
    if (!trial.settings().paysFee()) {
      throw new Trial.SkippedException("a fee does not come back, and was not allowed");
    }
    long before = trial.balance();
    TransferId reserve = trial.reserved(3);
    trial.done(trial.newId(), trial.fee(reserve, 1));
    trial.done(trial.newId(), trial.giveBack(reserve, 2));
    trial.expectBalance(before - trial.units(1));
  }

  private static void query(Trial trial) {
    TransferId id = trial.newId();
    TransferAnswer first = trial.done(id, trial.reserve(1));
    trial.expect(Trial.query(id), Expected.again(first));
  }
}
