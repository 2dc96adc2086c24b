package io.dams.backoffice.receivable;

import io.dams.backoffice.audit.AuditEntry;
import io.dams.backoffice.audit.Evidence;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.platform.identity.Caller;
import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import io.dams.platform.problem.ProblemType;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What merchants owe us, for operators. */
@RestController
@RequestMapping("/ops/receivables")
class ReceivableController {

  private static final ProblemType SETTLED =
      new ProblemType("receivable-settled", 409, "The receivable was settled before");
  private static final int MAX_LIMIT = 200;

  private final Receivables receivables;

  ReceivableController(Receivables receivables) {
    this.receivables = receivables;
  }

  /** A page of receivables, oldest first; both filters are optional. */
  @GetMapping
  ReceivablePage receivables(
      @RequestParam(required = false) Receivable.@Nullable State state,
      @RequestParam(required = false) @Nullable AssetCode exCode,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "50") int limit) {
    int bound = Math.clamp(limit, 1, MAX_LIMIT);
    List<ReceivableView> items =
        receivables.list(state, exCode, Math.max(after, 0), bound).stream()
            .map(ReceivableView::of)
            .toList();
    return new ReceivablePage(items, items.size() < bound ? null : items.getLast().id());
  }

  /** A receivable with all that was done to it. */
  @GetMapping("/{transferId}")
  ReceivableStory receivable(@PathVariable TransferId transferId) {
    Receivable found = receivables.find(transferId).orElseThrow(() -> notFound(transferId));
    return new ReceivableStory(ReceivableView.of(found), receivables.trail(transferId));
  }

  /** Says that the merchant has made it good. */
  @PostMapping("/{transferId}/settle")
  ReceivableStory settleReceivable(
      @PathVariable TransferId transferId, @Valid @RequestBody Evidence evidence, Caller caller) {
    switch (receivables.settle(transferId, evidence, caller.name())) {
      case SETTLED -> {}
      case SETTLED_BEFORE -> throw new ProblemException(SETTLED, transferId + " is settled");
      case UNKNOWN -> throw notFound(transferId);
    }
    return receivable(transferId);
  }

  private static ProblemException notFound(TransferId transferId) {
    return new ProblemException(CommonProblem.NOT_FOUND, "no merchant owes us " + transferId);
  }

  /** A page. {@code next} is the {@code after} of the next one; null at the end. */
  record ReceivablePage(List<ReceivableView> items, @Nullable String next) {}

  /** A receivable and its trail. */
  record ReceivableStory(ReceivableView receivable, List<AuditEntry> trail) {}

  /** A receivable; 64-bit numbers as text. */
  record ReceivableView(
      String id,
      TransferId transferId,
      TransferKind kind,
      AssetCode exCode,
      String units,
      String group,
      String leg,
      String user,
      String reason,
      Receivable.State state,
      Instant bookedAt,
      @Nullable Instant settledAt) {

    static ReceivableView of(Receivable row) {
      return new ReceivableView(
          Long.toString(row.id()),
          row.transferId(),
          row.kind(),
          row.exCode(),
          Long.toString(row.units()),
          row.groupId().toString(),
          row.legId().toString(),
          row.userId().toString(),
          row.reason(),
          row.state(),
          row.bookedAt(),
          row.settledAt());
    }
  }
}
