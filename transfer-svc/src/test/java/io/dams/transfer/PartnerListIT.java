package io.dams.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.sandbox.partner.PartnerSimulator;
import io.dams.transfer.World.Case;
import io.dams.transfer.app.Apps;
import io.dams.transfer.app.PartnerApp;
import io.dams.transfer.order.Opening;
import io.dams.transfer.order.Orders;
import io.dams.transfer.order.SampleOrders;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The list that a partner follows: whatever is committed when, it misses none. */
@TransferService
class PartnerListIT {

  private static final AtomicLong IDS = new AtomicLong(1_200_000);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @LocalServerPort int port;
  @Autowired Orders orders;
  @Autowired Apps apps;
  @Autowired TransactionTemplate transaction;
  private final AtomicInteger readings = new AtomicInteger();
  private final List<String> seen = new ArrayList<>();
  private final PartnerSimulator partner = World.partner(Case.INTERNAL);
  private PartnerApp app;
  private String next = "0";

  @BeforeEach
  void register() {
    app = apps.get(new TransferHttp(port).app(Case.INTERNAL, Map.of()));
  }

  @Test
  void anOrderThatIsCommittedLateIsNotPassedOver() throws Exception {
    var begun = new CompletableFuture<String>();
    var mayCommit = new CountDownLatch(1);
    Thread late =
        Thread.ofVirtual()
            .start(
                () ->
                    transaction.executeWithoutResult(
                        _ -> {
                          begun.complete(open());
                          await(mayCommit);
                        }));
    String first = begun.get(60, TimeUnit.SECONDS);
    String second = moveIn();
    assertThat(Long.parseLong(first)).isLessThan(Long.parseLong(second));

    followUntilSeen(second);
    assertThat(seen).containsExactly(second);
    mayCommit.countDown();
    late.join();
    followUntilSeen(first);

    assertThat(seen).containsExactly(second, first);
  }

  @Test
  void ofManyThatAreCommittedInAnyOrderNoneIsMissedOrShownTwice() throws Exception {
    Set<String> committed = ConcurrentHashMap.newKeySet();
    List<CompletableFuture<Void>> writers =
        IntStream.range(0, 6)
            .mapToObj(
                _ ->
                    CompletableFuture.runAsync(
                        () -> write(committed), task -> Thread.ofVirtual().start(task)))
            .toList();
    var all = CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new));

    while (!all.isDone()) {
      follow(7);
      readings.incrementAndGet();
    }
    all.join();
    followUntilSeen(committed.toArray(String[]::new));

    assertThat(seen).doesNotHaveDuplicates();
    assertThat(seen).containsExactlyInAnyOrderElementsOf(committed);
  }

  @Test
  void thePlaceIsThereAlsoAtTheEndAndNoOtherAppIsSeen() throws Exception {
    String first = moveIn();
    followUntilSeen(first);
    String end = next;
    follow(50);
    assertThat(next).isEqualTo(end);

    register();
    String others = moveIn();
    next = "0";
    followUntilSeen(others);

    assertThat(seen).containsExactly(first, others);
    assertThat(page("archived=true&after=0&limit=50").path("items").isEmpty()).isTrue();
  }

  /** Transactions of different lengths, in each of which the partner reads what others wrote. */
  private void write(Set<String> committed) {
    for (int i = 0; i < 12; i++) {
      int more = i % 3;
      committed.addAll(
          Objects.requireNonNull(
              transaction.execute(
                  _ -> IntStream.rangeClosed(0, more).mapToObj(_ -> openAndWait()).toList())));
    }
  }

  private String openAndWait() {
    String order = open();
    int before = readings.get();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> readings.get() > before);
    return order;
  }

  private String open() {
    String name = "dams-list-" + IDS.incrementAndGet();
    return Long.toString(((Opening.Opened) orders.open(SampleOrders.out(app, name))).order().id());
  }

  private String moveIn() throws InterruptedException {
    byte[] body =
        partner
            .moveIn(
                "PL_" + IDS.incrementAndGet(),
                "ann",
                Long.toString(IDS.incrementAndGet()),
                new BigDecimal("5"))
            .body();
    return JSON.readTree(body).path("id").asString();
  }

  /** An order that is just being worked on is listed a moment later. */
  private void followUntilSeen(String... wanted) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              follow(50);
              assertThat(seen).contains(wanted);
            });
  }

  /** Reads on to the end, as a partner does. */
  private void follow(int limit) {
    JsonNode page;
    do {
      page = page("after=" + next + "&limit=" + limit);
      page.path("items").forEach(item -> seen.add(item.path("id").asString()));
      next = page.path("next").asString(next);
    } while (!page.path("items").isEmpty());
  }

  /**
   * Asks again when the service cannot just now: MariaDB was seen to wait for a row that it was to
   * skip ({@code SKIP LOCKED}), and the writer here waits for the reader.
   */
  private JsonNode page(String query) {
    var answer =
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .pollDelay(Duration.ZERO)
            .until(
                () -> partner.call("GET", "/v1/partner/orders?" + query, Map.of()),
                one -> one.status() != 503);
    assertThat(answer.status()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
