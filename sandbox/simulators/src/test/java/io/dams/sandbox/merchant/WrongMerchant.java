package io.dams.sandbox.merchant;

import io.dams.contracts.conformance.Conformance;
import io.dams.contracts.conformance.ConformanceReport;
import io.dams.contracts.conformance.Rule;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.RequestSignature;
import io.dams.contracts.money.AssetCode;
import io.dams.sandbox.http.Answer;
import io.dams.sandbox.http.Call;
import io.dams.sandbox.http.JsonController;
import io.dams.sandbox.http.SimulatorServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A merchant that keeps the contract but for one {@link Flaw}: a door before the simulator, which
 * checks signatures itself and signs again what it passes on.
 */
final class WrongMerchant implements AutoCloseable {

  static final String MEMBER = "ann";
  static final String PHONE = "+8613800000001";
  static final String OTHER_MEMBER = "ben";
  static final long UNITS = 10_000;

  /** Longer than any machine stalls, shorter than the suite waits for an answer. */
  private static final Duration MEETS_WITHIN = Duration.ofSeconds(60);

  private static final List<String> CHECKS = Conformance.rules().stream().map(Rule::id).toList();

  private final Flaw flaw;
  private final Path directory;

  /** Noon of today at its start: no run has two days. */
  private final Clock clock = atNoon();

  private final SignatureCheck signatures =
      new SignatureCheck(Map.of(MerchantSettings.TEST_KEY, MerchantSettings.testSecret()), clock);
  private final SimulatorServer door;
  private final Map<String, String> memory = new ConcurrentHashMap<>();
  private final Map<String, Alias> aliases = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> meetings = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private volatile String check = CHECKS.getFirst();
  private MerchantSimulator right;
  private SignedCaller caller;

  /** A transfer that stands for another one in the right merchant's books. */
  private record Alias(String id, ObjectNode asked) {}

  private WrongMerchant(Path directory, Flaw flaw) {
    this.flaw = flaw;
    this.directory = directory;
    this.right = start();
    this.caller = new SignedCaller(right.baseUrl(), clock);
    this.door = SimulatorServer.start(0, Map.of("/", new DoorController()));
  }

  static WrongMerchant start(Path directory, Flaw flaw) {
    return new WrongMerchant(directory, flaw);
  }

  URI baseUrl() {
    return door.baseUrl();
  }

  MerchantSimulator right() {
    return right;
  }

  /** What the flaw wants to remember. */
  Map<String, String> memory() {
    return memory;
  }

  /** What its door's clock and the caller's are to be. */
  Clock clock() {
    return clock;
  }

  Instant now() {
    return clock.instant();
  }

  /** The suite is done with a check: what comes belongs to the next one. */
  void ended(ConformanceReport.Result result) {
    int next = CHECKS.indexOf(result.rule().id()) + 1;
    check = next < CHECKS.size() ? CHECKS.get(next) : "";
  }

  /** Whether the suite is at this check: only there a flaw has requests wait for each other. */
  boolean isAsked(String rule) {
    return check.equals(rule);
  }

  /** Waits for {@link #happened}, so that two requests meet in one order on any machine. */
  void awaitThat(String what) throws InterruptedException {
    if (!meeting(what).await(MEETS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("nothing happened about " + what);
    }
  }

  void happened(String what) {
    meeting(what).countDown();
  }

  private CountDownLatch meeting(String what) {
    return meetings.computeIfAbsent(what, _ -> new CountDownLatch(1));
  }

  private static Clock atNoon() {
    Clock machine = Clock.systemUTC();
    Instant noon = machine.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(12));
    return Clock.offset(machine, Duration.between(machine.instant(), noon));
  }

  Optional<MerchantProblem> rightRefusal(Call call) {
    return signatures.refusal(call);
  }

  /** Ends the server and starts it again on its books. */
  void restart() {
    caller.close();
    right.close();
    right = start();
    caller = new SignedCaller(right.baseUrl(), clock);
  }

