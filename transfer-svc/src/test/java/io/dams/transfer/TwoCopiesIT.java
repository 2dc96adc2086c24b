package io.dams.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.transfer.World.Case;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.test.context.support.TestPropertySourceUtils;
import tools.jackson.databind.JsonNode;

/**
 * Two copies of the service on one database: each takes requests and does what is owed, and nothing
 * is asked, posted or told twice.
 */
@TransferService
class TwoCopiesIT {

  private static final int ORDERS = 60;
  private static final AtomicLong IDS = new AtomicLong(950_000);

  private static @Nullable ConfigurableApplicationContext other;

  @LocalServerPort int port;
  @Autowired ConfigurableEnvironment environment;
  @Autowired MeterRegistry meters;
  private final long user = IDS.incrementAndGet();
  private final CountingPartner partner = World.counting();
  private TransferHttp here;
  private TransferHttp there;
  private String app;

  @BeforeEach
  void startTheOther() {
    ConfigurableApplicationContext second = other == null ? start() : other;
    other = second;
    here = new TransferHttp(port);
    there =
        new TransferHttp(
            second.getEnvironment().getRequiredProperty("local.server.port", int.class));
    Map<String, @Nullable Object> addresses = new HashMap<>();
    addresses.put("orderOutCreateUrl", partner.url("create"));
    addresses.put("orderCallbackUrl", partner.url("callback"));
    app = here.keyname(here.app(Case.INTERNAL, addresses));
    World.ledger().fund(user, 2, "DIAMOND", 100_000_000);
  }

  @AfterAll
  static void endTheOther() {
    if (other != null) {
      other.close();
      other = null;
    }
  }

  /** With all that the test's own copy was given. */
  private ConfigurableApplicationContext start() {
    PropertySource<?> given =
        environment
            .getPropertySources()
            .get(TestPropertySourceUtils.INLINED_PROPERTIES_PROPERTY_SOURCE_NAME);
    return new SpringApplicationBuilder(TransferApplication.class)
        .initializers(context -> context.getEnvironment().getPropertySources().addFirst(given))
        .run("--server.port=0", "--dams.management-port=-1");
  }

  @Test
  void doEachThingOnce() {
    List<String> orders = new ArrayList<>();
    for (int i = 0; i < ORDERS; i++) {
      String key = "two-" + IDS.incrementAndGet();
      Map<String, Object> body = Map.of("app", app, "amount", "10", "outUserId", "ann");
      Supplier<String> first = () -> here.out(user, key, body).ok().path("id").asString();
      Supplier<String> second = () -> there.out(user, key, body).ok().path("id").asString();
      CompletableFuture<String> also =
          CompletableFuture.supplyAsync(second, task -> Thread.ofVirtual().start(task));
      orders.add(first.get());
      assertThat(also.join()).isEqualTo(orders.getLast());
    }

    for (String id : orders) {
      String told = "msg_transfer_" + id;
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> here.order(id).path("status").asInt() == 100);
      await().atMost(Duration.ofSeconds(60)).until(() -> partner.requests("callback", told) > 0);
    }
    for (String id : orders) {
      JsonNode order = there.order(id);
      String name = order.path("outOrderId").asString();
      assertThat(partner.requests("create", name)).as("create %s", id).isEqualTo(1);
      assertThat(partner.requests("callback", "msg_transfer_" + id)).as("told %s", id).isEqualTo(1);
      assertThat(World.ledger().requests("PUT /internal/fund-holds/out-" + id)).isEqualTo(1);
      assertThat(
              World.ledger().requests("POST /internal/fund-holds/out-" + id + "/posts/out-" + id))
          .isEqualTo(1);
    }
    assertThat(World.ledger().balance(LedgerStub.user(user, 2, "DIAMOND")))
        .isEqualTo(100_000_000 - ORDERS * 101_000L);
    assertThat(attempts(meters)).as("attempts here").isPositive();
    ConfigurableApplicationContext second = other;
    assertThat(second).isNotNull();
    assertThat(attempts(second.getBean(MeterRegistry.class))).as("attempts there").isPositive();
  }

  private long attempts(MeterRegistry registry) {
    return registry.find("dams.obligations.attempts").timers().stream()
        .mapToLong(Timer::count)
        .sum();
  }
}
