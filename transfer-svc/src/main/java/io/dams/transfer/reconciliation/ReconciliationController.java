package io.dams.transfer.reconciliation;

import io.dams.platform.identity.Caller;
import io.dams.transfer.app.Apps;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Reconciliations, for operators. */
@RestController
@RequestMapping("/ops/transfer-reconciliations")
class ReconciliationController {

  private static final int MAX_LIMIT = 200;

  private final ReconciliationMapper mapper;
  private final Reconciliations reconciliations;
  private final Apps apps;
  private final TransactionTemplate transaction;

  ReconciliationController(
      ReconciliationMapper mapper,
      Reconciliations reconciliations,
      Apps apps,
      TransactionTemplate transaction) {
    this.mapper = mapper;
    this.reconciliations = reconciliations;
    this.apps = apps;
    this.transaction = transaction;
  }

  /** Days of apps in the order in which they were begun. */
  @GetMapping
  List<ReconciliationLine> list(
      @RequestParam(defaultValue = "0") long after, @RequestParam(defaultValue = "50") int limit) {
    return mapper.list(Math.max(after, 0), Math.clamp(limit, 1, MAX_LIMIT)).stream()
        .map(ReconciliationLine::of)
        .toList();
  }

  /**
   * Has a day of an app compared, again if it was; also one that is not over, which is compared
   * again when it is. Nothing happens while that goes on.
   */
  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  void begin(@Valid @RequestBody ReconciliationDay day, Caller caller) {
    transaction.executeWithoutResult(
        _ -> {
          apps.audit(caller.name(), "RECONCILE", "app-" + day.app(), day.day().toString());
          reconciliations.owe(apps.get(day.app()), day.day());
        });
  }

  /** Which day. */
  record ReconciliationDay(@NotNull Integer app, @NotNull LocalDate day) {}

  /** A day of an app; 64-bit numbers as text. */
  record ReconciliationLine(
      String id,
      int app,
      LocalDate day,
      ReconciliationMapper.State state,
      int run,
      long orders,
      long breaks,
      long unanswered,
      Instant startedAt,
      @Nullable Instant doneAt) {

    static ReconciliationLine of(ReconciliationMapper.Row row) {
      return new ReconciliationLine(
          Long.toString(row.id()),
          row.transferAppId(),
          row.day(),
          row.state(),
          row.run(),
          row.orders(),
          row.breaks(),
          row.unanswered(),
          row.startedAt(),
          row.doneAt());
    }
  }
}