  /** Throws all books away; the members come again. */
  void forget() {
    caller.close();
    right.close();
    try {
      Files.delete(settings().journal());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    right = start();
    caller = new SignedCaller(right.baseUrl(), clock);
  }

  /** The right answer to a call; of lines that stand for others, the others are shown. */
  Heard pass(Call call) throws IOException, InterruptedException {
    return pass(call, call.pathWithQuery(), call.body());
  }

  /** The right answer to something else than was asked. */
  Heard pass(Call call, String path, byte[] body) throws IOException, InterruptedException {
    HttpRequest signed = caller.request(call.method(), path, body, same -> same);
    String token = call.header(RequestSignature.MEMBER_TOKEN_HEADER);
    if (token != null) {
      signed =
          HttpRequest.newBuilder(signed, (name, value) -> true)
              .header(RequestSignature.MEMBER_TOKEN_HEADER, token)
              .build();
    }
    return undisguised(heard(signed));
  }

  /** What the right merchant knows of a transfer. */
  Heard query(String id) throws IOException, InterruptedException {
    return heard(caller.request("GET", "/v1/transfers/" + id, new byte[0], same -> same));
  }

  /** Executes something else in the place of what was asked, and shows it as what was asked. */
  Heard instead(Call call, ObjectNode actual) throws IOException, InterruptedException {
    ObjectNode asked = transfer(call);
    String id = id(call);
    String otherId = "instead-" + numbers.incrementAndGet();
    aliases.put(otherId, new Alias(id, asked));
    return pass(call, "/v1/transfers/" + otherId, bytes(actual))
        .with(
            answer -> {
              answer.put("transferId", id);
              answer.set("kind", asked.get("kind"));
            });
  }

  /** Pays so many points from the intermediary account to a member, whatever was asked. */
  Heard paysInstead(Call call, String uid) throws IOException, InterruptedException {
    ObjectNode settlement = transfer(call);
    settlement.put("kind", "SETTLE");
    settlement.put("uid", uid);
    settlement.putNull("reverses");
    return instead(call, settlement);
  }

  static boolean isTransfer(Call call) {
    return call.method().equals("PUT");
  }

  static boolean isCancel(Call call) {
    return call.path().endsWith("/cancel");
  }

  static boolean isQuery(Call call) {
    return call.method().equals("GET") && call.path().startsWith("/v1/transfers/");
  }

  static boolean isStatement(Call call) {
    return call.path().startsWith("/v1/statements/");
  }

  /** The transfer's id in the path of a call. */
  static String id(Call call) {
    return call.path().split("/", -1)[3];
  }

  /** The transfer in the body of a call; empty when it cannot be read. */
  static ObjectNode transfer(Call call) {
    String body = new String(call.body(), StandardCharsets.UTF_8);
    boolean whole = body.startsWith("{") && body.endsWith("}");
    return whole
        ? (ObjectNode) SignedCaller.JSON.readTree(body)
        : SignedCaller.JSON.createObjectNode();
  }

  static boolean isOfKind(Call call, String kind) {
    return isTransfer(call) && transfer(call).path("kind").asString("").equals(kind);
  }

  static byte[] bytes(ObjectNode body) {
    return SignedCaller.JSON.writeValueAsBytes(body);
  }

  private MerchantSettings settings() {
    return MerchantSettings.forTest(new AssetCode("SKY"), directory);
  }

  private MerchantSimulator start() {
    MerchantSimulator merchant = MerchantSimulator.start(settings(), clock);
    merchant.join(MEMBER, PHONE, UNITS);
    merchant.join(OTHER_MEMBER, "+8613800000002", UNITS);
    return merchant;
  }

  private Heard heard(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = caller.raw(request);
    return new Heard(
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        response.body().getBytes(StandardCharsets.UTF_8));
  }

  private Heard undisguised(Heard heard) {
    if (heard.status() != 200 || aliases.isEmpty()) {
      return heard;
    }
    return heard.with(
        body -> {
          if (body.get("lines") instanceof ArrayNode lines) {
            lines.forEach(line -> show((ObjectNode) line));
          }
        });
  }

  private void show(ObjectNode line) {
    Alias alias = aliases.get(line.path("transferId").asString(""));
    if (alias != null) {
      line.put("transferId", alias.id());
      for (String name : new String[] {"kind", "uid", "reverses", "orderGroup"}) {
        line.set(name, alias.asked().get(name));
      }
    }
  }

  @Override
  public void close() {
    door.close();
    caller.close();
    right.close();
  }

  private final class DoorController extends JsonController {

    @Override
    protected Answer answer(Call call) throws InterruptedException {
      Optional<MerchantProblem> refusal = flaw.refusal(WrongMerchant.this, call);
      try {
        return refusal.isPresent()
            ? Heard.problem(refusal.get()).answer()
            : flaw.work(WrongMerchant.this, call).answer();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
