package io.dams.contracts.conformance;

import static io.dams.contracts.conformance.Rule.Section.SIGNATURE;

import io.dams.contracts.conformance.Request.Signing;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.MerchantProblem;
import java.util.List;

/** A signed request counts once. */
final class ReplayChecks {

  private static final int COPIES = 8;

  private ReplayChecks() {}

  static List<Check> all() {
    return List.of(
        Check.of(
            "replay.same-request",
            "The same signed request again is refused",
            SIGNATURE,
            "A nonce that the key has used within 600 seconds is refused with REPLAYED.",
            ReplayChecks::again),
        Check.of(
            "replay.other-request",
            "A used nonce is refused with any other request, too",
            SIGNATURE,
            "A nonce that the key has used within 600 seconds is refused with REPLAYED.",
            ReplayChecks::otherRequest),
        Check.of(
            "replay.concurrent",
            "Of copies that arrive at once, one is answered",
            SIGNATURE,
            "A nonce counts once, also when copies arrive at the same moment.",
            ReplayChecks::concurrent));
  }

  private static void again(Trial trial) {
    TransferId id = trial.newId();
    Request cancel = Trial.cancel(id).signed(new Signing.WithNonce(trial.nonce()));
    trial.expect(cancel, Expected.cancelled(id));
    trial.expect(cancel, Expected.refused(MerchantProblem.REPLAYED));
  }

  private static void otherRequest(Trial trial) {
    Signing signing = new Signing.WithNonce(trial.nonce());
    TransferId id = trial.newId();
    trial.expect(Trial.cancel(id).signed(signing), Expected.cancelled(id));
    trial.expect(
        trial.balanceOf(trial.uid()).signed(signing), Expected.refused(MerchantProblem.REPLAYED));
  }

  private static void concurrent(Trial trial) {
    TransferId id = trial.newId();
    Request cancel = Trial.cancel(id).signed(new Signing.WithNonce(trial.nonce()));
    List<Answer> answers = trial.together(COPIES, copy -> trial.send(cancel));
    long answered =
        answers.stream().filter(answer -> Expected.cancelled(id).complaint(answer) == null).count();
    long replayed =
        answers.stream()
            .filter(answer -> Trial.isRefused(answer, MerchantProblem.REPLAYED))
            .count();
    trial.expect(
        COPIES + " at once: " + cancel.text(),
        "one is answered, " + (COPIES - 1) + " are refused with REPLAYED",
        answered + " answered, " + replayed + " refused with REPLAYED",
        answered == 1 && replayed == COPIES - 1);
  }
}
