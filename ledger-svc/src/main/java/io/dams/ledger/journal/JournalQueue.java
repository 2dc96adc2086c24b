package io.dams.ledger.journal;

import io.dams.platform.inbox.Outages;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Group commit: journals of callers that come at the same moment share a transaction, and so the
 * locks of busy accounts and the wait for the disk. A caller that finds nobody at work posts its
 * journal at once, with all that waits; so a lone journal waits for nothing.
 */
@Component
public class JournalQueue {

  private static final int MAX_WAITING = 10_000;
  private static final int MAX_BATCH = 256;
  private static final int MAX_TRIES = 3;

  /** While one batch is written to disk, the next one is on its way. */
  private static final int BATCHES_AT_ONCE = 2;

  private final Journals journals;
  private final TransactionTemplate transaction;
  private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(MAX_WAITING);
  private final Semaphore lanes = new Semaphore(BATCHES_AT_ONCE);

  JournalQueue(Journals journals, TransactionTemplate transaction) {
    this.journals = journals;
    this.transaction = transaction;
  }

  /**
   * Posts the journal in a transaction that is on disk when this answers; see {@link
   * Journals#post}. A failure of another caller's journal is not this one's.
   *
   * @throws IllegalStateException within a transaction of the caller's own
   * @throws TransientDataAccessResourceException when too many wait
   */
  public JournalAnswer post(Journal journal) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(journal.reference() + " would be in another transaction");
    }
    var waiting = new Waiting(journal);
    if (!queue.offer(waiting)) {
      throw new TransientDataAccessResourceException("too many journals wait");
    }
    while (!waiting.isTaken()) {
      if (lanes.tryAcquire()) {
        try {
          postWaiting();
        } finally {
          lanes.release();
          wakeNext();
        }
      } else {
        waiting.awaitTurn(); // who holds a lane now wakes the first that waits, when it is done
      }
    }
    return waiting.await();
  }

  private void wakeNext() {
    Waiting next = queue.peek();
    if (next != null) {
      next.wake();
    }
  }

  private void postWaiting() {
    List<Waiting> batch = new ArrayList<>();
    queue.drainTo(batch, MAX_BATCH);
    batch.forEach(Waiting::take);
    try {
      if (!batch.isEmpty()) {
        post(batch);
      }
    } finally {
      batch.forEach(Waiting::abandon);
    }
  }

  private void post(List<Waiting> batch) {
    try {
      List<JournalAnswer> answers = inTransaction(batch.stream().map(it -> it.journal).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer(answers.get(i));
      }
    } catch (RuntimeException e) {
      if (batch.size() == 1 || Outages.isOutage(e)) {
        batch.forEach(waiting -> waiting.fail(e));
      } else {
        batch.forEach(waiting -> post(List.of(waiting))); // whose it is, that one fails alone
      }
    }
  }

  private List<JournalAnswer> inTransaction(List<Journal> batch) {
    for (int tries = 1; ; tries++) {
      try {
        return Objects.requireNonNull(transaction.execute(_ -> journals.postAll(batch)));
      } catch (PessimisticLockingFailureException e) {
        if (tries == MAX_TRIES) {
          throw e;
        }
      }
    }
  }

  /** A journal and its caller, who waits. */
  private static final class Waiting {
    private final Journal journal;
    private boolean taken;
    private boolean woken;
    private @Nullable JournalAnswer answer;
    private @Nullable RuntimeException failure;

    Waiting(Journal journal) {
      this.journal = journal;
    }

    synchronized boolean isTaken() {
      return taken;
    }

    synchronized void take() {
      taken = true;
      notifyAll();
    }

    synchronized void wake() {
      woken = true;
      notifyAll();
    }

    /** Until somebody has it in hand, or a lane may be free. */
    synchronized void awaitTurn() {
      awaitUninterruptibly(() -> taken || woken);
      woken = false;
    }

    synchronized void answer(JournalAnswer posted) {
      answer = posted;
      notifyAll();
    }

    synchronized void fail(RuntimeException cause) {
      failure = cause;
      notifyAll();
    }

    /** Nothing is left waiting, whatever became of the one who had it in hand. */
    synchronized void abandon() {
      if (answer == null && failure == null) {
        fail(new IllegalStateException(journal.reference() + " was not posted: see the log"));
      }
    }

    synchronized JournalAnswer await() {
      awaitUninterruptibly(() -> answer != null || failure != null);
      if (failure != null) {
        throw failure;
      }
      return Objects.requireNonNull(answer);
    }

    /** What was begun is on its way, and its outcome is what matters. */
    private synchronized void awaitUninterruptibly(BooleanSupplier condition) {
      boolean interrupted = false;
      while (!condition.getAsBoolean()) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
