package io.dams.platform.obligation;

import java.time.Duration;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A place in a lane, kept for something new while the transaction that owes it runs.
 *
 * @param lease of the claim that is written with it
 * @param sinceNanos no later than the lease begins
 */
record FirstAttempt(ObligationWorker worker, Lane lane, Duration lease, long sinceNanos) {

  /** What writes the row in the current transaction. */
  @FunctionalInterface
  interface Insert {

    /** Writes it with a lease of so many milliseconds, if it is due. */
    ObligationMapper.Row row(long leaseMillis);
  }

  /**
   * Has the row written, and attempted when the transaction has committed. When it has not, or
   * nobody knows, the place is free again; what was committed without that being known falls due
   * when its lease ends, as after a crash.
   */
  void of(Insert insert) {
    ObligationMapper.Row row = null;
    try {
      row = insert.row(lease.toMillis());
    } finally {
      if (row == null) {
        lane.places.release();
      }
    }
    afterCompletion(row);
  }

  private void afterCompletion(ObligationMapper.Row row) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(int status) {
            if (status == STATUS_COMMITTED && row.attempts() == 1 && worker.isRunning()) {
              worker.begin(row, lane, sinceNanos);
            } else {
              lane.places.release();
              worker.wake();
            }
          }
        });
  }
}
