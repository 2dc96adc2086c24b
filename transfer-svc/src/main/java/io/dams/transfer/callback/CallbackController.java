package io.dams.transfer.callback;

import io.dams.platform.identity.Caller;
import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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

/** The callbacks and their delivery log, for operators. */
@RestController
@RequestMapping("/ops/transfer-callbacks")
class CallbackController {

  private static final int MAX_LIMIT = 200;
  private static final int REPLAY_LIMIT = 500;
  private static final int MAX_ATTEMPTS = 100;

  private final Callbacks callbacks;

  CallbackController(Callbacks callbacks) {
    this.callbacks = callbacks;
  }

  /** Callbacks in the order in which they came into being. */
  @GetMapping
  CallbackPage list(
      @RequestParam(required = false) @Nullable Integer app,
      @RequestParam(required = false) Callback.@Nullable State state,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "50") int limit) {
    int bound = Math.clamp(limit, 1, MAX_LIMIT);
    List<CallbackItem> items =
        callbacks.list(app, state, from, to, after, bound).stream().map(CallbackItem::of).toList();
    return new CallbackPage(items, items.size() < bound ? null : items.getLast().id());
  }

  /** One, with its payload and its last attempts. */
  @GetMapping("/{id}")
  CallbackWithLog get(@PathVariable long id) {
    Callback callback = callbacks.find(id).orElseThrow(() -> notFound(id));
    List<CallbackAttempt> log =
        callbacks.attempts(id, MAX_ATTEMPTS).stream().map(CallbackAttempt::of).toList();
    return new CallbackWithLog(CallbackItem.of(callback), callback.payload(), log);
  }

  /** Sends one again, with the same id and body. */
  @PostMapping("/{id}/replay")
  @ResponseStatus(HttpStatus.ACCEPTED)
  CallbackItem replay(@PathVariable long id, Caller caller) {
    return CallbackItem.of(callbacks.replay(id, caller.name()).orElseThrow(() -> notFound(id)));
  }

  /** Sends a range again, in pages: ask with {@code next} until it is null. */
  @PostMapping("/replay")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Replayed replayRange(@Valid @RequestBody ReplayRange range, Caller caller) {
    List<Callback> page =
        callbacks.list(
            range.app(), range.state(), range.from(), range.to(), range.after(), REPLAY_LIMIT);
    page.forEach(callback -> callbacks.replay(callback.id(), caller.name()));
    return new Replayed(
        page.size(), page.size() < REPLAY_LIMIT ? null : Long.toString(page.getLast().id()));
  }

  private static ProblemException notFound(long id) {
    return new ProblemException(CommonProblem.NOT_FOUND, "there is no callback " + id);
  }

  /** A page. {@code next} is the {@code after} of the next one; null at the end. */
  record CallbackPage(List<CallbackItem> items, @Nullable String next) {}

  /**
   * Which callbacks to send again.
   *
   * @param state null for all
   * @param from the first moment of coming into being
   * @param to the first moment after it
   */
  record ReplayRange(
      @NotNull Integer app,
      Callback.@Nullable State state,
      @NotNull Instant from,
      @NotNull Instant to,
      @Nullable Long afterId) {

    long after() {
      return afterId == null ? 0 : afterId;
    }
  }

  /** How many are sent again. */
  record Replayed(int count, @Nullable String next) {}

  /** A callback with its log. */
  record CallbackWithLog(CallbackItem callback, String payload, List<CallbackAttempt> log) {}

  /** A callback; 64-bit numbers as text. */
  record CallbackItem(
      String id,
      String messageId,
      int app,
      String order,
      Callback.State state,
      int attempts,
      int replays,
      @Nullable Instant nextAttemptAt,
      @Nullable Instant deliveredAt,
      Instant createdAt) {

    static CallbackItem of(Callback callback) {
      return new CallbackItem(
          Long.toString(callback.id()),
          callback.messageId(),
          callback.transferAppId(),
          Long.toString(callback.orderId()),
          callback.state(),
          callback.attempts(),
          callback.replays(),
          callback.nextAttemptAt(),
          callback.deliveredAt(),
          callback.createdAt());
    }
  }

  /** A line of the delivery log. */
  record CallbackAttempt(
      Instant at,
      String url,
      int tookMillis,
      @Nullable Integer status,
      @Nullable String error,
      @Nullable String answer) {

    static CallbackAttempt of(CallbackMapper.Attempt attempt) {
      return new CallbackAttempt(
          attempt.at(),
          attempt.url(),
          attempt.tookMillis(),
          attempt.status(),
          attempt.error(),
          attempt.answer());
    }
  }
}
