package io.dams.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.sandbox.partner.PartnerFault;
import io.dams.systemtests.chaos.Step.Asking;
import io.dams.systemtests.chaos.TransferSteps.Transfer;
import io.dams.systemtests.chaos.TransferSteps.Way;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TransferStepsTest {

  private static final int SHORT_RUN = 100;
  private static final int RUNS = 10;

  @Test
  void theSameSeedGivesTheSameScheduleStepByStep() {
    assertThat(steps(42)).isEqualTo(steps(42));
    assertThat(steps(42)).isNotEqualTo(steps(43));
    assertThat(new TransferSteps(42, 4).step(77)).isEqualTo(steps(42).get(77));
  }

  @Test
  void aFewShortRunsHaveEveryWayRequestAndFault() {
    List<Transfer> steps =
        LongStream.rangeClosed(1, RUNS).boxed().flatMap(seed -> steps(seed).stream()).toList();
    assertThat(steps.stream().map(Transfer::way).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(Way.class));
    assertThat(steps.stream().map(Transfer::asking).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(Asking.class));
    Set<Class<?>> effects =
        steps.stream()
            .map(Transfer::trouble)
            .filter(Objects::nonNull)
            .map(trouble -> trouble.effect().getClass())
            .collect(Collectors.toSet());
    assertThat(effects)
        .containsAll(Arrays.asList(PartnerFault.Effect.class.getPermittedSubclasses()));
  }

  private static List<Transfer> steps(long seed) {
    var steps = new TransferSteps(seed, 4);
    return IntStream.range(0, SHORT_RUN).mapToObj(steps::step).toList();
  }
}
