package io.dams.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.sandbox.partner.PartnerFault;
import io.dams.sandbox.partner.PartnerFault.About;
import io.dams.sandbox.partner.PartnerFault.Door;
import io.dams.sandbox.partner.PartnerHttpClient;
import io.dams.sandbox.partner.PartnerSimulator;
import io.dams.transfer.World.Case;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Transfers in: credited once, and only after the partner's yes. */
@TransferService
class InFlowIT {

  private static final AtomicLong IDS = new AtomicLong(10_000);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @LocalServerPort int port;
  private final long user = IDS.incrementAndGet();
  private final String id = "EXT_" + IDS.incrementAndGet();
  private TransferHttp http;

  @BeforeEach
  void connect() {
    http = new TransferHttp(port);
  }

  @AfterEach
  void inTheLedgerTheSumIsZero() {
    assertThat(World.ledger().sum()).isZero();
  }

  @Test
  void isCreditedWhenThePartnerSaysYes() throws Exception {
    int app = http.app(Case.FULL, Map.of());
    PartnerSimulator partner = World.partner(Case.FULL);

    PartnerHttpClient.Reply taken = moveIn(partner, "100.5");

    assertThat(taken.status()).isEqualTo(202);
    JsonNode order = ended(read(taken).path("id").asString());
    // 100.5 × 2 = 201, a hundredth of it is the fee
    assertThat(order.path("status").asInt()).isEqualTo(100);
    assertThat(order.path("amount").asString()).isEqualTo("201.0000000000");
    assertThat(order.path("feeAmount").asString()).isEqualTo("2.0100000000");
    assertThat(order.path("actualAmount").asString()).isEqualTo("198.9900000000");
    assertThat(balance()).isEqualTo(1_989_900);
    assertThat(World.ledger().balance(LedgerStub.system("app-" + app, 2, "DIAMOND")))
        .isEqualTo(-1_989_900);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> partner.callbacks().stream().anyMatch(it -> it.payload().contains(id)));
  }

  @Test
  void anotherAmountOrUserAtThePartnerFailsIt() throws Exception {
    http.app(Case.FULL, Map.of());
    PartnerSimulator partner = World.partner(Case.FULL);
    for (About about : List.of(About.AMOUNT, About.USER)) {
      String order = id + about;
      partner.faults().add(PartnerFault.at(Door.INFO, new PartnerFault.Lie(about)).order(order));

      JsonNode failed =
          ended(
              read(partner.moveIn(order, "ann", Long.toString(user), new BigDecimal("5")))
                  .path("id")
                  .asString());

      assertThat(failed.path("status").asInt()).isEqualTo(-1);
      assertThat(failed.path("errorMessage").asString()).startsWith("partner says another");
    }
    assertThat(balance()).isZero();
  }

  @Test
  void anUnknownAnswerIsAskedAboutAgain() throws Exception {
    http.app(Case.FULL, Map.of());
    PartnerSimulator partner = World.partner(Case.FULL);
    partner.faults().add(PartnerFault.at(Door.INFO, new PartnerFault.Hang(2_000)).order(id));
    partner.faults().add(PartnerFault.at(Door.INFO, new PartnerFault.Garbage()).order(id));
    partner.faults().add(PartnerFault.at(Door.INFO, new PartnerFault.Status(500, false)).order(id));
    partner.faults().add(PartnerFault.at(Door.INFO, new PartnerFault.Status(404, false)).order(id));
    partner.faults().add(PartnerFault.at(Door.INFO, new PartnerFault.Lie(About.ORDER)).order(id));

    JsonNode order = ended(read(moveIn(partner, "5")).path("id").asString());

    assertThat(order.path("status").asInt()).isEqualTo(100);
    assertThat(balance()).isEqualTo(99_000);
  }

  @Test
  void theSameAgainGetsTheFirstAnswerAndAnotherBodyIsRefused() throws Exception {
    int app = http.app(Case.INTERNAL, Map.of());
    PartnerSimulator partner = World.partner(Case.INTERNAL);
    JsonNode first = ended(read(moveIn(partner, "5")).path("id").asString());

    http.ops(
            "PUT",
            "/ops/transfer-apps/" + app + "/switches",
            Map.of("transferInEnabled", false, "transferOutEnabled", true, "enabled", true))
        .ok();

    PartnerHttpClient.Reply again = moveIn(partner, "5.00");
    assertThat(again.status()).isEqualTo(202);
    assertThat(read(again).path("id")).isEqualTo(first.path("id"));
    assertThat(moveIn(partner, "6").status()).isEqualTo(409);
    assertThat(balance()).isEqualTo(99_000);
  }

  @Test
  void fiftyThreadsWithOneIdMakeOneOrder() throws Exception {
    http.app(Case.INTERNAL, Map.of());
    PartnerSimulator partner = World.partner(Case.INTERNAL);
    List<Callable<PartnerHttpClient.Reply>> same = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      same.add(() -> moveIn(partner, "5"));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<String> orders = new ArrayList<>();
      for (Future<PartnerHttpClient.Reply> reply : threads.invokeAll(same)) {
        orders.add(read(reply.get()).path("id").asString());
      }
      assertThat(orders).hasSize(50).containsOnly(orders.getFirst());
      ended(orders.getFirst());
    }
    assertThat(balance()).isEqualTo(99_000);
  }

  @Test
  void isCreditedOnceWhenTheLedgersReplyIsLost() throws Exception {
    http.app(Case.FULL, Map.of());
    PartnerSimulator partner = World.partner(Case.FULL);
    partner.faults().add(PartnerFault.at(Door.INFO, new PartnerFault.Stall(300)).order(id));
    String order = read(moveIn(partner, "5")).path("id").asString();
    World.ledger().dropReply("in-" + order);

    assertThat(ended(order).path("status").asInt()).isEqualTo(100);
    assertThat(balance()).isEqualTo(99_000);
  }

  @Test
  void waitsForFundsOfAnAppThatPaysFromAUsersAccount() throws Exception {
    long purse = IDS.incrementAndGet();
    int app = http.app(Case.INTERNAL, Map.of("fundInUid", purse));
    String order = read(moveIn(World.partner(Case.INTERNAL), "5")).path("id").asString();
    await().atMost(Duration.ofSeconds(60)).until(() -> stuck().contains("insufficient-funds"));
    assertThat(http.order(order).path("status").asInt()).isEqualTo(30);

    World.ledger().fund(purse, 2, "DIAMOND", 100_000);

    assertThat(ended(order).path("status").asInt()).isEqualTo(100);
    assertThat(balance()).isEqualTo(99_000);
    assertThat(World.ledger().balance(LedgerStub.user(purse, 2, "DIAMOND"))).isZero();
    assertThat(World.ledger().balance(LedgerStub.system("app-" + app, 2, "DIAMOND")))
        .isEqualTo(1_000);
  }

  @Test
  void amountsThatCannotBeAreRefusedAndTakeNoName() throws Exception {
    http.app(Case.INTERNAL, Map.of("feeInMin", "1"));
    PartnerSimulator partner = World.partner(Case.INTERNAL);

    for (String amount : List.of("0", "0.00001", "0.5", "99999999999999999999")) {
      PartnerHttpClient.Reply refused = moveIn(partner, amount);
      assertThat(refused.status()).as(amount).isEqualTo(422);
      assertThat(read(refused).path("type").asString()).endsWith(":amount-refused");
    }
    for (String amount : List.of("-1", "1e3", "1.00000000001", "NaN", "")) {
      Map<String, Object> body = body(amount);
      assertThat(partner.call("POST", "/v1/partner/orders", body).status())
          .as(amount)
          .isEqualTo(400);
    }
    assertThat(moveIn(partner, "5").status()).isEqualTo(202);
  }

  @Test
  void aNameOfOursOrOneThatCannotStandInAPathIsRefused() throws Exception {
    http.app(Case.INTERNAL, Map.of());
    for (String name : List.of("dams-1", "", "..", "a/b", "a%2Fb", "a;b", "a b", "a".repeat(101))) {
      Map<String, Object> body = body("5");
      body.put("outOrderId", name);

      assertThat(World.partner(Case.INTERNAL).call("POST", "/v1/partner/orders", body).status())
          .as(name)
          .isEqualTo(400);
    }
  }

  @Test
  void anAttachmentThatTheDatabaseCannotKeepHoldsNothingUp() throws Exception {
    http.app(Case.FULL, Map.of());
    PartnerSimulator partner = World.partner(Case.FULL);
    partner.faults().add(PartnerFault.at(Door.INFO, new PartnerFault.Attach(100)).always());

    assertThat(ended(read(moveIn(partner, "5")).path("id").asString()).path("status").asInt())
        .isEqualTo(100);
  }

  private Map<String, Object> body(String amount) {
    Map<String, Object> body = new HashMap<>();
    body.put("outOrderId", id);
    body.put("outUserId", "ann");
    body.put("userId", Long.toString(user));
    body.put("outAmount", amount);
    return body;
  }

  private PartnerHttpClient.Reply moveIn(PartnerSimulator partner, String amount)
      throws InterruptedException {
    return partner.moveIn(id, "ann", Long.toString(user), new BigDecimal(amount));
  }

  private JsonNode ended(String order) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> List.of(100, -1).contains(http.order(order).path("status").asInt()));
    return http.order(order);
  }

  private String stuck() {
    return http.ops("GET", "/ops/obligations?state=STUCK", null).text();
  }

  private long balance() {
    return World.ledger().balance(LedgerStub.user(user, 2, "DIAMOND"));
  }

  private static JsonNode read(PartnerHttpClient.Reply reply) {
    return JSON.readTree(reply.body());
  }
}
