package io.dams.transfer.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OrderStatusTest {

  @Test
  void movesOnlyAsTheTableSays() {
    Map<OrderStatus, Set<OrderStatus>> table = new EnumMap<>(OrderStatus.class);
    for (OrderStatus status : OrderStatus.values()) {
      table.put(
          status,
          EnumSet.allOf(OrderStatus.class).stream()
              .filter(status::mayBecome)
              .collect(Collectors.toSet()));
    }

    assertThat(table)
        .containsEntry(
            OrderStatus.CREATED,
            Set.of(OrderStatus.PROCESSING, OrderStatus.CALLBACK, OrderStatus.FAILED))
        .containsEntry(OrderStatus.PROCESSING, Set.of(OrderStatus.CALLBACK, OrderStatus.FAILED))
        .containsEntry(OrderStatus.CALLBACK, Set.of(OrderStatus.COMPLETED))
        .containsEntry(OrderStatus.COMPLETED, Set.of())
        .containsEntry(OrderStatus.FAILED, Set.of());
  }

  @Test
  void afterThePartnersYesAnOrderNeverFails() {
    assertThat(OrderStatus.CALLBACK.mayBecome(OrderStatus.FAILED)).isFalse();
  }

  @Test
  void hasTheSeedsNumbers() {
    assertThat(OrderStatus.values())
        .extracting(OrderStatus::code)
        .containsExactly(1, 20, 30, 100, -1);
  }
}
