package io.dams.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.contracts.ledger.HoldAnswer.State;
import io.dams.sandbox.partner.PartnerFault;
import io.dams.sandbox.partner.PartnerFault.About;
import io.dams.sandbox.partner.PartnerFault.Door;
import io.dams.sandbox.partner.PartnerFault.Effect;
import io.dams.sandbox.partner.PartnerHttpClient;
import io.dams.sandbox.partner.PartnerOrder;
import io.dams.sandbox.partner.PartnerSimulator;
import io.dams.transfer.World.Case;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many transfers while the partner hangs, lies, errs, drops what it did, and the ledger's replies
 * are lost: at rest every order is final, and ledger and partner agree to the unit. The seed is
 * printed, and {@code -Ddams.transfer.seed=} replays it.
 */
@TransferService
class RandomFaultsIT {

  private static final int ORDERS = 40;
  private static final long FUNDS = 100_000_000;
  private static final AtomicLong IDS = new AtomicLong(800_000);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final long seed =
      Long.getLong("dams.transfer.seed", System.currentTimeMillis() % 1_000_000);
  private final Random random = new Random(seed);
  private final long user = IDS.incrementAndGet();
  private final Map<String, Boolean> orders = new HashMap<>();
  @LocalServerPort int port;
  private TransferHttp http;
  private PartnerSimulator partner;
  private String keyname;

  @BeforeEach
  void register() {
    http = new TransferHttp(port);
    int app = http.app(Case.FULL, Map.of("feeOutMin", "0.05"));
    keyname = http.keyname(app);
    partner = World.partner(Case.FULL);
    World.ledger().fund(user, 2, "DIAMOND", FUNDS);
  }

  @Test
  void everyOrderEndsAndAllAgreeToTheUnit() throws Exception {
    System.out.println("dams.transfer.seed=" + seed);
    for (int i = 0; i < ORDERS; i++) {
      for (Door door : Door.values()) {
        if (random.nextInt(3) == 0) {
          partner.faults().add(PartnerFault.at(door, effect(door)));
        }
      }
      boolean in = random.nextBoolean();
      String id = in ? takeIn() : takeOut();
      orders.put(id, in);
      if (random.nextInt(4) == 0) {
        World.ledger().dropReply((in ? "in-" : "out-") + id);
      }
    }

    long expected = FUNDS;
    Map<String, PartnerOrder> there = new HashMap<>();
    for (Map.Entry<String, Boolean> order : orders.entrySet()) {
      JsonNode ended = ended(order.getKey());
      expected += order.getValue() ? credited(ended) : -debited(ended);
    }
    partner.orders().forEach(order -> there.put(order.orderId(), order));
    for (String id : orders.keySet()) {
      assertAgreement(http.order(id), there.get(http.order(id).path("outOrderId").asString()));
    }

    assertThat(World.ledger().balance(LedgerStub.user(user, 2, "DIAMOND")))
        .as("seed %d", seed)
        .isEqualTo(expected);
    assertThat(World.ledger().sum()).isZero();
  }

  private Effect effect(Door door) {
    List<Effect> effects =
        new ArrayList<>(
            List.of(
                new PartnerFault.Hang(300),
                new PartnerFault.Stall(300),
                new PartnerFault.DropReply(),
                new PartnerFault.Status(500, random.nextBoolean()),
                new PartnerFault.Status(404, false),
                new PartnerFault.Garbage(),
                new PartnerFault.Redirect("http://127.0.0.1:1/")));
    if (door == Door.CREATE) {
      effects.add(new PartnerFault.Decide(PartnerOrder.State.REFUSED));
      effects.add(new PartnerFault.Lie(About.AMOUNT));
      effects.add(new PartnerFault.Lie(About.ORDER));
    }
    return effects.get(random.nextInt(effects.size()));
  }

  private String takeIn() throws InterruptedException {
    BigDecimal amount = BigDecimal.valueOf(1 + random.nextInt(1_000_000), 4);
    String name = "RF_" + IDS.incrementAndGet();
    PartnerHttpClient.Reply first = partner.moveIn(name, "ann", Long.toString(user), amount);
    PartnerHttpClient.Reply again = partner.moveIn(name, "ann", Long.toString(user), amount);
    String id = JSON.readTree(first.body()).path("id").asString();
    assertThat(JSON.readTree(again.body()).path("id").asString()).isEqualTo(id);
    return id;
  }

  private String takeOut() {
    String amount = BigDecimal.valueOf(1 + random.nextInt(1_000_000), 4).toPlainString();
    Map<String, Object> body = Map.of("app", keyname, "amount", amount, "outUserId", "ann");
    String key = "rf-" + IDS.incrementAndGet();
    String id = http.out(user, key, body).ok().path("id").asString();
    assertThat(http.out(user, key, body).ok().path("id").asString()).isEqualTo(id);
    return id;
  }

  private JsonNode ended(String id) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> List.of(100, -1).contains(http.order(id).path("status").asInt()));
    return http.order(id);
  }

  private void assertAgreement(JsonNode order, PartnerOrder there) {
    boolean completed = order.path("status").asInt() == 100;
    String id = order.path("id").asString();
    if (order.path("type").asInt() == 1) {
      assertThat(World.ledger().hasJournal("in-" + id)).as(id).isEqualTo(completed);
      return;
    }
    assertThat(World.ledger().hold("out-" + id).state())
        .as("seed %d, order %s", seed, id)
        .isEqualTo(completed ? State.POSTED : State.VOIDED);
    assertThat(there.state())
        .as("seed %d, order %s", seed, id)
        .isEqualTo(completed ? PartnerOrder.State.DONE : PartnerOrder.State.REFUSED);
    assertThat(there.outAmount()).isEqualByComparingTo(order.path("outAmount").asString());
  }

  private static long credited(JsonNode order) {
    return order.path("status").asInt() == 100 ? units(order, "actualAmount") : 0;
  }

  private static long debited(JsonNode order) {
    return order.path("status").asInt() == 100
        ? units(order, "amount") + units(order, "feeAmount")
        : 0;
  }

  private static long units(JsonNode order, String field) {
    return new BigDecimal(order.path(field).asString()).movePointRight(4).longValueExact();
  }
}
