package io.dams.contracts.conformance;

import static io.dams.contracts.conformance.Rule.Section.POINTS;
import static io.dams.contracts.conformance.Rule.Section.STATEMENT;
import static io.dams.contracts.conformance.Rule.Section.TRANSFER;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.merchant.TransferRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Amounts, ids and pages have bounds, and what is beyond them does nothing. */
final class LimitChecks {

  private static final String AMOUNTS =
      "Amounts are minor units, as decimal text of a positive 64-bit integer; anything else is"
          + " INVALID_REQUEST.";

  private LimitChecks() {}

  static List<Check> all() {
    return List.of(
        Check.of(
            "limit.zero",
            "An amount of 0 is refused",
            POINTS,
            AMOUNTS,
            trial -> refusesUnits(trial, "0")),
        Check.of(
            "limit.negative",
            "A negative amount is refused",
            POINTS,
            AMOUNTS,
            trial -> refusesUnits(trial, "-" + trial.units(1))),
        Check.of(
            "limit.fraction",
            "A fraction is refused",
            POINTS,
            AMOUNTS,
            trial -> refusesUnits(trial, trial.units(1) + ".5")),
        Check.of(
            "limit.overflow",
            "An amount beyond 64 bits is refused",
            POINTS,
            AMOUNTS,
            LimitChecks::overflow),
        Check.of(
            "limit.insufficient",
            "A reserve of more than the member has is refused",
            TRANSFER,
            "INSUFFICIENT_POINTS of the member for a RESERVE.",
            LimitChecks::insufficient),
        Check.of(
            "limit.exceeded",
            "A reserve beyond the merchant's own limit is refused",
            TRANSFER,
            "LIMIT_EXCEEDED, before INSUFFICIENT_POINTS is looked at.",
            LimitChecks::exceeded),
        Check.of(
            "limit.id",
            "A transfer id that is too long is refused",
            TRANSFER,
            "A transfer id is 1 to 64 of A-Z a-z 0-9 _ -; anything else is INVALID_REQUEST.",
            LimitChecks::id),
        Check.of(
            "limit.garbage",
            "A body that is no JSON is refused",
            TRANSFER,
            "INVALID_REQUEST comes before everything else.",
            LimitChecks::garbage),
        Check.of(
            "limit.page",
            "A page of 0 or of more than 1,000 lines is refused",
            STATEMENT,
            "limit is 1 to 1,000; anything else is INVALID_REQUEST.",
            LimitChecks::page));
  }

  private static void refusesUnits(Trial trial, String units) {
    long before = trial.balance();
    TransferRequest nominal = trial.reserve(1);
    byte[] body = withUnits(nominal, units);
    trial.expect(
        trial.newId(),
        nominal,
        put -> put.withBody(body),
        Expected.refused(MerchantProblem.INVALID_REQUEST));
    trial.expectBalance(before);
  }

  /** Both the first that does not fit, and one that a narrower type would cut to 1. */
  private static void overflow(Trial trial) {
    refusesUnits(trial, "9223372036854775808");
    refusesUnits(trial, "18446744073709551617");
  }

  private static void insufficient(Trial trial) {
    long before = trial.balance();
    TransferRequest tooMuch = trial.request(TransferKind.RESERVE, trial.uid(), before + 1, null);
    trial.refused(
        trial.newId(),
        tooMuch,
        MerchantProblem.INSUFFICIENT_POINTS,
        MerchantProblem.LIMIT_EXCEEDED);
    trial.expectBalance(before);
  }

  private static void exceeded(Trial trial) {
    long limit = trial.settings().limitUnits();
    if (limit == 0) {
      throw new Trial.SkippedException("no limit was given");
    }
    trial.refused(
        trial.newId(),
        trial.request(TransferKind.RESERVE, trial.uid(), limit + 1, null),
        MerchantProblem.LIMIT_EXCEEDED);
  }

  private static void id(Trial trial) {
    TransferId known = trial.newId();
    String id = known + "-" + "x".repeat(64 - known.value().length());
    byte[] body = AnswerMapper.bytes(trial.reserve(1));
    trial.expect(
        Request.put("/v1/transfers/" + id, body),
        Expected.refused(MerchantProblem.INVALID_REQUEST));
  }

  private static void garbage(Trial trial) {
    byte[] body = "{\"kind\":\"RESERVE\",".getBytes(StandardCharsets.UTF_8);
    trial.expect(
        Trial.put(trial.newId(), trial.reserve(1)).withBody(body),
        Expected.refused(MerchantProblem.INVALID_REQUEST));
  }

  private static void page(Trial trial) {
    for (String limit : List.of("0", "1001")) {
      trial.expect(
          Request.get("/v1/statements/2020-01-01?limit=" + limit),
          Expected.refused(MerchantProblem.INVALID_REQUEST));
    }
  }

  private static byte[] withUnits(TransferRequest transfer, String units) {
    String right = new String(AnswerMapper.bytes(transfer), StandardCharsets.UTF_8);
    return right
        .replace("\"units\":\"" + transfer.units() + "\"", "\"units\":\"" + units + "\"")
        .getBytes(StandardCharsets.UTF_8);
  }
}
