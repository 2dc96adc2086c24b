package io.dams.backoffice.statement;

import io.dams.contracts.id.TransferId;
import io.dams.platform.identity.Caller;
import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import io.dams.platform.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
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

  private static final int MAX_LIMIT = 200;

  private final ErrorBook errors;

  ErrorBookController(ErrorBook errors) {
    this.errors = errors;
  }

  /** A page of entries, oldest first. */
  @GetMapping
  Page list(
      @RequestParam(defaultValue = "true") boolean open,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "50") int limit) {
    int bound = Math.clamp(limit, 1, MAX_LIMIT);
    List<Entry> items =
        errors.list(open, Math.max(after, 0), bound).stream().map(Entry::of).toList();
    String next = items.size() < bound ? null : items.getLast().id();
    return new Page(items, next);
  }

  /** Has one tried now. */
  @PostMapping("/{transferId}/retry")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void retry(@PathVariable String transferId, Caller caller) {
    switch (errors.retry(parse(transferId), caller.name())) {
      case ASKED -> {}
      case RESOLVED_BEFORE ->
          throw new ProblemException(ALREADY_RESOLVED, transferId + " was resolved");
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

  /** A page. {@code next} is the {@code after} of the next one; null at the end. */
  record Page(List<Entry> items, @Nullable String next) {}

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
      @Nullable Instant resolvedAt) {

    static Entry of(ErrorEntry entry) {
      Instant until = entry.resolvedAt() == null ? entry.lastAttemptAt() : entry.resolvedAt();
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
          entry.resolvedAt());
    }
  }
}
