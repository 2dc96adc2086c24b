package io.dams.platform.obligation;

/**
 * Does one kind of obligation. A bean. Attempts run on virtual threads outside any transaction, and
 * may be repeated after a crash at any point: what they do outside must be idempotent by the
 * obligation's reference.
 */
public interface ObligationHandler<P> {

  /** The kind that it does. */
  String kind();

  /** What its payloads are. */
  Class<P> payload();

  /**
   * Tries once. Every remote call in it needs a timeout. An exception means: try again, with
   * exponential backoff; after some of them in a row the obligation is stuck. It says nothing of
   * what happened outside: that stays unknown.
   */
  Outcome attempt(Claim<P> claim) throws Exception;

  /**
   * What our own tables learn when attempts go on ending with an exception: runs in the transaction
   * that marks the obligation stuck. When it fails, the obligation is marked without it.
   *
   * @param reason a stable code
   */
  default void stuck(Claim<P> claim, String reason) {}
}
