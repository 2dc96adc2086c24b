package io.dams.backoffice.statement;

import io.dams.backoffice.audit.AuditEntry;
import io.dams.backoffice.audit.Evidence;
import io.dams.backoffice.statement.ErrorBook.ErrorAnswer;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.platform.identity.Caller;
import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import io.dams.platform.problem.ProblemType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

/** The error book, for operators. */
@RestController
@RequestMapping("/ops/errors")
class ErrorBookController {

  private static final ProblemType ALREADY_RESOLVED =
      new ProblemType("already-resolved", 409, "The movement was made meanwhile");

  private static final ProblemType RULING_DOES_NOT_FIT =
      new ProblemType("ruling-does-not-fit", 422, "The ruling does not fit the movement");

  private static final int MAX_LIMIT = 200;

  /** So far back goes a merchant's memory of transfers. */
  private static final Duration REMEMBERED = Duration.ofDays(400);

  /** By so much a merchant's clock may be ahead of ours. */
  private static final Duration CLOCKS = Duration.ofMinutes(5);

  private final ErrorBook errors;

  ErrorBookController(ErrorBook errors) {
    this.errors = errors;
  }

  /** A page of entries, oldest first; all filters are optional. */
  @GetMapping
  Page list(
      @RequestParam(defaultValue = "true") boolean open,
      @RequestParam(required = false) @Nullable AssetCode exCode,
      @RequestParam(required = false) @Nullable TransferKind kind,
      @RequestParam(required = false) @Nullable String reason,
      @RequestParam(required = false) @Nullable OrderGroupId group,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "50") int limit) {
    int bound = Math.clamp(limit, 1, MAX_LIMIT);
    var filter = new ErrorBookMapper.Filter(open, exCode, kind, reason, group);
    Instant now = errors.now();
    List<Entry> items =
        errors.list(filter, Math.max(after, 0), bound).stream()
            .map(entry -> Entry.of(entry, now))
            .toList();
    String next = items.size() < bound ? null : items.getLast().id();
    return new Page(items, next);
  }

  /** An entry with all that people did to it. */
  @GetMapping("/{transferId}")
  Story story(@PathVariable String transferId) {
    TransferId id = parse(transferId);
    ErrorEntry entry = errors.find(id).orElseThrow(() -> notFound(transferId));
    return new Story(Entry.of(entry, errors.now()), errors.trail(id));
  }

  /** Has one tried now. */
  @PostMapping("/{transferId}/retry")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void retry(@PathVariable String transferId, Caller caller) {
    check(transferId, errors.retry(parse(transferId), caller.name()));
  }

  /** Decides on evidence what becomes of one; its next attempt carries it out, now. */
  @PostMapping("/{transferId}/resolve")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void resolve(@PathVariable String transferId, @Valid @RequestBody Ruling request, Caller caller) {
    boolean moved = request.ruling() == Verdict.Ruling.MOVED;
    if (moved == (request.movedAt() == null)) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST, "movedAt goes with MOVED, and with nothing else");
    }
    if (moved && !isPast(request.movedAt())) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          "movedAt must be in the past, " + REMEMBERED.toDays() + " days at most",
          Map.of("field", "movedAt", "rule", "past"));
    }
    var evidence = new Evidence(request.reference(), request.note());
    check(
        transferId,
        errors.rule(
            parse(transferId), request.ruling(), request.movedAt(), evidence, caller.name()));
  }

  private boolean isPast(@Nullable Instant movedAt) {
    Instant now = errors.now();
    return movedAt != null
        && movedAt.isAfter(now.minus(REMEMBERED))
        && movedAt.isBefore(now.plus(CLOCKS));
  }

  private static void check(String transferId, ErrorAnswer answer) {
    switch (answer) {
      case ACCEPTED -> {}
      case RESOLVED_BEFORE ->
          throw new ProblemException(ALREADY_RESOLVED, transferId + " was resolved");
      case DOES_NOT_FIT ->
          throw new ProblemException(
              RULING_DOES_NOT_FIT, "only a settlement or a return can be suspended");
      case UNKNOWN -> throw notFound(transferId);
    }
  }

  private static TransferId parse(String transferId) {
    try {
      return new TransferId(transferId);
    } catch (IllegalArgumentException e) {
      throw notFound(transferId);
    }
  }

  private static ProblemException notFound(String transferId) {
    return new ProblemException(
        CommonProblem.NOT_FOUND, "the error book has no entry '" + transferId + "'");
  }

  /**
   * What an operator decides.
   *
   * @param reference the merchant's number of the evidence; for MOVED, of its statement's line
   * @param note why
   * @param movedAt for MOVED, the time on that line; else null
   */
  record Ruling(
      @NotNull Verdict.Ruling ruling,
      @NotBlank @Size(max = 128) String reference,
      @NotBlank @Size(max = 1000) String note,
      @Nullable Instant movedAt) {}

  /** A page. {@code next} is the {@code after} of the next one; null at the end. */
  record Page(List<Entry> items, @Nullable String next) {}

  /** An entry and its trail. */
  record Story(Entry entry, List<AuditEntry> trail) {}

  /** An entry; 64-bit numbers as text. */
  record Entry(
      String id,
      String transferId,
      String kind,
      String exCode,
      String units,
      String group,
      String leg,
      String user,
      String reason,
      int attempts,
      Instant openedAt,
      long ageSeconds,
      Instant lastAttemptAt,
      Instant nextAttemptAt,
      Verdict.@Nullable Ruling ruling,
      @Nullable Instant resolvedAt) {

    static Entry of(ErrorEntry entry, Instant now) {
      Instant until = entry.resolvedAt() == null ? now : entry.resolvedAt();
      return new Entry(
          Long.toString(entry.id()),
          entry.transferId().value(),
          entry.kind().name(),
          entry.exCode().code(),
          Long.toString(entry.units()),
          entry.groupId().toString(),
          entry.legId().toString(),
          entry.userId().toString(),
          entry.reason(),
          entry.attempts(),
          entry.openedAt(),
          Duration.between(entry.openedAt(), until).toSeconds(),
          entry.lastAttemptAt(),
          entry.nextAttemptAt(),
          entry.ruling(),
          entry.resolvedAt());
    }
  }
}
