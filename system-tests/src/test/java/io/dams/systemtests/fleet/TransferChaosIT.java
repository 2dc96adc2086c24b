package io.dams.systemtests.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.systemtests.chaos.ChaosReport;
import io.dams.systemtests.chaos.TransferChaosRun;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

/**
 * The short size of {@code ./fleet chaos transfer}: transfers of every kind, with a partner that
 * refuses, hangs, lies and answers after doing the work, while transfer service, ledger and partner
 * are killed. {@code -Ddams.seed=N} repeats a run, {@code -Ddams.transfers=N} makes it longer.
 */
class TransferChaosIT {

  private static final int KILLS = 3;

  @Test
  void nothingIsLostOrDoubledWhileThePartnerFailsAndServicesAreKilled() throws Exception {
    long seed = Long.getLong("dams.seed", new SecureRandom().nextInt(Integer.MAX_VALUE));
    int transfers = Integer.getInteger("dams.transfers", 100);

    ChaosReport report = new TransferChaosRun(seed, transfers, KILLS).on(TestFleet.shared());

    assertThat(report.passed()).as(report.text()).isTrue();
    assertThat(report.killed()).containsOnlyKeys("transfer", "ledger", "merchants");
  }
}
