package io.dams.matching.status;

import io.dams.matching.engine.Engine;
import io.dams.matching.snapshot.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for an engine's state hash. Only the engine's own thread may read its state: it copies
 * it as for a snapshot, at most once in a while, and the digest is computed beside it. Who asks
 * sooner gets the last answer again.
 */
class StateQuestions {

  private static final int MOST = 16;

  private final BlockingQueue<CompletableFuture<@Nullable StateAnswer>> waiting =
      new ArrayBlockingQueue<>(MOST);
  private final long everyNanos;
  private @Nullable CompletableFuture<@Nullable StateAnswer> last;
  private long lastNanos;

  StateQuestions(Duration every) {
    this.everyNanos = every.toNanos();
  }

  /** The answer to come; null at once when too many wait. */
  CompletableFuture<@Nullable StateAnswer> ask() {
    var question = new CompletableFuture<@Nullable StateAnswer>();
    if (!waiting.offer(question)) {
      question.complete(null);
    }
    return question;
  }

  /** Sees to it that all who wait are answered soon; on the engine's thread. */
  void answer(Engine engine, long nowNanos) {
    if (waiting.isEmpty()) {
      return;
    }
    CompletableFuture<@Nullable StateAnswer> answer = last;
    if (answer == null || nowNanos - lastNanos >= everyNanos) {
      Snapshot copy = Snapshot.of(engine);
      answer =
          CompletableFuture.supplyAsync(() -> StateAnswer.of(copy), Thread::startVirtualThread);
      last = answer;
      lastNanos = nowNanos;
    }
    CompletableFuture<@Nullable StateAnswer> coming = answer;
    take().forEach(question -> coming.thenAccept(question::complete));
  }

  /** There is no engine any more. */
  void answerNothing() {
    last = null;
    take().forEach(question -> question.complete(null));
  }

  private List<CompletableFuture<@Nullable StateAnswer>> take() {
    List<CompletableFuture<@Nullable StateAnswer>> taken = new ArrayList<>();
    waiting.drainTo(taken);
    return taken;
  }
}
