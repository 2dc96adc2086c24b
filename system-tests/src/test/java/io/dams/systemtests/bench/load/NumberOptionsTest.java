package io.dams.systemtests.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.sandbox.CommandException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberOptionsTest {

  private static final Map<String, Integer> USUAL = Map.of("--orders", 10, "--rate", 2);

  @Test
  void whatIsNotGivenIsAsUsual() {
    var options = NumberOptions.of(List.of("--rate", "7"), USUAL);
    assertThat(options.get("--rate")).isEqualTo(7);
    assertThat(options.get("--orders")).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--orders", "--orders 0", "--orders -1", "--orders many", "--speed 3"})
  void refusesWhatIsNoOption(String given) {
    assertThatThrownBy(() -> NumberOptions.of(List.of(given.split(" ")), USUAL))
        .isInstanceOf(CommandException.class);
  }
}
