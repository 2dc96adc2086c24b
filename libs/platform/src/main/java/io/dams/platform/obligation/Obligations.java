package io.dams.platform.obligation;

import io.dams.platform.tracing.TraceContexts;
import java.util.function.Function;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What we owe outside parties. A worker pays it after the transaction that owes it commits. */
public class Obligations {

  private final ObligationMapper mapper;
  private final Function<Object, String> json;
  private final TraceContexts traces;
  private final Runnable wake;

  Obligations(
      ObligationMapper mapper, Function<Object, String> json, TraceContexts traces, Runnable wake) {
    this.mapper = mapper;
    this.json = json;
    this.traces = traces;
    this.wake = wake;
  }

  /**
   * Owes it, in the caller's transaction. Nothing happens when this kind and reference were owed
   * before, even if they are settled. Throws {@link IllegalStateException} without a transaction.
   *
   * @return whether it is new
   */
  public boolean owe(NewObligation o) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("an obligation needs a transaction");
    }
    try {
      mapper.insert(
          o.kind(), o.lane(), o.reference(), json.apply(o.payload()), o.dueAt(), traces.current());
    } catch (DuplicateKeyException e) {
      return false;
    }
    wakeAfterCommit();
    return true;
  }

  /**
   * Makes it due now, or, while an attempt runs, right after that; in the caller's transaction, if
   * there is one. Nothing happens when it is settled or unknown. Waits for who is claiming it or
   * noting an outcome: these take its row last, and wait for nobody while they have it.
   *
   * @return whether it was open and is due
   */
  public boolean hasten(String kind, String reference) {
    Long id = mapper.findOpen(kind, reference);
    boolean open = id != null && mapper.hasten(id) > 0;
    wakeAfterCommit();
    return open;
  }

  private void wakeAfterCommit() {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      wake.run();
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            wake.run();
          }
        });
  }
}
