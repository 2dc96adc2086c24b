package io.dams.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.contracts.ledger.HoldAnswer.State;
import io.dams.sandbox.partner.PartnerFault;
import io.dams.sandbox.partner.PartnerFault.About;
import io.dams.sandbox.partner.PartnerFault.Door;
import io.dams.sandbox.partner.PartnerHttpClient;
import io.dams.sandbox.partner.PartnerOrder;
import io.dams.sandbox.partner.PartnerSimulator;
import io.dams.transfer.World.Case;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Transfers out: held, asked about until the answer is definite, and then posted or voided. */
@TransferService
class OutFlowIT {

  private static final AtomicLong USERS = new AtomicLong(50_000);
  private static final long FUNDS = 1_000_000;

  @LocalServerPort int port;
  private final long user = USERS.incrementAndGet();
  private TransferHttp http;

  @BeforeEach
  void fund() {
    http = new TransferHttp(port);
    World.ledger().refuseToVoid(false);
    World.ledger().fund(user, 2, "DIAMOND", FUNDS);
  }

  @AfterEach
  void inTheLedgerTheSumIsZero() {
    assertThat(World.ledger().sum()).isZero();
  }

  @Test
  void isHeldCreatedAndPosted() {
    int app = http.app(Case.FULL, Map.of());

    JsonNode order = ended(take(app, "10"));

    // 10 ÷ 2 = 5 outside, a hundredth on top is the fee
    assertThat(order.path("status").asInt()).isEqualTo(100);
    assertThat(order.path("outAmount").asString()).isEqualTo("5.0000000000");
    assertThat(order.path("actualAmount").asString()).isEqualTo("10.0000000000");
    assertThat(balance()).isEqualTo(FUNDS - 101_000);
    assertThat(World.ledger().balance(LedgerStub.system("app-" + app, 2, "DIAMOND")))
        .isEqualTo(101_000);
    assertThat(atPartner(Case.FULL, order).state()).isEqualTo(PartnerOrder.State.DONE);
    assertThat(atPartner(Case.FULL, order).outAmount()).isEqualByComparingTo("5");
  }

  @Test
  void aPurelyInternalAppIsPostedAtOnce() {
    int app = http.app(Case.INTERNAL, Map.of("feeAccountUid", 1));

    assertThat(ended(take(app, "10")).path("status").asInt()).isEqualTo(100);

    assertThat(World.ledger().balance(LedgerStub.system("app-" + app, 2, "DIAMOND")))
        .isEqualTo(100_000);
    assertThat(balance()).isEqualTo(FUNDS - 101_000);
  }

  @Test
  void aRefusalVoidsTheHoldAndThenFails() {
    int app = http.app(Case.FULL, Map.of());
    World.partner(Case.FULL)
        .faults()
        .add(PartnerFault.at(Door.CREATE, new PartnerFault.Decide(PartnerOrder.State.REFUSED)));

    JsonNode order = ended(take(app, "10"));

    assertThat(order.path("status").asInt()).isEqualTo(-1);
    assertThat(order.path("errorMessage").asString()).contains("does not want it");
    assertThat(hold(order)).isEqualTo(State.VOIDED);
    assertThat(balance()).isEqualTo(FUNDS);
  }

  @Test
  void theWorkWasDoneAndTheAnswerLost() {
    int app = http.app(Case.FULL, Map.of());
    World.partner(Case.FULL)
        .faults()
        .add(PartnerFault.at(Door.CREATE, new PartnerFault.DropReply()));

    assertThat(ended(take(app, "10")).path("status").asInt()).isEqualTo(100);
    assertThat(balance()).isEqualTo(FUNDS - 101_000);
  }

  @Test
  void whatThePartnerDoesNotKnowIsCreatedAgainByTheSameId() {
    int app = http.app(Case.FULL, Map.of());
    World.partner(Case.FULL)
        .faults()
        .add(PartnerFault.at(Door.CREATE, new PartnerFault.Hang(2_000)));

    JsonNode order = ended(take(app, "10"));

    assertThat(order.path("status").asInt()).isEqualTo(100);
    assertThat(atPartner(Case.FULL, order).outAmount()).isEqualByComparingTo("5");
  }

