package io.dams.backoffice.suspense;

import io.dams.backoffice.audit.AuditEntry;
import io.dams.backoffice.audit.Evidence;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.platform.identity.Caller;
import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import io.dams.platform.problem.ProblemType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The suspense, for operators. */
@RestController
@RequestMapping("/ops/suspense")
class SuspenseController {

  private static final ProblemType CLAIMED =
      new ProblemType("suspense-claimed", 409, "The points were claimed before");
  private static final int MAX_LIMIT = 200;

  private final Suspense suspense;

  SuspenseController(Suspense suspense) {
    this.suspense = suspense;
  }

  /** A page of entries, oldest first; all filters are optional. */
  @GetMapping
  SuspensePage suspense(
      @RequestParam(required = false) Suspended.@Nullable State state,
      @RequestParam(required = false) @Nullable AssetCode exCode,
      @RequestParam(required = false) @Nullable UserId user,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "50") int limit) {
    int bound = Math.clamp(limit, 1, MAX_LIMIT);
    List<SuspendedView> items =
        suspense.list(state, exCode, user, Math.max(after, 0), bound).stream()
            .map(SuspendedView::of)
            .toList();
    return new SuspensePage(items, items.size() < bound ? null : items.getLast().id());
  }

  /** An entry with all that was done to it. */
  @GetMapping("/{transferId}")
  SuspendedStory suspended(@PathVariable TransferId transferId) {
    Suspended found = suspense.find(transferId).orElseThrow(() -> notFound(transferId));
    return new SuspendedStory(SuspendedView.of(found), suspense.trail(transferId));
  }

  /** Names an account at the merchant to which the points go instead. */
  @PostMapping("/{transferId}/claim")
  @ResponseStatus(HttpStatus.ACCEPTED)
  SuspendedStory claimSuspended(
      @PathVariable TransferId transferId, @Valid @RequestBody Destination request, Caller caller) {
    var evidence = new Evidence(request.reference(), request.note());
    switch (suspense.claim(transferId, request.uid(), evidence, caller.name())) {
      case CLAIMED -> {}
      case CLAIMED_BEFORE -> throw new ProblemException(CLAIMED, transferId + " is claimed");
      case UNKNOWN -> throw notFound(transferId);
    }
    return suspended(transferId);
  }

  private static ProblemException notFound(TransferId transferId) {
    return new ProblemException(CommonProblem.NOT_FOUND, transferId + " is not suspended");
  }

  /**
   * Where the points go, and why.
   *
   * @param uid the account at the merchant
   * @param reference the merchant's or the buyer's number of the evidence that it is the buyer's
   */
  record Destination(
      @NotBlank @Size(max = 128) String uid,
      @NotBlank @Size(max = 128) String reference,
      @NotBlank @Size(max = 1000) String note) {}

  /** A page. {@code next} is the {@code after} of the next one; null at the end. */
  record SuspensePage(List<SuspendedView> items, @Nullable String next) {}

  /** An entry and its trail. */
  record SuspendedStory(SuspendedView suspended, List<AuditEntry> trail) {}

  /** An entry; 64-bit numbers as text. */
  record SuspendedView(
      String id,
      TransferId transferId,
      TransferKind kind,
      AssetCode exCode,
      String units,
      String group,
      String leg,
      String user,
      String refusedUid,
      String reason,
      Suspended.State state,
      @Nullable TransferId claimId,
      @Nullable String claimedUid,
      Instant suspendedAt,
      @Nullable Instant claimedAt) {

    static SuspendedView of(Suspended row) {
      return new SuspendedView(
          Long.toString(row.id()),
          row.transferId(),
          row.kind(),
          row.exCode(),
          Long.toString(row.units()),
          row.groupId().toString(),
          row.legId().toString(),
          row.userId().toString(),
          row.refusedUid(),
          row.reason(),
          row.state(),
          row.claimId(),
          row.claimedUid(),
          row.suspendedAt(),
          row.claimedAt());
    }
  }
}
