package io.dams.transfer.backlog;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/**
 * Gauges: {@code dams.transfer.orders.open} and {@code dams.transfer.orders.oldest.age} by app and
 * status, {@code dams.transfer.callbacks.untaken} by app and state, {@code
 * dams.transfer.breaks.open}.
 */
class TransferMetrics {

  private final BacklogMapper mapper;
  private final MultiGauge open;
  private final MultiGauge age;
  private final MultiGauge callbacks;
  private final AtomicLong breaks = new AtomicLong();

  TransferMetrics(BacklogMapper mapper, MeterRegistry registry) {
    this.mapper = mapper;
    open = MultiGauge.builder("dams.transfer.orders.open").register(registry);
    age =
        MultiGauge.builder("dams.transfer.orders.oldest.age")
            .baseUnit("seconds")
            .register(registry);
    callbacks = MultiGauge.builder("dams.transfer.callbacks.untaken").register(registry);
    Gauge.builder("dams.transfer.breaks.open", breaks, AtomicLong::get).register(registry);
  }

  /** Reads the numbers anew. */
  void read() {
    List<BacklogMapper.OpenOrders> orders = mapper.orders();
    open.register(rows(orders, BacklogMapper.OpenOrders::orders), true);
    age.register(rows(orders, BacklogMapper.OpenOrders::ageSeconds), true);
    callbacks.register(
        mapper.callbacks().stream()
            .<Row<?>>map(
                one ->
                    Row.of(
                        Tags.of("app", Integer.toString(one.app()), "state", one.state()),
                        one.callbacks()))
            .toList(),
        true);
    breaks.set(mapper.breaks());
  }

  private static List<Row<?>> rows(
      List<BacklogMapper.OpenOrders> orders, ToLongFunction<BacklogMapper.OpenOrders> number) {
    return orders.stream()
        .<Row<?>>map(
            one ->
                Row.of(
                    Tags.of(
                        "app",
                        Integer.toString(one.app()),
                        "status",
                        Integer.toString(one.status())),
                    number.applyAsLong(one)))
        .toList();
  }
}
