package io.dams.platform.obligation;

import java.time.Duration;

/**
 * What became of an attempt. The effect runs in one transaction with the change of the row, and
 * only if no other worker has claimed the obligation since: otherwise neither happens.
 */
public sealed interface Outcome {

  /** What our own tables learn from it. */
  Runnable effect();

  /** Done; the obligation ends. */
  record Settled(Runnable effect) implements Outcome {}

  /**
   * Not done, or not known yet: try again.
   *
   * @param after how long to wait
   */
  record Again(String reason, Duration after, Runnable effect) implements Outcome {}

  /**
   * Could not be done: it shows in error views until it is, and is still tried, slowly; {@link
   * Obligations#hasten} tries it now.
   */
  record Stuck(String reason, Runnable effect) implements Outcome {}

  /** Done, with nothing to note. */
  static Outcome settled() {
    return new Settled(() -> {});
  }

  /** Done. */
  static Outcome settled(Runnable effect) {
    return new Settled(effect);
  }

  /** To be tried again. */
  static Outcome again(String reason, Duration after) {
    return new Again(reason, after, () -> {});
  }

  /** To be tried again. */
  static Outcome again(String reason, Duration after, Runnable effect) {
    return new Again(reason, after, effect);
  }

  /** Could not be done. */
  static Outcome stuck(String reason) {
    return new Stuck(reason, () -> {});
  }

  /** Could not be done. */
  static Outcome stuck(String reason, Runnable effect) {
    return new Stuck(reason, effect);
  }
}