  @Test
  void wherePartnersCannotBeAskedCreateIsSentUntilItIsDefinite() {
    int app = http.app(Case.CREATE_ONLY, Map.of());
    PartnerSimulator partner = World.partner(Case.CREATE_ONLY);
    partner.faults().add(PartnerFault.at(Door.CREATE, new PartnerFault.Status(500, true)));
    partner.faults().add(PartnerFault.at(Door.CREATE, new PartnerFault.Garbage()));

    JsonNode order = ended(take(app, "10"));

    assertThat(order.path("status").asInt()).isEqualTo(100);
    assertThat(partner.orders().stream().filter(it -> isOf(it, order))).hasSize(1);
  }

  @Test
  void anOrderThatIsPendingStaysHeldUntilThePartnerDecides() {
    int app = http.app(Case.FULL, Map.of());
    PartnerSimulator partner = World.partner(Case.FULL);
    partner
        .faults()
        .add(PartnerFault.at(Door.CREATE, new PartnerFault.Decide(PartnerOrder.State.PENDING)));
    JsonNode order = asked(take(app, "10"), partner);
    assertThat(hold(order)).isEqualTo(State.PLACED);

    partner.decide(order.path("outOrderId").asString(), PartnerOrder.State.DONE, null);

    assertThat(ended(order.path("id").asString()).path("status").asInt()).isEqualTo(100);
  }

  @Test
  void aPartnerThatIsOnlyAskedIsAskedUntilItKnows() throws Exception {
    int app = http.app(Case.INFO_ONLY, Map.of());
    PartnerSimulator partner = World.partner(Case.INFO_ONLY);
    String id = take(app, "10");
    await().atMost(Duration.ofSeconds(60)).until(() -> http.order(id).path("status").asInt() == 20);

    PartnerHttpClient.Reply told = tell(partner, http.order(id), PartnerOrder.State.DONE, "5");

    assertThat(told.status()).isEqualTo(200);
    assertThat(ended(id).path("status").asInt()).isEqualTo(100);
  }

  @Test
  void aResultDecidesAndItsOppositeIsRefusedAndNoted() throws Exception {
    int app = http.app(Case.CREATE_ONLY, Map.of());
    PartnerSimulator partner = World.partner(Case.CREATE_ONLY);
    partner
        .faults()
        .add(PartnerFault.at(Door.CREATE, new PartnerFault.Decide(PartnerOrder.State.PENDING)));
    JsonNode order = asked(take(app, "10"), partner);

    assertThat(tell(partner, order, PartnerOrder.State.DONE, "6").status()).isEqualTo(409);
    assertThat(tell(partner, order, PartnerOrder.State.REFUSED, "5").status()).isEqualTo(200);
    assertThat(tell(partner, order, PartnerOrder.State.REFUSED, "5.0").status()).isEqualTo(200);
    assertThat(tell(partner, order, PartnerOrder.State.DONE, "5").status()).isEqualTo(409);

    JsonNode failed = ended(order.path("id").asString());
    assertThat(failed.path("status").asInt()).isEqualTo(-1);
    assertThat(balance()).isEqualTo(FUNDS);
    assertThat(http.ops("GET", "/ops/transfer-breaks?app=" + app, null).text())
        .contains("amount-is-the-partners", "partner-keeps-its-word");
  }

  @Test
  void aLieAboutTheAmountPostsNothing() {
    int app = http.app(Case.FULL, Map.of());
    PartnerSimulator partner = World.partner(Case.FULL);
    partner.faults().add(PartnerFault.at(Door.CREATE, new PartnerFault.Lie(About.AMOUNT)));
    partner.faults().add(PartnerFault.at(Door.INFO, new PartnerFault.Lie(About.AMOUNT)).times(3));

    JsonNode order = ended(take(app, "10"));

    assertThat(order.path("status").asInt()).isEqualTo(100);
    assertThat(http.ops("GET", "/ops/transfer-breaks?app=" + app, null).text())
        .contains("amount-is-the-partners");
  }

