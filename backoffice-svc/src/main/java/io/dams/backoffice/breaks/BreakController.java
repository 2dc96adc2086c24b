package io.dams.backoffice.breaks;

import io.dams.backoffice.audit.AuditEntry;
import io.dams.backoffice.audit.Evidence;
import io.dams.backoffice.breaks.Breaks.BreakAnswer;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.platform.identity.Caller;
import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import io.dams.platform.problem.ProblemType;
import jakarta.validation.Valid;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Breaks, for operators. */
@RestController
@RequestMapping("/ops/breaks")
class BreakController {

  private static final ProblemType CLOSED =
      new ProblemType("break-closed", 409, "The break is closed");
  private static final int MAX_LIMIT = 200;

  private final Breaks breaks;

  BreakController(Breaks breaks) {
    this.breaks = breaks;
  }

  /** A page of breaks, oldest first; all filters are optional. */
  @GetMapping
  BreakPage breaks(
      @RequestParam(required = false) @Nullable BreakState state,
      @RequestParam(required = false) @Nullable AssetCode exCode,
      @RequestParam(required = false) @Nullable BreakType type,
      @RequestParam(required = false) @Nullable LocalDate day,
      @RequestParam(required = false) @Nullable TransferId transferId,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "50") int limit) {
    int bound = Math.clamp(limit, 1, MAX_LIMIT);
    var filter = new BreakMapper.Filter(state, exCode, type, day, transferId);
    List<BreakView> items =
        breaks.list(filter, Math.max(after, 0), bound).stream().map(BreakView::of).toList();
    return new BreakPage(items, items.size() < bound ? null : items.getLast().id());
  }

  /** A break with all that was done to it. */
  @GetMapping("/{id}")
  BreakStory breakStory(@PathVariable long id) {
    StatementBreak found = breaks.find(id).orElseThrow(() -> notFound(id));
    return new BreakStory(BreakView.of(found), breaks.trail(id));
  }

  /** Says why the books differ; it stays in the list of what is not repaired. */
  @PostMapping("/{id}/explain")
  BreakStory explainBreak(
      @PathVariable long id, @Valid @RequestBody Evidence evidence, Caller caller) {
    check(id, breaks.explain(id, caller.name(), evidence));
    return breakStory(id);
  }

  /** Closes it for good. */
  @PostMapping("/{id}/resolve")
  BreakStory resolveBreak(
      @PathVariable long id, @Valid @RequestBody Evidence evidence, Caller caller) {
    check(id, breaks.resolve(id, caller.name(), evidence));
    return breakStory(id);
  }

  private static void check(long id, BreakAnswer answer) {
    switch (answer) {
      case BreakAnswer.Changed _ -> {}
      case BreakAnswer.Refused(BreakState state) ->
          throw new ProblemException(CLOSED, "break " + id + " is " + state);
      case BreakAnswer.Unknown _ -> throw notFound(id);
    }
  }

  private static ProblemException notFound(long id) {
    return new ProblemException(CommonProblem.NOT_FOUND, "there is no break " + id);
  }

  /** A page. {@code next} is the {@code after} of the next one; null at the end. */
  record BreakPage(List<BreakView> items, @Nullable String next) {}

  /** A break and its trail. */
  record BreakStory(BreakView found, List<AuditEntry> trail) {}

  /** A break; 64-bit numbers as text. */
  record BreakView(
      String id,
      AssetCode exCode,
      LocalDate day,
      TransferId transferId,
      BreakType type,
      BreakState state,
      @Nullable SideView ours,
      @Nullable SideView theirs,
      @Nullable UnbookableView unbookable,
      Instant openedAt,
      Instant changedAt) {

    static BreakView of(StatementBreak row) {
      return new BreakView(
          Long.toString(row.id()),
          row.exCode(),
          row.day(),
          row.transferId(),
          row.type(),
          row.state(),
          SideView.of(row.ourKind(), row.ourUnits(), row.ourReference(), row.ourAt()),
          SideView.of(row.theirKind(), row.theirUnits(), row.theirReference(), row.theirAt()),
          UnbookableView.of(row.theirFaults(), row.theirText()),
          row.openedAt(),
          row.changedAt());
    }
  }

  /** A line of the merchant's that no book can hold: its wrong fields, and how it begins. */
  record UnbookableView(String faults, String text) {

    static @Nullable UnbookableView of(@Nullable String faults, @Nullable String text) {
      return faults == null || text == null ? null : new UnbookableView(faults, text);
    }
  }

  /** What one book says. */
  record SideView(
      TransferKind kind, String units, @Nullable String reference, @Nullable Instant at) {

    static @Nullable SideView of(
        @Nullable TransferKind kind,
        @Nullable Long units,
        @Nullable String reference,
        @Nullable Instant at) {
      return kind == null ? null : new SideView(kind, String.valueOf(units), reference, at);
    }
  }
}
