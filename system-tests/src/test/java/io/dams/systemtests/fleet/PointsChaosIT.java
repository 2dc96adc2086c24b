package io.dams.systemtests.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.sandbox.Installation;
import io.dams.sandbox.client.Opening;
import io.dams.sandbox.client.Person;
import io.dams.systemtests.chaos.ChaosCommand;
import io.dams.systemtests.chaos.ChaosReport;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

/**
 * The short size of {@code ./fleet chaos points}: 1,000 order groups of every kind, with merchants
 * that refuse, hang and answer after doing the work, while each of the four services is killed and
 * one stands still. {@code -Ddams.seed=N} repeats a run, {@code -Ddams.groups=N} makes it longer.
 */
class PointsChaosIT {

  private static final int KILLS = 4;

  @Test
  void nothingIsLostOrDoubledWhileMerchantsFailAndEachServiceIsKilled() throws Exception {
    long seed = Long.getLong("dams.seed", new SecureRandom().nextInt(Integer.MAX_VALUE));
    int groups = Integer.getInteger("dams.groups", 1_000);
    Installation fleet = TestFleet.shared();

    ChaosReport report = ChaosCommand.of(seed, groups, KILLS).on(fleet);

    var opening = new Opening(fleet);
    opening.quote(opening.welcome(Person.MAKER));
    assertThat(report.passed()).as(report.text()).isTrue();
    assertThat(report.killed()).containsOnlyKeys("frontoffice", "backoffice", "matching", "ledger");
    assertThat(report.paused()).hasSize(1);
  }
}
