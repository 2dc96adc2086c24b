package io.dams.platform.obligation;

import io.dams.platform.tracing.TraceContexts;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What we owe outside parties. A worker pays it after the transaction that owes it commits. */
public class Obligations {

  private final ObligationMapper mapper;
  private final Function<Object, String> json;
  private final TraceContexts traces;
  private final Supplier<@Nullable ObligationWorker> worker;

  Obligations(
      ObligationMapper mapper,
      Function<Object, String> json,
      TraceContexts traces,
      Supplier<@Nullable ObligationWorker> worker) {
    this.mapper = mapper;
    this.json = json;
    this.traces = traces;
    this.worker = worker;
  }

  /**
   * Owes it, in the caller's transaction. What is due now and has a free place in this process is
   * claimed with that, and attempted when the transaction has committed. Nothing happens when this
   * kind and reference were owed before, even if they are settled. Throws {@link
   * IllegalStateException} without a transaction.
   *
   * @return whether it is new
   */
  public boolean owe(NewObligation o) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("an obligation needs a transaction");
    }
    String payload = json.apply(o.payload());
    String trace = traces.current();
    ObligationWorker here = worker.get();
    FirstAttempt first = here == null ? null : here.place(o.kind(), o.lane());
    try {
      if (first == null) {
        insert(o, payload, trace, null);
        wakeAfterCommit();
      } else {
        first.of(leaseMillis -> insert(o, payload, trace, leaseMillis));
      }
    } catch (DuplicateKeyException e) {
      return false;
    }
    return true;
  }

  private ObligationMapper.Row insert(
      NewObligation o, String payload, @Nullable String trace, @Nullable Long leaseMillis) {
    return mapper
        .insert(o.kind(), o.lane(), o.reference(), payload, o.dueAt(), trace, leaseMillis)
        .row(o, payload, trace);
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
      wake();
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            wake();
          }
        });
  }

  private void wake() {
    ObligationWorker here = worker.get();
    if (here != null) {
      here.wake();
    }
  }
}
