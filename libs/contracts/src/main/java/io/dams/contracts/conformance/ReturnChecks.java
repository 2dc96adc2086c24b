package io.dams.contracts.conformance;

import static io.dams.contracts.conformance.Rule.Section.POINTS;
import static io.dams.contracts.conformance.Rule.Section.TRANSFER;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.merchant.TransferRequest;
import java.util.ArrayList;
import java.util.List;

/** What is returned and charged is never more than what was reserved, and is of one reserve. */
final class ReturnChecks {

  private static final int COPIES = 4;
  private static final String NAMES =
      "A RETURN or FEE is refused with REVERSES_INVALID unless the reserve that it names is done";

  private ReturnChecks() {}

  static List<Check> all() {
    return List.of(
        Check.of(
            "return.too-much",
            "No more is returned than was reserved",
            POINTS,
            "All that was returned and charged from a reserve is no more than the reserve.",
            ReturnChecks::tooMuch),
        Check.of(
            "return.concurrent",
            "Of returns of the whole that arrive at once, one is done",
            POINTS,
            "All that was returned and charged from a reserve is no more than the reserve.",
            ReturnChecks::concurrent),
        Check.of(
            "return.unknown-reserve",
            "A return of a reserve that was never made is refused",
            POINTS,
            NAMES + ".",
            ReturnChecks::unknownReserve),
        Check.of(
            "return.cancelled-reserve",
            "A return of a reserve that was cancelled is refused",
            POINTS,
            NAMES + ".",
            ReturnChecks::cancelledReserve),
        Check.of(
            "return.no-reserve",
            "A return of what is no reserve is refused",
            POINTS,
            NAMES + ".",
            ReturnChecks::noReserve),
        Check.of(
            "return.other-group",
            "A return for another order group is refused",
            POINTS,
            NAMES + " and of the same order group.",
            ReturnChecks::otherGroup),
        Check.of(
            "return.other-member",
            "A return to another member is refused",
            POINTS,
            NAMES + " and (RETURN) of the same member.",
            ReturnChecks::otherMember),
        Check.of(
            "fee.too-much",
            "No more is charged than is left of the reserve",
            POINTS,
            "All that was returned and charged from a reserve is no more than the reserve.",
            ReturnChecks::feeTooMuch),
        Check.of(
            "fee.unknown-reserve",
            "A fee from a reserve that was never made is refused",
            POINTS,
            NAMES + ".",
            ReturnChecks::feeOfUnknownReserve),
        Check.of(
            "form.reverses",
            "A return without its reserve, and a reserve with one, are refused",
            TRANSFER,
            "reverses: for RETURN and FEE required, else none. INVALID_REQUEST.",
            ReturnChecks::reverses),
        Check.of(
            "form.uid",
            "A fee with a member, and a reserve without one, are refused",
            TRANSFER,
            "uid: not for FEE; for all others required. INVALID_REQUEST.",
            ReturnChecks::uid));
  }

  /** Reserves, and something beside it, so that the intermediary account could pay too much. */
  private static TransferId reservedWithCushion(Trial trial, int count) {
    trial.reserved(count * COPIES);
    return trial.reserved(count);
  }

  private static void tooMuch(Trial trial) {
    TransferId reserve = reservedWithCushion(trial, 3);
    trial.done(trial.newId(), trial.giveBack(reserve, 1));
    trial.refused(trial.newId(), trial.giveBack(reserve, 3), MerchantProblem.REVERSES_INVALID);
    trial.done(trial.newId(), trial.giveBack(reserve, 2));
    trial.refused(trial.newId(), trial.giveBack(reserve, 1), MerchantProblem.REVERSES_INVALID);
  }

