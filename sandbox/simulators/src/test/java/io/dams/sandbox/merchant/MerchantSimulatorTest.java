package io.dams.sandbox.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.merchant.TransferRequest;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.testing.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MerchantSimulatorTest {

  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
  private static final String NONCE = "0123456789abcdef";

  private final SettableClock clock = new SettableClock(START);
  @TempDir Path directory;
  private MerchantSimulator merchant;
  private SignedCaller caller;

  @BeforeEach
  void start() {
    merchant =
        MerchantSimulator.start(MerchantSettings.forTest(new AssetCode("SKY"), directory), clock);
    merchant.join("ann", "+8613800000001", 1_000);
    caller = new SignedCaller(merchant.baseUrl(), clock);
  }

  @AfterEach
  void stop() {
    caller.close();
    merchant.close();
  }

  @Test
  void servesTheWholeLifeOfATransfer() throws Exception {
    SignedCaller.Response token =
        caller.call("POST", "/v1/token", bytes("{\"phone\":\"+8613800000001\"}"));
    assertThat(token.body().path("uid").asString()).isEqualTo("ann");
    assertThat(caller.query("r1").code()).isEqualTo("UNKNOWN_TRANSFER");
    SignedCaller.Response done = caller.transfer("r1", reserve(600));
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.body().path("state").asString()).isEqualTo("DONE");
    assertThat(done.body().path("units").asString()).isEqualTo("600");
    assertThat(caller.query("r1")).isEqualTo(done);
    assertThat(caller.cancel("r1")).isEqualTo(done);
    assertThat(get("/v1/members/ann/balance").body().path("availableUnits").asString())
        .isEqualTo("400");
    assertThat(get("/v1/members/ann/coupons").body().isEmpty()).isTrue();
    assertThat(get("/v1/statements/2026-01-31?limit=5").body().path("lines").size()).isOne();
    assertThat(merchant.requests().count(Operation.TRANSFER, "r1")).isOne();
  }

  @Test
  void refusesWhatIsNotSignedRight() throws Exception {
    long now = START.getEpochSecond();
    assertSignature("SIGNATURE_INVALID", signed -> signed.key("other"));
    assertSignature("SIGNATURE_INVALID", signed -> signed.secret(new byte[32]));
    assertSignature("SIGNATURE_INVALID", signed -> signed.seconds(now - 301));
    assertSignature("SIGNATURE_INVALID", signed -> signed.seconds(now + 301));
    assertSignature("SIGNATURE_INVALID", signed -> signed.nonce("short"));
    assertSignature(
        "SIGNATURE_INVALID",
        signed -> signed.sent(SignedCaller.JSON.writeValueAsBytes(reserve(999))));
    assertThat(merchant.totals().transfersDone()).isZero();
    assertSignature("", signed -> signed.seconds(now - 300));
    assertThat(merchant.totals().transfersDone()).isOne();
  }

  @Test
  void refusesARequestWithoutASignature() throws Exception {
    var answer = caller.raw(HttpRequest.newBuilder(uri("/v1/members/ann/balance")).build());
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("SIGNATURE_INVALID");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @Test
  void takesANonceOnceInTenMinutes() throws Exception {
    assertSignature("", signed -> signed.nonce(NONCE));
    assertSignature("REPLAYED", signed -> signed.nonce(NONCE));
    clock.forward(Duration.ofMinutes(10));
    assertSignature("REPLAYED", signed -> signed.nonce(NONCE));
    clock.forward(Duration.ofSeconds(1));
    assertSignature("", signed -> signed.nonce(NONCE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{",
        "{\"kind\":\"STEAL\",\"uid\":\"ann\",\"units\":\"1\"}",
        "{\"kind\":\"RESERVE\",\"uid\":\"ann\",\"units\":\"0\"",
        "{\"kind\":\"RESERVE\",\"uid\":\"ann\",\"units\":\"-5\"",
        "{\"kind\":\"RESERVE\",\"uid\":\"ann\",\"units\":\"1.5\"",
        "{\"kind\":\"RESERVE\",\"uid\":\"ann\",\"units\":\"9223372036854775808\"",
        "{\"kind\":\"RESERVE\",\"units\":\"1\"",
        "{\"kind\":\"RESERVE\",\"uid\":\"ann\",\"units\":\"1\",\"reverses\":\"r\"",
        "{\"kind\":\"FEE\",\"uid\":\"ann\",\"units\":\"1\",\"reverses\":\"r\"",
        "{\"kind\":\"RETURN\",\"uid\":\"ann\",\"units\":\"1\""
      })
  void refusesBodiesThatAreNotOfTheContract(String start) throws Exception {
    boolean open = start.startsWith("{") && start.length() > 1 && !start.endsWith("}");
    String body =
        open ? start + ",\"notAfter\":\"2026-01-31T13:00:00Z\",\"orderGroup\":\"8\"}" : start;
    SignedCaller.Response answer = caller.call("PUT", "/v1/transfers/r1", bytes(body));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
    assertThat(merchant.totals().transfersDone()).isZero();
  }

  @Test
  void refusesPathsQueriesAndSizesThatAreNotOfTheContract() throws Exception {
    assertThat(get("/v1/nothing").status()).isEqualTo(404);
    assertThat(get("/v1/statements/today").code()).isEqualTo("INVALID_REQUEST");
    assertThat(get("/v1/statements/2026-01-31?limit=1001").code()).isEqualTo("INVALID_REQUEST");
    assertThat(caller.query("a%20b").code()).isEqualTo("INVALID_REQUEST");
    assertThat(caller.call("PUT", "/v1/transfers/r1", new byte[70_000]).code())
        .isEqualTo("INVALID_REQUEST");
  }

  @ParameterizedTest
  @EnumSource(MerchantProblem.class)
  void refusesTheNextAsTold(MerchantProblem code) throws Exception {
    merchant.faults().add(Fault.of(new Fault.Refuse(code)).on(Operation.TRANSFER).times(2));
    for (int i = 0; i < 2; i++) {
      SignedCaller.Response answer = caller.transfer("r1", reserve(1));
      assertThat(answer.code()).isEqualTo(code.name());
      assertThat(answer.status()).isEqualTo(code.status());
    }
    assertThat(merchant.totals().transfersDone()).isZero();
    assertThat(caller.transfer("r1", reserve(1)).status()).isEqualTo(200);
    assertThat(merchant.faults().list()).isEmpty();
  }

  @Test
  void aFaultMeetsOnlyWhatItNames() throws Exception {
    merchant.join("ben", "+8613800000002", 10);
    Fault.Effect refuse = new Fault.Refuse(MerchantProblem.LIMIT_EXCEEDED);
    merchant
        .faults()
        .add(Fault.of(refuse).on(TransferKind.RESERVE).subject("ben").skip(1).always());
    assertThat(caller.transfer("a", reserve(1)).status()).isEqualTo(200);
    assertThat(caller.transfer("b1", reserve("ben", 1)).status()).isEqualTo(200);
    assertThat(caller.transfer("b2", reserve("ben", 1)).code()).isEqualTo("LIMIT_EXCEEDED");
    assertThat(caller.transfer("b3", reserve("ben", 1)).code()).isEqualTo("LIMIT_EXCEEDED");
    assertThat(get("/v1/members/ben/balance").status()).isEqualTo(200);
    merchant.faults().clear();
    assertThat(caller.transfer("b2", reserve("ben", 1)).status()).isEqualTo(200);
  }

  @Test
  void doesTheWorkAndDropsTheReply() throws Exception {
    merchant.faults().add(Fault.of(new Fault.DropReply()));
    assertThatThrownBy(() -> caller.transfer("r1", reserve(600))).isInstanceOf(IOException.class);
    assertThat(caller.query("r1").body().path("state").asString()).isEqualTo("DONE");
    assertThat(merchant.totals().intermediaryUnits()).isEqualTo(600);
  }

  @Test
  void hangsAndDoesNothing() throws Exception {
    merchant.faults().add(Fault.of(Fault.Hang.of(Duration.ofMillis(300))));
    long start = System.nanoTime();
    assertThatThrownBy(() -> caller.transfer("r1", reserve(600))).isInstanceOf(IOException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(300));
    assertThat(caller.query("r1").code()).isEqualTo("UNKNOWN_TRANSFER");
  }

  @Test
  void aStalledTransferIsExecutedLaterUnlessItWasCancelled() throws Exception {
    merchant.faults().add(Fault.of(Fault.Stall.of(Duration.ofSeconds(3))).times(2));
    CompletableFuture<SignedCaller.Response> first = inBackground("r1");
    CompletableFuture<SignedCaller.Response> second = inBackground("r2");
    awaitEmptyFaults();
    assertThat(caller.query("r1").code()).isEqualTo("UNKNOWN_TRANSFER");
    assertThat(caller.cancel("r2").body().path("state").asString()).isEqualTo("CANCELLED");
    assertThat(first.join().body().path("state").asString()).isEqualTo("DONE");
    assertThat(second.join().code()).isEqualTo("TRANSFER_CANCELLED");
    assertThat(merchant.totals().transfersDone()).isOne();
  }

  @Test
  void aStalledTransferObeysItsNotAfter() throws Exception {
    merchant.faults().add(Fault.of(Fault.Stall.of(Duration.ofSeconds(2))));
    CompletableFuture<SignedCaller.Response> stalled = inBackground("r1");
    awaitEmptyFaults();
    clock.forward(Duration.ofHours(2));
    assertThat(stalled.join().code()).isEqualTo("TOO_LATE");
    assertThat(merchant.totals().transfersDone()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void answersAServerErrorWithAndWithoutTheWork(boolean afterWork) throws Exception {
    merchant.faults().add(Fault.of(new Fault.ServerError(503, afterWork)));
    assertThat(caller.transfer("r1", reserve(1)).status()).isEqualTo(503);
    assertThat(merchant.totals().transfersDone()).isEqualTo(afterWork ? 1 : 0);
  }

  @ParameterizedTest
  @EnumSource(Fault.Form.class)
  void answersWronglyThoughTheWorkIsDone(Fault.Form form) throws Exception {
    SignedCaller.Response right = caller.transfer("r1", reserve(1));
    merchant.faults().add(Fault.of(new Fault.WrongAnswer(form)));
    var answer =
        caller.raw(caller.request("GET", "/v1/transfers/r1", new byte[0], signed -> signed));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isNotEqualTo(right.body().toString());
    merchant.faults().add(Fault.of(new Fault.WrongAnswer(form)));
    caller.raw(
        caller.request(
            "PUT",
            "/v1/transfers/r2",
            SignedCaller.JSON.writeValueAsBytes(reserve(1)),
            signed -> signed));
    assertThat(caller.query("r2").body().path("units").asString()).isEqualTo("1");
  }

  @Test
  void isUnavailableUntilTheFaultIsCleared() throws Exception {
    merchant.faults().add(Fault.of(new Fault.Unavailable()).always());
    for (int i = 0; i < 3; i++) {
      // the JDK's client itself repeats a GET whose connection was closed, but never a PUT
      assertThatThrownBy(() -> caller.transfer("r1", reserve(1))).isInstanceOf(IOException.class);
    }
    merchant.faults().clear();
    assertThat(get("/v1/members/ann/balance").status()).isEqualTo(200);
  }

  @Test
  void isSteeredByItsControlApi() throws Exception {
    assertThat(control("GET", "/sandbox/health", "").statusCode()).isEqualTo(200);
    String ben = "/sandbox/members/ben";
    String joining = "{\"phone\":\"+8613800000002\",\"units\":\"50\"}";
    assertThat(control("PUT", ben, joining).statusCode()).isEqualTo(204);
    assertThat(control("PUT", ben, joining).statusCode()).isEqualTo(204);
    assertThat(control("POST", ben + "/grants", "{\"units\":\"7\"}").statusCode()).isEqualTo(204);
    assertThat(control("POST", ben + "/grants", "{\"units\":\"0\"}").statusCode()).isEqualTo(400);
    control(
        "POST", ben + "/coupons", "{\"couponId\":\"c\",\"title\":\"Tea\",\"state\":\"USABLE\"}");
    assertThat(get("/v1/members/ben/coupons").body().size()).isOne();
    control("POST", ben + "/revoke", "");
    assertThat(get("/v1/members/ben/balance").code()).isEqualTo("MEMBER_TOKEN_INVALID");
    control("POST", ben + "/close", "");
    assertThat(get("/v1/members/ben/balance").code()).isEqualTo("ACCOUNT_CLOSED");
    control("POST", ben + "/reopen", "");
    assertThat(control("POST", "/sandbox/members/zoe/close", "").statusCode()).isEqualTo(400);
    String fault =
        "{\"effect\":{\"type\":\"REFUSE\",\"code\":\"LIMIT_EXCEEDED\"},\"operation\":\"QUERY\","
            + "\"skip\":0,\"times\":1}";
    assertThat(control("POST", "/sandbox/faults", fault).statusCode()).isEqualTo(204);
    assertThat(control("GET", "/sandbox/faults", "").body()).contains("LIMIT_EXCEEDED");
    assertThat(caller.query("r1").code()).isEqualTo("LIMIT_EXCEEDED");
    control("POST", "/sandbox/faults", fault);
    control("DELETE", "/sandbox/faults", "");
    assertThat(caller.query("r1").code()).isEqualTo("UNKNOWN_TRANSFER");
    assertThat(control("GET", "/sandbox/requests", "").body()).contains("QUERY");
    assertThat(control("GET", "/sandbox/books", "").body())
        .contains("\"uid\":\"ben\"", "\"availableUnits\":\"57\"");
    assertThat(merchant.totals().isBalanced()).isTrue();
  }

  @Test
  void tellsWhenItsPortIsTaken() {
    MerchantSettings second =
        MerchantSettings.forTest(new AssetCode("BEAN"), directory).at(merchant.baseUrl().getPort());
    assertThatThrownBy(() -> MerchantSimulator.start(second)).hasMessageContaining("taken");
  }

  private CompletableFuture<SignedCaller.Response> inBackground(String id) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return caller.transfer(id, reserve(1));
          } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
          }
        },
        Thread::startVirtualThread);
  }

  private void awaitEmptyFaults() {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!merchant.faults().list().isEmpty()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private void assertSignature(String code, UnaryOperator<SignedCaller.Signed> change)
      throws Exception {
    String id = "s-" + UUID.randomUUID();
    SignedCaller.Response answer =
        caller.call(
            "PUT", "/v1/transfers/" + id, SignedCaller.JSON.writeValueAsBytes(reserve(1)), change);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(code.isEmpty() ? 200 : 401);
  }

  private SignedCaller.Response get(String path) throws IOException, InterruptedException {
    return caller.call("GET", path, new byte[0]);
  }

  private HttpResponse<String> control(String method, String path, String body) throws Exception {
    return caller.raw(
        HttpRequest.newBuilder(uri(path)).method(method, BodyPublishers.ofString(body)).build());
  }

  private URI uri(String path) {
    return merchant.baseUrl().resolve(path);
  }

  private TransferRequest reserve(long units) {
    return reserve("ann", units);
  }

  private TransferRequest reserve(String uid, long units) {
    return new TransferRequest(
        TransferKind.RESERVE, uid, units, null, START.plus(Duration.ofHours(1)), "8");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