  @Test
  void moreThanOneHasFailsAndLeavesATombstone() {
    int app = http.app(Case.FULL, Map.of());

    JsonNode order = ended(take(app, "99.5"));

    assertThat(order.path("status").asInt()).isEqualTo(-1);
    assertThat(order.path("errorMessage").asString()).isEqualTo("insufficient-funds");
    assertThat(hold(order)).isEqualTo(State.VOIDED);
    assertThat(balance()).isEqualTo(FUNDS);
  }

  /** Ten at the same moment, and units for four. */
  @Test
  void parallelOrdersNeverHoldMoreThanThereIs() {
    int app = http.app(Case.INTERNAL, Map.of());

    List<CompletableFuture<String>> taken =
        IntStream.range(0, 10)
            .mapToObj(
                _ ->
                    CompletableFuture.supplyAsync(
                        () -> take(app, "20"), task -> Thread.ofVirtual().start(task)))
            .toList();
    List<Integer> ends =
        taken.stream().map(id -> ended(id.join()).path("status").asInt()).sorted().toList();

    assertThat(ends).containsExactly(-1, -1, -1, -1, -1, -1, 100, 100, 100, 100);
    assertThat(balance()).isEqualTo(FUNDS - 4 * 202_000);
  }

  @Test
  void aVoidThatTheLedgerRefusesIsSeenAndRepeatedByHand() {
    int app = http.app(Case.CREATE_ONLY, Map.of());
    PartnerSimulator partner = World.partner(Case.CREATE_ONLY);
    partner
        .faults()
        .add(PartnerFault.at(Door.CREATE, new PartnerFault.Decide(PartnerOrder.State.REFUSED)));
    World.ledger().refuseToVoid(true);
    String id = take(app, "10");
    String stuck = "/ops/obligations?state=STUCK&limit=200";

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> http.ops("GET", stuck, null).text().contains("\"" + id + "\""));
    assertThat(http.order(id).path("status").asInt()).isEqualTo(20);
    assertThat(balance()).isEqualTo(FUNDS - 101_000);
    World.ledger().refuseToVoid(false);
    http.ops("POST", "/ops/obligations/OUT_VOID/" + id + "/hasten", null);