  private static void concurrent(Trial trial) {
    TransferId reserve = reservedWithCushion(trial, 2);
    List<TransferId> ids = new ArrayList<>();
    for (int i = 0; i < COPIES; i++) {
      ids.add(trial.newId());
    }
    TransferRequest transfer = trial.giveBack(reserve, 2);
    List<Answer> answers = trial.together(COPIES, number -> trial.send(ids.get(number), transfer));
    long done = answers.stream().filter(Trial::isDone).count();
    long refused =
        answers.stream()
            .filter(answer -> Trial.isRefused(answer, MerchantProblem.REVERSES_INVALID))
            .count();
    trial.expect(
        COPIES + " at once, each with its own id: " + Trial.put(ids.getFirst(), transfer).text(),
        "one is done, the others are refused with REVERSES_INVALID",
        done + " done, " + refused + " refused with REVERSES_INVALID",
        done == 1 && refused == COPIES - 1);
  }

  private static void unknownReserve(Trial trial) {
    trial.reserved(1);
    trial.refused(
        trial.newId(), trial.giveBack(trial.newId(), 1), MerchantProblem.REVERSES_INVALID);
  }

  private static void cancelledReserve(Trial trial) {
    trial.reserved(1);
    TransferId cancelled = trial.newId();
    trial.expect(Trial.cancel(cancelled), Expected.cancelled(cancelled));
    trial.refused(trial.newId(), trial.giveBack(cancelled, 1), MerchantProblem.REVERSES_INVALID);
  }

  private static void noReserve(Trial trial) {
    TransferId reserve = reservedWithCushion(trial, 1);
    TransferId back = trial.newId();
    trial.done(back, trial.giveBack(reserve, 1));
    trial.refused(trial.newId(), trial.giveBack(back, 1), MerchantProblem.REVERSES_INVALID);
  }

  private static void otherGroup(Trial trial) {
    TransferId reserve = trial.reserved(1);
    TransferRequest right = trial.giveBack(reserve, 1);
    trial.refused(
        trial.newId(),
        new TransferRequest(
            right.kind(),
            right.uid(),
            right.units(),
            right.reverses(),
            right.notAfter(),
            "conformance-other"),
        MerchantProblem.REVERSES_INVALID);
  }

  private static void otherMember(Trial trial) {
    String other = trial.settings().otherUid();
    if (other == null) {
      throw new Trial.SkippedException("another member's uid was not given");
    }
    TransferId reserve = trial.reserved(1);
    trial.refused(
        trial.newId(),
        trial.request(TransferKind.RETURN, other, trial.units(1), reserve),
        MerchantProblem.REVERSES_INVALID);
  }

  private static void feeTooMuch(Trial trial) {
    TransferId reserve = reservedWithCushion(trial, 2);
    trial.done(trial.newId(), trial.giveBack(reserve, 1));
    trial.refused(trial.newId(), trial.fee(reserve, 2), MerchantProblem.REVERSES_INVALID);
  }

  private static void feeOfUnknownReserve(Trial trial) {
    trial.reserved(1);
    trial.refused(trial.newId(), trial.fee(trial.newId(), 1), MerchantProblem.REVERSES_INVALID);
  }

  private static void reverses(Trial trial) {
    TransferId reserve = trial.reserved(1);
    trial.refused(
        trial.newId(),
        trial.request(TransferKind.RETURN, trial.uid(), trial.units(1), null),
        MerchantProblem.INVALID_REQUEST);
    trial.refused(
        trial.newId(),
        trial.request(TransferKind.RESERVE, trial.uid(), trial.units(1), reserve),
        MerchantProblem.INVALID_REQUEST);
  }

  private static void uid(Trial trial) {
    TransferId reserve = trial.reserved(1);
    trial.refused(
        trial.newId(),
        trial.request(TransferKind.FEE, trial.uid(), trial.units(1), reserve),
        MerchantProblem.INVALID_REQUEST);
    trial.refused(
        trial.newId(),
        trial.request(TransferKind.RESERVE, null, trial.units(1), null),
        MerchantProblem.INVALID_REQUEST);
  }
}
