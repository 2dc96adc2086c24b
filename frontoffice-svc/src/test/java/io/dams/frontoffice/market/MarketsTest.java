package io.dams.frontoffice.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.topic.CoreEvent.Level;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarketsTest {

  @Test
  void readsTheLevelsThatItWrote() {
    List<Level> levels = List.of(new Level(110, 3), new Level((1L << 62) - 1, 1L << 40));
    assertThat(Markets.levels(Markets.text(levels))).isEqualTo(levels);
    assertThat(Markets.levels(Markets.text(List.of()))).isEmpty();
  }
}
