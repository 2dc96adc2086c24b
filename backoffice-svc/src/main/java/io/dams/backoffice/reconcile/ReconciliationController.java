package io.dams.backoffice.reconcile;

import io.dams.contracts.money.AssetCode;
import io.dams.platform.identity.Caller;
import io.dams.platform.merchant.MerchantClients;
import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import io.dams.platform.problem.ProblemType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Daily comparisons, for operators. */
@RestController
@RequestMapping("/ops/reconciliations")
class ReconciliationController {

  private static final ProblemType NOT_OVER =
      new ProblemType("day-not-over", 422, "The day is not closed yet");
  private static final int MAX_LIMIT = 200;
  private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);

  private final Reconciliations reconciliations;
  private final MerchantClients merchants;

  ReconciliationController(Reconciliations reconciliations, MerchantClients merchants) {
    this.reconciliations = reconciliations;
    this.merchants = merchants;
  }

  /** A page of days, each with its last pass; both filters are optional. */
  @GetMapping
  ReconciliationPage reconciliations(
      @RequestParam(required = false) @Nullable AssetCode exCode,
      @RequestParam(required = false) @Nullable LocalDate day,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "50") int limit) {
    int bound = Math.clamp(limit, 1, MAX_LIMIT);
    List<Run> items =
        reconciliations.list(exCode, day, Math.max(after, 0), bound).stream().map(Run::of).toList();
    return new ReconciliationPage(items, items.size() < bound ? null : items.getLast().id());
  }

  /** Has a closed day compared, again if it was before. One that is under way just goes on. */
  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  Run reconcile(@Valid @RequestBody Day request, Caller caller) {
    if (!merchants.exCodes().contains(request.exCode())) {
      throw new ProblemException(CommonProblem.NOT_FOUND, "no merchant keeps " + request.exCode());
    }
    if (request.day().isBefore(FIRST)) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          "day must be " + FIRST + " or later",
          Map.of("field", "day", "rule", FIRST + " or later"));
    }
    if (request.day().isAfter(reconciliations.lastClosedDay())) {
      throw new ProblemException(NOT_OVER, request.day() + " goes on");
    }
    return Run.of(reconciliations.request(request.exCode(), request.day(), caller.name()));
  }

  /** Which day of which merchant. */
  record Day(@NotNull AssetCode exCode, @NotNull LocalDate day) {}

  /** A page. {@code next} is the {@code after} of the next one; null at the end. */
  record ReconciliationPage(List<Run> items, @Nullable String next) {}

  /** The last pass over a day; 64-bit numbers as text. */
  record Run(
      String id,
      AssetCode exCode,
      LocalDate day,
      int pass,
      Reconciliation.State state,
      String theirLines,
      String ourLines,
      String differences,
      String requestedBy,
      Instant startedAt,
      @Nullable Instant finishedAt) {

    static Run of(Reconciliation row) {
      return new Run(
          Long.toString(row.id()),
          row.exCode(),
          row.day(),
          row.pass(),
          row.state(),
          Long.toString(row.theirLines()),
          Long.toString(row.ourLines()),
          Long.toString(row.breaks()),
          row.requestedBy(),
          row.startedAt(),
          row.finishedAt());
    }
  }
}
