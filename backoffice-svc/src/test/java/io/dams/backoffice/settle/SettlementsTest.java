package io.dams.backoffice.settle;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.dams.backoffice.movement.Movements;
import io.dams.backoffice.ordergroup.OrderGroups;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SettlementsTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final SettlementMapper mapper = mock(SettlementMapper.class);
  private final Settlements settlements =
      new Settlements(mapper, mock(OrderGroups.class), mock(Movements.class));

  /** A row that is marked as owed, and was not seen when it was owed, would never be paid. */
  @Test
  void marksWhatItOwesAndNothingElse() {
    when(mapper.owed(1, 7)).thenReturn(1);
    assertThatThrownBy(() -> settlements.complete(1, 7, NOW))
        .isInstanceOf(IllegalStateException.class);
    when(mapper.owed(1, 7)).thenReturn(0);
    assertThatCode(() -> settlements.complete(1, 7, NOW)).doesNotThrowAnyException();
  }
}