    JsonNode order = ended(id);
    assertThat(order.path("status").asInt()).isEqualTo(-1);
    assertThat(http.ops("POST", "/ops/obligations/OUT_VOID/" + id + "/hasten", null).status())
        .isEqualTo(404);
    assertThat(balance()).isEqualTo(FUNDS);
  }

  @Test
  void repliesOfTheLedgerThatAreLostPostOnce() {
    int app = http.app(Case.CREATE_ONLY, Map.of());
    PartnerSimulator partner = World.partner(Case.CREATE_ONLY);
    partner.faults().add(PartnerFault.at(Door.CREATE, new PartnerFault.Stall(400)));
    String id = take(app, "10");
    World.ledger().dropReply("out-" + id);

    assertThat(ended(id).path("status").asInt()).isEqualTo(100);
    assertThat(balance()).isEqualTo(FUNDS - 101_000);
  }

  @Test
  void amountsThatCannotBeAreRefusedAndNothingIsHeld() {
    int app = http.app(Case.INTERNAL, Map.of());
    Map<String, Integer> answers =
        Map.of(
            "0", 422, "0.00001", 422, "9999999999999999", 422, "-1", 400, "1e3", 400, "NaN", 400);

    answers.forEach(
        (amount, status) -> {
          Map<String, Object> body = Map.of("app", http.keyname(app), "amount", amount);
          assertThat(http.out(user, "no-" + USERS.incrementAndGet(), body).status())
              .as(amount)
              .isEqualTo(status);
        });
    assertThat(balance()).isEqualTo(FUNDS);
  }

  @Test
  void oneKeyIsOneOrderAndAnotherBodyIsRefused() {
    int app = http.app(Case.INTERNAL, Map.of());
    Map<String, Object> body = Map.of("app", http.keyname(app), "amount", "10");
    String key = "key-" + user;

    JsonNode first = http.out(user, key, body).ok();

    assertThat(http.out(user, key, body).ok().path("id")).isEqualTo(first.path("id"));
    assertThat(http.out(user, key, Map.of("app", http.keyname(app), "amount", "11")).problem())
        .isEqualTo("idempotency-key-reused");
    ended(first.path("id").asString());
    assertThat(balance()).isEqualTo(FUNDS - 101_000);
  }

  @Test
  void aPartnerThatHangsHoldsNoOtherUp() {
    int hanging = http.app(Case.CREATE_ONLY, Map.of());
    World.partner(Case.CREATE_ONLY)
        .faults()
        .add(PartnerFault.at(Door.CREATE, new PartnerFault.Hang(1_500)).always());
    List<String> stuck = List.of(take(hanging, "1"), take(hanging, "1"), take(hanging, "1"));
    int well = http.app(Case.FULL, Map.of());

    assertThat(ended(take(well, "10")).path("status").asInt()).isEqualTo(100);
    assertThat(http.order(stuck.getFirst()).path("status").asInt()).isEqualTo(20);

    World.partner(Case.CREATE_ONLY).faults().clear();
    stuck.forEach(id -> assertThat(ended(id).path("status").asInt()).isEqualTo(100));
  }

  @Test
  void nobodySeesAnothersOrder() {
    int app = http.app(Case.INTERNAL, Map.of());
    String id = take(app, "10");

    TransferHttp.Reply mine =
        http.send("GET", "/v1/orders/" + id, null, "Authorization", World.bearer(user));
    TransferHttp.Reply theirs =
        http.send("GET", "/v1/orders/" + id, null, "Authorization", World.bearer(user + 1));

    assertThat(mine.ok().path("id").asString()).isEqualTo(id);
    assertThat(theirs.problem()).isEqualTo("no-such-order");
    assertThat(http.send("GET", "/v1/orders/" + id, null).problem()).isEqualTo("unauthenticated");
    ended(id);
  }

  private String take(int app, String amount) {
    Map<String, Object> body =
        Map.of("app", http.keyname(app), "amount", amount, "outUserId", "ann");
    return http.out(user, "key-" + USERS.incrementAndGet(), body).ok().path("id").asString();
  }

  private JsonNode asked(String id, PartnerSimulator partner) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> partner.orders().stream().anyMatch(it -> isOf(it, http.order(id))));
    return http.order(id);
  }

  private JsonNode ended(String id) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> List.of(100, -1).contains(http.order(id).path("status").asInt()));
    return http.order(id);
  }

  private static PartnerHttpClient.Reply tell(
      PartnerSimulator partner, JsonNode order, PartnerOrder.State state, String amount)
      throws InterruptedException {
    return partner.tell(
        new PartnerOrder(
            order.path("outOrderId").asString(),
            PartnerOrder.Direction.OUT,
            "ann",
            new BigDecimal(amount),
            state,
            state == PartnerOrder.State.REFUSED ? "changed its mind" : null));
  }

  private static PartnerOrder atPartner(Case which, JsonNode order) {
    return World.partner(which).orders().stream()
        .filter(it -> isOf(it, order))
        .findAny()
        .orElseThrow();
  }

  private static boolean isOf(PartnerOrder there, JsonNode order) {
    return there.orderId().equals(order.path("outOrderId").asString());
  }

  private static State hold(JsonNode order) {
    return World.ledger().hold("out-" + order.path("id").asString()).state();
  }

  private long balance() {
    return World.ledger().balance(LedgerStub.user(user, 2, "DIAMOND"));
  }
}
