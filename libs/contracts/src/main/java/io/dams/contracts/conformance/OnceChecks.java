package io.dams.contracts.conformance;

import static io.dams.contracts.conformance.Rule.Section.ONCE;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TransferAnswer;
import io.dams.contracts.merchant.TransferRequest;
import java.time.Duration;
import java.util.List;

/** Each id moves points once, and not after the time that was given. */
final class OnceChecks {

  /** So long ago that no difference of clocks explains it. */
  private static final Duration LONG_AGO = Duration.ofMinutes(10);

  private static final int COPIES = 16;

  private OnceChecks() {}

  static List<Check> all() {
    return List.of(
        Check.of(
            "once.repeat",
            "The same transfer again moves nothing and gets the first answer",
            ONCE,
            "The same id with the same content moves points once, and every repetition gets the"
                + " first answer. notAfter is not part of the content.",
            OnceChecks::repeat),
        Check.of(
            "once.concurrent",
            "The same transfer many times at once moves points once",
            ONCE,
            "The same id with the same content moves points once, however concurrently it is sent.",
            OnceChecks::concurrent),
        Check.of(
            "once.other-body",
            "The same id with another content is refused",
            ONCE,
            "With any other content the id is refused with TRANSFER_CONFLICT.",
            OnceChecks::otherBody),
        Check.of(
            "once.refusal",
            "A refusal is not remembered",
            ONCE,
            "A refusal means that this request did nothing; the same id may be sent again.",
            OnceChecks::refusal),
        Check.of(
            "not-after.past",
            "A transfer whose notAfter has passed is refused and does nothing",
            ONCE,
            "A transfer is not executed after its notAfter: TOO_LATE.",
            OnceChecks::tooLate),
        Check.of(
            "not-after.done",
            "A done transfer is answered as done, whatever the time",
            ONCE,
            "An id that was done is answered as done, whatever the time.",
            OnceChecks::doneLongAgo));
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
