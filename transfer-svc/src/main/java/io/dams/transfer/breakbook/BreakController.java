package io.dams.transfer.breakbook;

import io.dams.platform.identity.Caller;
import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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

/** Breaks, for operators. */
@RestController
@RequestMapping("/ops/transfer-breaks")
class BreakController {

  private static final int MAX_LIMIT = 200;

  private final BreakBook breaks;

  BreakController(BreakBook breaks) {
    this.breaks = breaks;
  }

  /** Breaks in the order in which they were found. */
  @GetMapping
  BreakPage list(
      @RequestParam(required = false) @Nullable Integer app,
      @RequestParam(required = false) Break.@Nullable State state,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "50") int limit) {
    int bound = Math.clamp(limit, 1, MAX_LIMIT);
    List<BreakItem> items =
        breaks.list(app, state, after, bound).stream().map(BreakItem::of).toList();
    return new BreakPage(items, items.size() < bound ? null : items.getLast().id());
  }

  /** Explains or resolves a break, with a note that says by what. */
  @PostMapping("/{id}")
  BreakItem move(@PathVariable long id, @Valid @RequestBody BreakMove move, Caller caller) {
    return breaks
        .move(id, move.state(), move.note(), caller.name())
        .map(BreakItem::of)
        .orElseThrow(
            () ->
                new ProblemException(
                    CommonProblem.NOT_FOUND, "there is no break " + id + " that is not resolved"));
  }

  /** A page. {@code next} is the {@code after} of the next one; null at the end. */
  record BreakPage(List<BreakItem> items, @Nullable String next) {}

  /** What becomes of a break. */
  record BreakMove(@NotNull Break.State state, @NotBlank @Size(max = 255) String note) {}

  /** A break; 64-bit numbers as text. */
  record BreakItem(
      String id,
      int app,
      String order,
      String rule,
      String ours,
      String theirs,
      Break.State state,
      @Nullable String note,
      @Nullable String operator,
      Instant foundAt,
      Instant seenAt,
      @Nullable Instant closedAt) {

    static BreakItem of(Break one) {
      return new BreakItem(
          Long.toString(one.id()),
          one.transferAppId(),
          Long.toString(one.orderId()),
          one.rule(),
          one.ours(),
          one.theirs(),
          one.state(),
          one.note(),
          one.operator(),
          one.foundAt(),
          one.seenAt(),
          one.closedAt());
    }
  }
}
