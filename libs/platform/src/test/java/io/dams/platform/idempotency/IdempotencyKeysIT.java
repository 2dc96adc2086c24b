package io.dams.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.platform.PlatformIT;
import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@PlatformIT
class IdempotencyKeysIT {

  @Autowired IdempotencyKeys keys;
  @Autowired JdbcTemplate jdbc;

  record Body(String text) {}

  record Answer(int number) {}

  @Test
  void fiftyThreadsWithOneKeyHaveOneEffectAndOneAnswer() throws Exception {
    String key = key();
    AtomicInteger effects = new AtomicInteger();
    List<Callable<Object>> requests = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      requests.add(() -> answerOrCode(key, effects));
    }
    List<Object> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var request : threads.invokeAll(requests)) {
        answers.add(request.get());
      }
    }
    assertThat(effects).hasValue(1);
    assertThat(answers).contains(new Answer(1));
    assertThat(answers).hasSize(50).isSubsetOf(new Answer(1), CommonProblem.IDEMPOTENCY_IN_FLIGHT);
    assertThat(answerOrCode(key, effects)).isEqualTo(new Answer(1));
  }

  /** The client that was cut off after the commit asks again and gets what it missed. */
  @Test
  void requestAfterAnAnswerThatWasLostGetsTheSameAnswer() {
    String key = key();
    AtomicInteger effects = new AtomicInteger();
    keys.answer("s", key, new Body("a"), Answer.class, () -> next(effects));
    assertThat(keys.answer("s", key, new Body("a"), Answer.class, () -> next(effects)))
        .isEqualTo(new Answer(1));
    assertThat(effects).hasValue(1);
  }

  @Test
  void anAnswerThatCannotBeKeptTakesTheEffectBack() {
    String key = key();
    AtomicInteger effects = new AtomicInteger();
    assertThatThrownBy(
            () ->
                keys.answer(
                    "s",
                    key,
                    new Body("a"),
                    Answer.class,
                    () -> {
                      jdbc.update("DELETE FROM idempotency_key WHERE idempotency_key = ?", key);
                      return next(effects);
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(keys.answer("s", key, new Body("a"), Answer.class, () -> next(effects)))
        .isEqualTo(new Answer(2));
  }

  @Test
  void sameKeyWithAnotherBodyIsRefused() {
    String key = key();
    keys.answer("s", key, new Body("a"), Answer.class, () -> new Answer(1));
    assertThatThrownBy(
            () -> keys.answer("s", key, new Body("b"), Answer.class, () -> new Answer(2)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.type()).isEqualTo(CommonProblem.IDEMPOTENCY_KEY_REUSED));
  }

  @Test
  void sameKeyInAnotherScopeIsAnother() {
    String key = key();
    keys.answer("user/1", key, new Body("a"), Answer.class, () -> new Answer(1));
    assertThat(keys.answer("user/2", key, new Body("b"), Answer.class, () -> new Answer(2)))
        .isEqualTo(new Answer(2));
  }

  @Test
  void mapsWithTheSameEntriesAreTheSameBody() {
    String key = key();
    Map<String, Integer> one = new LinkedHashMap<>();
    one.put("a", 1);
    one.put("b", 2);
    Map<String, Integer> other = new LinkedHashMap<>();
    other.put("b", 2);
    other.put("a", 1);
    keys.answer("s", key, one, Answer.class, () -> new Answer(1));
    assertThat(keys.answer("s", key, other, Answer.class, () -> new Answer(2)))
        .isEqualTo(new Answer(1));
  }

  @Test
  void effectThatFailsLeavesTheKeyFree() {
    String key = key();
    assertThatThrownBy(
            () ->
                keys.answer(
                    "s",
                    key,
                    new Body("a"),
                    Answer.class,
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");
    assertThat(keys.answer("s", key, new Body("b"), Answer.class, () -> new Answer(2)))
        .isEqualTo(new Answer(2));
  }

  @Test
  void secondRequestDoesNotWaitForASlowFirstForEver() throws Exception {
    String key = key();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    CompletableFuture<Answer> slow =
        CompletableFuture.supplyAsync(
            () ->
                keys.answer(
                    "s",
                    key,
                    new Body("a"),
                    Answer.class,
                    () -> {
                      inside.countDown();
                      awaitQuietly(end);
                      return new Answer(1);
                    }));
    assertThat(inside.await(60, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(
            () -> keys.answer("s", key, new Body("a"), Answer.class, () -> new Answer(2)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.type()).isEqualTo(CommonProblem.IDEMPOTENCY_IN_FLIGHT));
    end.countDown();
    assertThat(slow.get(60, TimeUnit.SECONDS)).isEqualTo(new Answer(1));
  }

  @Test
  void missingAndUnprintableKeysAreRefused() {
    for (String header : new String[] {null, "", "  ", "a b", "ä", "x".repeat(121)}) {
      assertThatThrownBy(() -> IdempotencyKeys.require(header))
          .isInstanceOf(ProblemException.class);
    }
    assertThat(IdempotencyKeys.require("7b1c-0")).isEqualTo("7b1c-0");
  }

  private Object answerOrCode(String key, AtomicInteger effects) {
    try {
      return keys.answer("s", key, new Body("a"), Answer.class, () -> next(effects));
    } catch (ProblemException e) {
      return e.type();
    }
  }

  private static Answer next(AtomicInteger effects) {
    return new Answer(effects.incrementAndGet());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(120, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }
}
