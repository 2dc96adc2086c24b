package io.dams.contracts.conformance;

import static io.dams.contracts.conformance.Rule.Section.SIGNATURE;

import io.dams.contracts.conformance.Request.Signing;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TransferRequest;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Who calls is known by the signature. */
final class SignatureChecks {

  /** Further away than tolerated, by more than clocks may differ. */
  private static final Duration TOO_FAR = Duration.ofSeconds(400);

  /** Near enough, by more than clocks may differ. */
  private static final Duration TOLERATED = Duration.ofSeconds(200);

  private static final String REFUSES = "The merchant refuses with SIGNATURE_INVALID ";

  private SignatureChecks() {}

  static final Check ACCEPTED =
      Check.of(
          "signature.accepted",
          "A request that is signed rightly is answered",
          SIGNATURE,
          "HMAC-SHA256 with the key's secret over method, path with query, timestamp, nonce and"
              + " the hash of the body.",
          trial -> trial.expect(trial.balanceOf(trial.uid()), Expected.balance(trial.uid())));

  static List<Check> all() {
    return Stream.concat(contents().stream(), times().stream()).toList();
  }

  private static List<Check> contents() {
    return List.of(
        Check.of(
            "signature.missing",
            "A request without a signature is refused",
            SIGNATURE,
            "Every request carries the four headers.",
            trial -> refusesReserve(trial, new Signing.Missing())),
        Check.of(
            "signature.unknown-key",
            "A key that nobody has is refused",
            SIGNATURE,
            REFUSES + "an unknown key.",
            trial -> refusesReserve(trial, new Signing.UnknownKey())),
        Check.of(
            "signature.wrong-secret",
            "Another secret is refused",
            SIGNATURE,
            REFUSES + "a wrong signature.",
            trial -> refusesReserve(trial, new Signing.WrongSecret())),
        Check.of(
            "signature.body",
            "Another body than was signed is refused",
            SIGNATURE,
            "The hash of the body is part of what is signed.",
            SignatureChecks::body),
        Check.of(
            "signature.body-bytes",
            "The same JSON with other spacing than was signed is refused",
            SIGNATURE,
            "The body is its exact bytes, before anything has parsed it.",
            SignatureChecks::bodyBytes),
        Check.of(
            "signature.spacing",
            "A body with unusual spacing that is signed rightly is accepted",
            SIGNATURE,
            "The body is its exact bytes, whatever they look like.",
            SignatureChecks::spacing),
        Check.of(
            "signature.path",
            "Another path than was signed is refused",
            SIGNATURE,
            "The path is part of what is signed.",
            SignatureChecks::path),
        Check.of(
            "signature.query",
            "Another query than was signed is refused",
            SIGNATURE,
            "The path is as it was sent, with its query if it has one.",
            SignatureChecks::query),
        Check.of(
            "signature.method",
            "Another method than was signed is refused",
            SIGNATURE,
            "The method is part of what is signed.",
            SignatureChecks::method));
  }

  private static List<Check> times() {
    return List.of(
        Check.of(
            "signature.timestamp-old",
            "A timestamp of long ago is refused",
            SIGNATURE,
            REFUSES + "a timestamp more than 300 seconds from its clock.",
            trial -> refusesReserve(trial, new Signing.Shifted(TOO_FAR.negated()))),
        Check.of(
            "signature.timestamp-future",
            "A timestamp of the future is refused",
            SIGNATURE,
            REFUSES + "a timestamp more than 300 seconds from its clock.",
            trial -> refusesReserve(trial, new Signing.Shifted(TOO_FAR))),
        Check.of(
            "signature.timestamp-near",
            "A clock that is some minutes off is tolerated",
            SIGNATURE,
            "A timestamp up to 300 seconds from the merchant's clock is accepted.",
            SignatureChecks::near));
  }

  private static void refusesReserve(Trial trial, Signing signing) {
    refusesReserve(trial, trial.newId(), trial.reserve(1), signing);
  }

  private static void refusesReserve(
      Trial trial, TransferId id, TransferRequest transfer, Signing signing) {
    trial.expect(
        id,
        transfer,
        put -> put.signed(signing),
        Expected.refused(MerchantProblem.SIGNATURE_INVALID));
  }

  private static void body(Trial trial) {
    TransferId id = trial.newId();
    Request signed = Trial.put(id, trial.reserve(1));
    refusesReserve(
        trial,
        id,
        trial.reserve(2),
        new Signing.Over(
            signed.method(), signed.path(), signed.body(), "signed over a body with other units"));
  }

  private static void bodyBytes(Trial trial) {
    TransferId id = trial.newId();
    TransferRequest transfer = trial.reserve(1);
    Request put = Trial.put(id, transfer);
    Signing over =
        new Signing.Over(
            put.method(), put.path(), put.body(), "signed over the same without spaces");
    trial.expect(
        id,
        transfer,
        right -> right.signed(over).withBody(AnswerMapper.spacedBytes(transfer)),
        Expected.refused(MerchantProblem.SIGNATURE_INVALID));
  }

  private static void spacing(Trial trial) {
    TransferId id = trial.newId();
    TransferRequest transfer = trial.reserve(1);
    trial.expect(
        id,
        transfer,
        put -> put.withBody(AnswerMapper.spacedBytes(transfer)),
        Expected.done(id, transfer));
  }

  private static void path(Trial trial) {
    TransferId id = trial.newId();
    TransferRequest transfer = trial.reserve(1);
    Request other = Trial.put(trial.newId(), transfer);
    refusesReserve(
        trial,
        id,
        transfer,
        new Signing.Over(other.method(), other.path(), other.body(), "signed for another id"));
  }

  private static void query(Trial trial) {
    Request page = Request.get("/v1/statements/2020-01-01?limit=2");
    Signing over =
        new Signing.Over(
            "GET", "/v1/statements/2020-01-01?limit=1", page.body(), "signed for limit=1");
    trial.expect(page.signed(over), Expected.refused(MerchantProblem.SIGNATURE_INVALID));
  }

  private static void method(Trial trial) {
    TransferId id = trial.newId();
    TransferRequest transfer = trial.reserve(1);
    Request put = Trial.put(id, transfer);
    refusesReserve(
        trial, id, transfer, new Signing.Over("POST", put.path(), put.body(), "signed for POST"));
  }

  private static void near(Trial trial) {
    for (Duration shift : List.of(TOLERATED.negated(), TOLERATED)) {
      trial.expect(
          trial.balanceOf(trial.uid()).signed(new Signing.Shifted(shift)),
          Expected.balance(trial.uid()));
    }
  }
}
