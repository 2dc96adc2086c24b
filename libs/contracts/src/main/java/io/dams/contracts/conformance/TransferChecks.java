package io.dams.contracts.conformance;

import static io.dams.contracts.conformance.Rule.Section.ONCE;
import static io.dams.contracts.conformance.Rule.Section.POINTS;
import static io.dams.contracts.conformance.Rule.Section.QUERY;
import static io.dams.contracts.conformance.Rule.Section.TRANSFER;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TransferAnswer;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.merchant.TransferRequest;
import java.time.Duration;
import java.util.List;

/** Points move as asked, once for each id, and not after the time that was given. */
final class TransferChecks {

  /** So long ago that no difference of clocks explains it. */
  private static final Duration LONG_AGO = Duration.ofMinutes(10);

  private static final int COPIES = 16;

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
            "once.repeat",
            "The same transfer again moves nothing and gets the first answer",
            ONCE,
            "The same id with the same content moves points once, and every repetition gets the"
                + " first answer. notAfter is not part of the content.",
            TransferChecks::repeat),
        Check.of(
            "once.concurrent",
            "The same transfer many times at once moves points once",
            ONCE,
            "The same id with the same content moves points once, however concurrently it is sent.",
            TransferChecks::concurrent),
        Check.of(
            "once.other-body",
            "The same id with another content is refused",
            ONCE,
            "With any other content the id is refused with TRANSFER_CONFLICT.",
            TransferChecks::otherBody),
        Check.of(
            "once.refusal",
            "A refusal is not remembered",
            ONCE,
            "A refusal means that this request did nothing; the same id may be sent again.",
            TransferChecks::refusal),
        Check.of(
            "not-after.past",
            "A transfer whose notAfter has passed is refused and does nothing",
            ONCE,
            "A transfer is not executed after its notAfter: TOO_LATE.",
            TransferChecks::tooLate),
        Check.of(
            "not-after.done",
            "A done transfer is answered as done, whatever the time",
            ONCE,
            "An id that was done is answered as done, whatever the time.",
            TransferChecks::doneLongAgo),
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

  private static void repeat(Trial trial) {
    long before = trial.balance();
    TransferId id = trial.newId();
    TransferRequest transfer = trial.reserve(1);
    TransferAnswer first = trial.done(id, transfer);
    trial.expect(id, transfer, Expected.again(first));
    trial.expect(id, notAfter(transfer, Duration.ofHours(1), trial), Expected.again(first));
    trial.expectBalance(before - trial.units(1));
  }

  private static void concurrent(Trial trial) {
    long before = trial.balance();
    TransferId id = trial.newId();
    TransferRequest transfer = trial.reserve(1);
    List<Answer> answers = trial.together(COPIES, copy -> trial.send(id, transfer));
    TransferAnswer first = trial.done(id, transfer);
    long same =
        answers.stream().filter(answer -> Expected.again(first).complaint(answer) == null).count();
    long unknown = answers.stream().filter(Trial::isUnknown).count();
    trial.expect(
        COPIES + " at once: " + Trial.put(id, transfer).text(),
        "all get the same answer, DONE; a few may get a status of 500 or none",
        same + " got the answer that a repetition gets, " + unknown + " got none",
        same + unknown == COPIES && same > 0);
    trial.expectBalance(before - trial.units(1));
  }

  private static void otherBody(Trial trial) {
    long before = trial.balance();
    TransferId id = trial.newId();
    TransferRequest first = trial.reserve(1);
    trial.done(id, first);
    trial.refused(id, trial.reserve(2), MerchantProblem.TRANSFER_CONFLICT);
    TransferRequest otherGroup =
        new TransferRequest(
            first.kind(), first.uid(), first.units(), null, first.notAfter(), "conformance-other");
    trial.refused(id, otherGroup, MerchantProblem.TRANSFER_CONFLICT);
    trial.expectBalance(before - trial.units(1));
  }

  private static void refusal(Trial trial) {
    TransferId id = trial.newId();
    TransferRequest late = notAfter(trial.reserve(1), LONG_AGO.negated(), trial);
    trial.refused(id, late, MerchantProblem.TOO_LATE);
    trial.done(id, trial.reserve(1));
  }

  private static void tooLate(Trial trial) {
    long before = trial.balance();
    TransferId id = trial.newId();
    TransferRequest late = notAfter(trial.reserve(1), LONG_AGO.negated(), trial);
    trial.refused(id, late, MerchantProblem.TOO_LATE);
    trial.expectBalance(before);
    trial.expect(Trial.query(id), Expected.refused(MerchantProblem.UNKNOWN_TRANSFER));
  }

  private static void doneLongAgo(Trial trial) {
    TransferId id = trial.newId();
    TransferRequest transfer = trial.reserve(1);
    TransferAnswer first = trial.done(id, transfer);
    trial.expect(id, notAfter(transfer, LONG_AGO.negated(), trial), Expected.again(first));
  }

  private static TransferRequest notAfter(TransferRequest transfer, Duration fromNow, Trial trial) {
    return new TransferRequest(
        transfer.kind(),
        transfer.uid(),
        transfer.units(),
        transfer.reverses(),
        trial.now().plus(fromNow),
        transfer.orderGroup());
  }
}
