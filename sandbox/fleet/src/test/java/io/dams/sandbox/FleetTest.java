package io.dams.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class FleetTest {

  @Test
  void refusesAnUnknownCommandAndUnknownOptions() {
    assertThat(Fleet.run(List.of("fly"))).isEqualTo(2);
    assertThat(Fleet.run(List.of("up", "--quickly"))).isEqualTo(2);
    assertThat(Fleet.run(List.of("--help"))).isZero();
  }

  @Test
  void everyCommandExplainsItselfAndItsExitCodes() {
    for (var command : ServiceLoader.load(FleetCommand.class)) {
      assertThat(command.help()).contains("usage: ./fleet " + command.name(), "Exit code");
      assertThat(command.summary()).doesNotContain("\n").isNotBlank();
      assertThat(Fleet.run(List.of(command.name(), "--help"))).isZero();
    }
  }
}
