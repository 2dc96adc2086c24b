package io.dams.contracts.conformance;

import static io.dams.contracts.conformance.Rule.Section.ONCE;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TransferAnswer;
import io.dams.contracts.merchant.TransferRequest;
import java.time.Duration;
import java.util.List;

/** What was answered survives the end of the merchant's server. */
final class DurabilityChecks {

  private static final int MAX_LOOKS = 100;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private DurabilityChecks() {}

  static List<Check> all() {
    return List.of(
        Check.of(
            "durable.restart",
            "What was answered survives a restart of the server",
            ONCE,
            "What was answered survives any crash of the merchant's server: the transfer, the"
                + " tombstone, the balance.",
            DurabilityChecks::restart));
  }

  private static void restart(Trial trial) {
    ConformanceSettings.Restart restart = trial.settings().restart();
    if (restart == null) {
      throw new Trial.SkippedException("no way to restart the server was given");
    }
    long before = trial.balance();
    TransferId done = trial.newId();
    TransferRequest transfer = trial.reserve(1);
    TransferAnswer first = trial.done(done, transfer);
    TransferId cancelled = trial.newId();
    trial.expect(Trial.cancel(cancelled), Expected.cancelled(cancelled));
    String state = restarted(restart, trial);
    trial.expect("the server is restarted", "it answers", state, state.equals("it answers"));
    trial.expect(Trial.query(done), Expected.again(first));
    trial.expect(done, transfer, Expected.again(first));
    trial.refused(cancelled, trial.reserve(1), MerchantProblem.TRANSFER_CANCELLED);
    trial.expectBalance(before - trial.units(1));
  }

  private static String restarted(ConformanceSettings.Restart restart, Trial trial) {
    try {
      restart.restart();
      for (int i = 0; i < MAX_LOOKS; i++) {
        if (trial.send(trial.balanceOf(trial.uid())) instanceof Answer.Arrived) {
          return "it answers";
        }
        Thread.sleep(BETWEEN_LOOKS);
      }
      return "it does not answer";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "the check was interrupted";
    } catch (Exception e) {
      return "it could not be restarted: " + e.getMessage();
    }
  }
}
