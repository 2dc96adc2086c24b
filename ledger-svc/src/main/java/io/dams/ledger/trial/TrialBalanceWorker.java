package io.dams.ledger.trial;

import io.dams.contracts.ledger.TrialBalance;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes the trial balance from time to time, for alerts: {@code dams.ledger.findings} counts what
 * does not add up, {@code dams.ledger.trial.balance.age} is the age of that knowledge.
 */
@Component
public class TrialBalanceWorker {

  private static final Logger log = LoggerFactory.getLogger(TrialBalanceWorker.class);

  private final TrialBalances balances;
  private final Clock clock;
  private volatile Seen last;

  TrialBalanceWorker(TrialBalances balances, Clock clock, MeterRegistry meters) {
    this.balances = balances;
    this.clock = clock;
    this.last = new Seen(clock.instant(), 0);
    Gauge.builder("dams.ledger.findings", this, worker -> worker.last.findings())
        .description("things that do not add up in the ledger")
        .register(meters);
    Gauge.builder("dams.ledger.trial.balance.age", this, TrialBalanceWorker::ageSeconds)
        .description("age of the last trial balance")
        .baseUnit("seconds")
        .register(meters);
  }

  /** One trial balance. Failing, it leaves the last one to grow old. */
  public void take() {
    try {
      TrialBalance balance = balances.take();
      last = new Seen(clock.instant(), balance.findings().size());
      if (!balance.balanced()) {
        log.error("the ledger does not add up: {}", balance.findings());
      }
    } catch (RuntimeException e) {
      log.warn("the trial balance could not be taken", e);
    }
  }

  private long ageSeconds() {
    return Duration.between(last.at(), clock.instant()).toSeconds();
  }

  /** When the ledger was looked through, and how much did not add up. */
  private record Seen(Instant at, int findings) {}
}
