package io.dams.contracts.conformance;

import static io.dams.contracts.conformance.Rule.Section.CANCEL;
import static io.dams.contracts.conformance.Rule.Section.ONCE;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TransferAnswer;
import io.dams.contracts.merchant.TransferRequest;
import java.util.List;

/** An id that is given up stays so, and one that is done stays done. */
final class CancelChecks {

  private static final int ROUNDS = 6;

  private CancelChecks() {}

  static List<Check> all() {
    return List.of(
        Check.of(
            "cancel.tombstone",
            "A transfer that comes after its cancel is refused and does nothing",
            ONCE,
            "An id that was never seen gets a tombstone, which refuses every later transfer of it"
                + " with TRANSFER_CANCELLED.",
            CancelChecks::tombstone),
        Check.of(
            "cancel.query",
            "A cancelled id is found as cancelled",
            ONCE,
            "The tombstone is durable before the answer, and a query sees it.",
            CancelChecks::query),
        Check.of(
            "cancel.repeat",
            "The same cancel again gets the same answer",
            CANCEL,
            "Idempotent.",
            CancelChecks::repeat),
        Check.of(
            "cancel.done",
            "The cancel of a done transfer says done and changes nothing",
            CANCEL,
            "Answers DONE when the transfer had been executed, and changes nothing.",
            CancelChecks::done),
        Check.of(
            "cancel.race",
            "A cancel and its transfer at the same moment end in one of two ways",
            ONCE,
            "Either DONE for both, or CANCELLED and the transfer refused with TRANSFER_CANCELLED.",
            CancelChecks::race));
  }

  private static void tombstone(Trial trial) {
    long before = trial.balance();
    TransferId id = trial.newId();
    trial.expect(Trial.cancel(id), Expected.cancelled(id));
    trial.refused(id, trial.reserve(1), MerchantProblem.TRANSFER_CANCELLED);
    trial.expectBalance(before);
  }

  private static void query(Trial trial) {
    TransferId id = trial.newId();
    trial.expect(Trial.cancel(id), Expected.cancelled(id));
    trial.expect(Trial.query(id), Expected.cancelled(id));
  }

  private static void repeat(Trial trial) {
    TransferId id = trial.newId();
    TransferAnswer first =
        AnswerMapper.transfer(trial.expect(Trial.cancel(id), Expected.cancelled(id)).body());
    trial.expect(Trial.cancel(id), Expected.again(first));
  }

  private static void done(Trial trial) {
    long before = trial.balance();
    TransferId id = trial.newId();
    TransferRequest transfer = trial.reserve(1);
    TransferAnswer first = trial.done(id, transfer);
    trial.expect(Trial.cancel(id), Expected.again(first));
    trial.expectBalance(before - trial.units(1));
  }

  private static void race(Trial trial) {
    for (int round = 0; round < ROUNDS; round++) {
      long before = trial.balance();
      TransferId id = trial.newId();
      TransferRequest transfer = trial.reserve(1);
      List<Answer> answers =
          trial.together(
              2, number -> number == 0 ? trial.send(id, transfer) : trial.send(Trial.cancel(id)));
      Answer put = answers.get(0);
      Answer cancel = answers.get(1);
      boolean done = Trial.isDone(put) && Expected.done(id, transfer).complaint(cancel) == null;
      boolean cancelled =
          Trial.isRefused(put, MerchantProblem.TRANSFER_CANCELLED)
              && Expected.cancelled(id).complaint(cancel) == null;
      trial.expect(
          "at once: " + Trial.put(id, transfer).text() + ", " + Trial.cancel(id).text(),
          "DONE for both, or CANCELLED and TRANSFER_CANCELLED",
          "the transfer: " + put.text() + "; the cancel: " + cancel.text(),
          done || cancelled);
      trial.expectBalance(done ? before - trial.units(1) : before);
    }
  }
}
