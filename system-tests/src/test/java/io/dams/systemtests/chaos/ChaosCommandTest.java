package io.dams.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.sandbox.CommandException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChaosCommandTest {

  @Test
  void readsSeedAndCount() {
    ChaosRun run = ChaosCommand.parse(List.of("points", "--groups", "20000", "--seed", "7"));
    assertThat(run.seed()).isEqualTo(7);
    assertThat(run.groups()).isEqualTo(20_000);
    assertThat(run.kills()).isEqualTo(24);
  }

  @Test
  void readsATimeInsteadOfACount() {
    ChaosRun run = ChaosCommand.parse(List.of("--seed", "7", "--minutes", "10"));
    assertThat(run.loadWithin()).isEqualTo(Duration.ofMinutes(10));
    assertThat(Kill.schedule(7, run.groups(), run.kills()).getFirst().afterSteps())
        .as("kills come as often as in a run of a count")
        .isBetween(50, 500);
  }

  @Test
  void readsARunOfTransfers() {
    TransferChaosRun run =
        ChaosCommand.parseTransfers(List.of("--transfers", "5000", "--seed", "7"));
    assertThat(run).isEqualTo(new TransferChaosRun(7, 5_000, 13));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> ChaosCommand.parse(List.of("--sead", "7")))
        .isInstanceOf(CommandException.class);
    assertThatThrownBy(() -> ChaosCommand.parse(List.of("--seed")))
        .isInstanceOf(CommandException.class);
  }
}
