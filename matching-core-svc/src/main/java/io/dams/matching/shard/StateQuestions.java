package io.dams.matching.shard;

import io.dams.matching.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Who asks for an engine's state hash; only the engine's own thread may compute it. */
class StateQuestions {

  private static final int MOST = 16;

  private final BlockingQueue<CompletableFuture<@Nullable String>> waiting =
      new ArrayBlockingQueue<>(MOST);

  /** The answer to come; null at once when too many wait. */
  CompletableFuture<@Nullable String> ask() {
    var question = new CompletableFuture<@Nullable String>();
    if (!waiting.offer(question)) {
      question.complete(null);
    }
    return question;
  }

  /** Answers all who wait; on the engine's thread. */
  void answer(Engine engine) {
    if (!waiting.isEmpty()) {
      String hash = engine.stateHash();
      take().forEach(question -> question.complete(hash));
    }
  }

  /** There is no engine any more. */
  void answerNothing() {
    take().forEach(question -> question.complete(null));
  }

  private List<CompletableFuture<@Nullable String>> take() {
    List<CompletableFuture<@Nullable String>> taken = new ArrayList<>();
    waiting.drainTo(taken);
    return taken;
  }
}
