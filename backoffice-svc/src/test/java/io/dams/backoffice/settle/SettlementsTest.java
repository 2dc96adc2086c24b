package io.dams.backoffice.settle;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.dams.backoffice.movement.Movements;
import io.dams.backoffice.ordergroup.OrderGroups;
import io.dams.contracts.id.LegId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettlementsTest {

  private static final LegId LEG = new LegId(16);
  private static final Command COMMAND = new Command(1, 7);

  private final SettlementMapper mapper = mock(SettlementMapper.class);
  private final Settlements settlements =
      new Settlements(mapper, mock(OrderGroups.class), mock(Movements.class));

  /** What another has changed, or marked as owed, meanwhile would be paid twice, or never. */
  @Test
  void writesOverWhatItReadAndNothingElse() {
    Settlement before = new Settlement(LEG, 7, 1, 30, false);
    Settlement after = new Settlement(LEG, 7, 1, 50, false);
    when(mapper.open(1, List.of(7L))).thenReturn(List.of(before));
    SettlementsOfRun run = settlements.of(Set.of(COMMAND));
    run.add(LEG, COMMAND, 20);
    assertThatThrownBy(run::write).isInstanceOf(IllegalStateException.class);
    when(mapper.change(before, after)).thenReturn(1);
    assertThatCode(run::write).doesNotThrowAnyException();
  }
}
