package io.dams.transfer.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What operators are alarmed by. */
class TransferMetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Backlog backlog = new Backlog();
  private final TransferMetrics metrics = new TransferMetrics(backlog, registry);

  @Test
  void tellsHowManyOrdersAreOpenAtEachStatusAndForHowLong() {
    backlog.orders =
        List.of(
            new BacklogMapper.OpenOrders(7, 20, 3, 90), new BacklogMapper.OpenOrders(7, 30, 1, 4));
    metrics.read();

    assertThat(orders("dams.transfer.orders.open", "20")).isEqualTo(3.0);
    assertThat(orders("dams.transfer.orders.oldest.age", "20")).isEqualTo(90.0);
    assertThat(orders("dams.transfer.orders.open", "30")).isEqualTo(1.0);
    assertThat(orders("dams.transfer.orders.oldest.age", "30")).isEqualTo(4.0);
  }

  @Test
  void forgetsAStatusAtWhichNothingIsOpenAnyMore() {
    backlog.orders = List.of(new BacklogMapper.OpenOrders(7, 20, 3, 90));
    metrics.read();
    backlog.orders = List.of();
    metrics.read();

    assertThat(orders("dams.transfer.orders.open", "20")).isNull();
    assertThat(orders("dams.transfer.orders.oldest.age", "20")).isNull();
  }

  @Test
  void tellsWhichCallbacksNobodyTookAndHowManyBreaksAreOpen() {
    backlog.callbacks = List.of(new BacklogMapper.UntakenCallbacks(7, "EXHAUSTED", 2));
    backlog.breaks = 5;
    metrics.read();

    assertThat(gauge("dams.transfer.callbacks.untaken", "state", "EXHAUSTED")).isEqualTo(2.0);
    assertThat(registry.get("dams.transfer.breaks.open").gauge().value()).isEqualTo(5.0);
  }

  private @Nullable Double orders(String name, String status) {
    return gauge(name, "status", status);
  }

  private @Nullable Double gauge(String name, String tag, String value) {
    Gauge found = registry.find(name).tag("app", "7").tag(tag, value).gauge();
    return found == null ? null : found.value();
  }

  /** The numbers without a database. */
  private static final class Backlog implements BacklogMapper {

    private List<OpenOrders> orders = List.of();
    private List<UntakenCallbacks> callbacks = List.of();
    private long breaks;

    @Override
    public List<OpenOrders> orders() {
      return orders;
    }

    @Override
    public List<UntakenCallbacks> callbacks() {
      return callbacks;
    }

    @Override
    public long breaks() {
      return breaks;
    }
  }
}
