package io.dams.platform.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.MemberToken;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.StatementPage;
import io.dams.contracts.merchant.TokenRequest;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.merchant.TransferRequest;
import io.dams.contracts.merchant.TransferState;
import io.dams.contracts.money.AssetCode;
import io.dams.platform.testing.Midnight;
import io.dams.sandbox.merchant.Fault;
import io.dams.sandbox.merchant.MerchantSettings;
import io.dams.sandbox.merchant.MerchantSimulator;
import io.dams.sandbox.merchant.Operation;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MerchantClientsTest {

  private static final AssetCode SKY = new AssetCode("SKY");
  private static final TransferId ID = new TransferId("reserve-8");
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(500);

  /** So long a call waits for one of the few places. */
  private static final Duration TURN = Duration.ofSeconds(2);

  /** Beyond every bound of a test. */
  private static final Duration FOR_EVER = Duration.ofMinutes(30);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path directory;
  private MerchantSimulator merchant;
  private MerchantClients clients;
  private MerchantApi api;

  @Test
  void aMerchantThatIsNotConfiguredIsUnavailableAndItsTransfersStayUnknown() {
    AssetCode gone = new AssetCode("GONE");
    MerchantApi absent = clients.of(gone);
    MerchantAnswer unknown = new MerchantAnswer.Unknown("not-configured");
    assertThat(absent.query(ID)).isEqualTo(unknown);
    assertThat(absent.cancel(ID)).isEqualTo(unknown);
    assertThat(absent.transfer(ID, reserve(1))).isEqualTo(unknown);
    assertThatThrownBy(() -> absent.balance("ann"))
        .isInstanceOf(MerchantUnavailableException.class)
        .hasMessageContaining("not-configured");
    assertThat(clients.point(gone)).isEmpty();
  }

  @BeforeEach
  void start() {
    merchant = MerchantSimulator.start(MerchantSettings.forTest(SKY, directory));
    merchant.join("ann", "+8613800000001", 1_000);
    clients = clients(merchant.baseUrl(), 8);
    api = clients.of(SKY);
  }

  @AfterEach
  void stop() {
    clients.close();
    merchant.close();
  }

  @Test
  void callsEveryOperationAsTheContractSays() {
    MemberToken token = api.token(new TokenRequest("+8613800000001"));
    assertThat(token.uid()).isEqualTo("ann");
    assertThat(api.balance("ann", token.token()).availableUnits()).isEqualTo(1_000);
    assertThat(api.balance("ann").availableUnits()).isEqualTo(1_000);
    assertThat(api.coupons("ann", token.token())).isEmpty();
    assertRefused(api.query(ID), MerchantProblem.UNKNOWN_TRANSFER);
    MerchantAnswer done = api.transfer(ID, reserve(600));
    assertState(done, TransferState.DONE);
    assertThat(api.query(ID)).isEqualTo(done);
    assertThat(api.cancel(ID)).isEqualTo(done);
    assertState(api.cancel(new TransferId("never")), TransferState.CANCELLED);
    assertRefused(
        api.transfer(new TransferId("never"), reserve(1)), MerchantProblem.TRANSFER_CANCELLED);
    Instant at = ((MerchantAnswer.Known) done).answer().at();
    LocalDate today = LocalDate.ofInstant(at, ZoneOffset.UTC);
    api.transfer(new TransferId("second"), reserve(1));
    StatementReading page = api.statement(today, null, 1);
    assertThat(page.lines()).hasSize(1);
    assertThat(api.statement(today, page.next(), 1).lines().getFirst().transferId())
        .isEqualTo(new TransferId("second"));
  }

  @Test
  void signsThePrefixOfTheBaseUrlToo() {
    try (MerchantClients prefixed = clients(merchant.baseUrl().resolve("/shop/"), 8)) {
      assertThatThrownBy(() -> prefixed.of(SKY).balance("ann"))
          .isInstanceOfSatisfying(
              MerchantUnavailableException.class,
              // the signature was right: the simulator looks at the path only after it
              e -> assertThat(e.reason()).isEqualTo("http-404"));
    }
  }

  @Test
  void signsWhatIsEscapedInThePath() {
    assertThatThrownBy(() -> api.balance("a/b c?d=ü"))
        .isInstanceOfSatisfying(
            MerchantUnavailableException.class, e -> assertThat(e.reason()).isEqualTo("http-404"));
    merchant.join("a b+c", "+8613800000007", 5);
    assertThat(api.balance("a b+c").availableUnits()).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource(
      value = MerchantProblem.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"REPLAYED", "UNKNOWN_TRANSFER"})
  void aRefusalOfTheContractIsDefinite(MerchantProblem code) {
    merchant.faults().add(Fault.of(new Fault.Refuse(code)).always());
    assertRefused(api.transfer(ID, reserve(1)), code);
    assertThatThrownBy(() -> api.balance("ann"))
        .isInstanceOfSatisfying(
            MerchantRefusedException.class, e -> assertThat(e.problem()).isEqualTo(code));
  }

  @ParameterizedTest
  @EnumSource(
      value = MerchantProblem.class,
      names = {"REPLAYED", "UNKNOWN_TRANSFER"})
  void aRefusalThatMakesNoSenseIsUnknown(MerchantProblem code) {
    merchant.faults().add(Fault.of(new Fault.Refuse(code)).always());
    assertUnknown(api.transfer(ID, reserve(1)), "refused-" + code);
    assertUnknown(api.cancel(ID), "refused-" + code);
  }

  @Test
  void aReadThatWasRepeatedOnTheWayIsUnavailableNotRefused() {
    merchant.faults().add(Fault.of(new Fault.Refuse(MerchantProblem.REPLAYED)));
    assertThatThrownBy(() -> api.balance("ann")).isInstanceOf(MerchantUnavailableException.class);
  }

  @Test
  void aLostReplyIsUnknownAndTheQueryTells() {
    merchant.faults().add(Fault.of(new Fault.DropReply()));
    assertUnknown(api.transfer(ID, reserve(600)), "no-answer");
    assertState(api.query(ID), TransferState.DONE);
    assertThat(merchant.requests().count(Operation.TRANSFER, ID.value())).isOne();
  }

  @Test
  void sendsATransferOnceWhateverHappensToIt() {
    merchant.faults().add(Fault.of(new Fault.Unavailable()).always());
    assertUnknown(api.transfer(ID, reserve(1)), "no-answer");
    assertThat(merchant.requests().count(Operation.TRANSFER, ID.value())).isOne();
  }

  @Test
  void aLateAnswerIsUnknownWithinTheTimeout() {
    merchant.faults().add(Fault.of(Fault.Hang.of(FOR_EVER)));
    try (MerchantClients impatient =
        connected(Map.of("SKY", settings(merchant.baseUrl(), 8, LONG, SHORT)))) {
      assertUnknown(impatient.of(SKY).transfer(ID, reserve(1)), "timeout");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void aServerErrorIsUnknown(int status) {
    merchant.faults().add(Fault.of(new Fault.ServerError(status, true)));
    assertUnknown(api.transfer(ID, reserve(600)), "http-" + status);
    assertState(api.query(ID), TransferState.DONE);
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 404, 418, 429})
  void aStatusOutsideOfTheContractIsUnknown(int status) {
    merchant.faults().add(Fault.of(new Fault.ServerError(status, false)));
    assertUnknown(api.transfer(ID, reserve(1)), "http-" + status);
  }

  @ParameterizedTest
  @EnumSource(Fault.Form.class)
  void anAnswerThatDoesNotFitIsUnknown(Fault.Form form) {
    merchant.faults().add(Fault.of(new Fault.WrongAnswer(form)));
    assertThat(api.transfer(ID, reserve(600))).isInstanceOf(MerchantAnswer.Unknown.class);
    assertState(api.query(ID), TransferState.DONE);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Form.class,
      names = {"GARBAGE", "OVERLONG", "TIMELESS"})
  void aTokenThatDoesNotFitIsNone(Fault.Form form) {
    merchant.faults().add(Fault.of(new Fault.WrongAnswer(form)));
    assertThatThrownBy(() -> api.token(new TokenRequest("+8613800000001")))
        .isInstanceOf(MerchantUnavailableException.class);
    assertThat(api.token(new TokenRequest("+8613800000001")).uid()).isEqualTo("ann");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "transferId | \"not an id\"",
        "transferId | 7.5",
        "kind | \"GIFT\"",
        "kind | null",
        "uid | [\"ann\"]",
        "units | \"0\"",
        "units | \"-1\"",
        "units | \"9223372036854775808\"",
        "units | \"some\"",
        "intermediaryUnits | {}",
        "reverses | \"\"",
        "orderGroup | null",
        "merchantReference | \"OVERLONG\"",
        "at | \"+1000000000-12-31T23:59:59.999999999Z\"",
        "at | \"yesterday\"",
      })
  void aLineThatIsNoneIsToldApartFromTheOthers(String field, String value) {
    String text = value.replace("OVERLONG", "x".repeat(65));
    StatementReading read = spoilt(line -> line.set(field, JSON.readTree(text)));
    assertThat(read.lines())
        .extracting(line -> line.transferId().value())
        .containsExactly("t0", "t2");
    assertThat(read.size()).isEqualTo(3);
    StatementReading.Unbookable bad = read.unbookable().getFirst();
    assertThat(bad.faults()).isEqualTo(field);
    assertThat(bad.text()).contains("\"" + field + "\":" + text);
    assertThat(bad.transferId())
        .isEqualTo(field.equals("transferId") ? null : new TransferId("t1"));
  }

  @Test
  void allFaultsOfALineAreNamed() {
    StatementReading read =
        spoilt(
            line -> {
              line.remove("kind");
              line.put("units", "0");
            });
    assertThat(read.unbookable()).extracting("faults").containsExactly("kind,units");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "\"t1\"", "7"})
  void whatIsNoObjectIsNoLine(String instead) {
    StatementReading read = statement(Map.of("t1", instead));
    assertThat(read.lines()).hasSize(2);
    assertThat(read.unbookable())
        .containsExactly(new StatementReading.Unbookable(null, "line", instead));
  }

  private StatementReading spoilt(Consumer<ObjectNode> spoil) {
    ObjectNode line = JSON.valueToTree(threeLines().get(1));
    spoil.accept(line);
    return statement(Map.of("t1", line.toString()));
  }

  private StatementReading statement(Map<String, String> instead) {
    LocalDate day = LocalDate.ofInstant(threeLines().getFirst().at(), ZoneOffset.UTC);
    merchant.faults().add(Fault.of(new Fault.SpoiltLines(instead)).on(Operation.STATEMENT));
    return api.statement(day, null, 10);
  }

  private List<StatementPage.Line> threeLines() {
    Midnight.passIfWithin(Duration.ofMinutes(2));
    for (int i = 0; i < 3; i++) {
      api.transfer(new TransferId("t" + i), reserve(1));
    }
    return merchant.statement();
  }

  @Test
  void nobodyThereIsUnknown() {
    merchant.close();
    assertUnknown(api.transfer(ID, reserve(1)), "unreachable");
    assertThatThrownBy(() -> api.balance("ann")).isInstanceOf(MerchantUnavailableException.class);
  }

  @Test
  void aWrongSecretIsRefusedDefinitely() {
    try (MerchantClients strangers = clients(merchant.baseUrl(), 8, new byte[32])) {
      assertRefused(strangers.of(SKY).transfer(ID, reserve(1)), MerchantProblem.SIGNATURE_INVALID);
    }
  }

  @Test
  void boundsTheCallsInFlight() throws Exception {
    merchant.faults().add(Fault.of(Fault.Hang.of(FOR_EVER)).always());
    try (MerchantClients narrow =
            connected(Map.of("SKY", settings(merchant.baseUrl(), 2, TURN, LONG)));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<MerchantAnswer>> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        TransferId id = new TransferId("t" + i);
        answers.add(threads.submit(() -> narrow.of(SKY).transfer(id, reserve(1))));
      }
      await().atMost(LONG).until(() -> answers.stream().filter(Future::isDone).count() >= 18);
      assertThat(merchant.requests().list()).hasSizeBetween(1, 2);
      merchant.close();
      for (Future<MerchantAnswer> answer : answers) {
        assertThat(answer.get()).isInstanceOf(MerchantAnswer.Unknown.class);
      }
    }
  }

  @Test
  void aSlowMerchantDoesNotSlowAnother() throws Exception {
    AssetCode bean = new AssetCode("BEAN");
    merchant.faults().add(Fault.of(Fault.Hang.of(FOR_EVER)).always());
    try (MerchantSimulator quick =
            MerchantSimulator.start(MerchantSettings.forTest(bean, directory));
        MerchantClients both =
            connected(
                Map.of(
                    "SKY", settings(merchant.baseUrl(), 4, LONG, LONG),
                    "BEAN", settings(quick.baseUrl(), 4, LONG, LONG)));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      quick.join("ann", "+8613800000001", 7);
      List<Future<MerchantAnswer>> stuck = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        TransferId id = new TransferId("t" + i);
        stuck.add(threads.submit(() -> both.of(SKY).transfer(id, reserve(1))));
      }
      assertThat(both.of(bean).balance("ann").availableUnits()).isEqualTo(7);
      assertThat(stuck).anyMatch(call -> !call.isDone());
      merchant.close();
      assertThat(both.exCodes()).containsExactlyInAnyOrder(SKY, bean);
    }
  }

  @Test
  void refusesASecretThatIsTooShort() {
    assertThatThrownBy(() -> clients(merchant.baseUrl(), 8, new byte[31]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32 bytes");
  }

  @Test
  void showsNoSecretInItsSettings() {
    MerchantProperties.Merchant settings = settings(merchant.baseUrl(), 8, LONG, LONG);
    assertThat(settings.toString()).doesNotContain(settings.secret());
  }

  private static MerchantClients clients(URI baseUrl, int maxConcurrent) {
    return clients(baseUrl, maxConcurrent, MerchantSettings.testSecret());
  }

  private static MerchantClients clients(URI baseUrl, int maxConcurrent, byte[] secret) {
    return connected(Map.of("SKY", settings(baseUrl, maxConcurrent, secret, LONG, LONG)));
  }

  private static MerchantClients connected(Map<String, MerchantProperties.Merchant> merchants) {
    return new MerchantConfiguration()
        .merchantClients(new MerchantProperties(merchants), Clock.systemUTC(), new SecureRandom());
  }

  /**
   * @param connect how long a call waits for a connection, and for its turn
   */
  private static MerchantProperties.Merchant settings(
      URI baseUrl, int maxConcurrent, Duration connect, Duration read) {
    return settings(baseUrl, maxConcurrent, MerchantSettings.testSecret(), connect, read);
  }

  private static MerchantProperties.Merchant settings(
      URI baseUrl, int maxConcurrent, byte[] secret, Duration connect, Duration read) {
    return new MerchantProperties.Merchant(
        baseUrl,
        MerchantSettings.TEST_KEY,
        Base64.getEncoder().encodeToString(secret),
        0,
        connect,
        read,
        maxConcurrent,
        100_000,
        64 * 1024);
  }

  private static TransferRequest reserve(long units) {
    return new TransferRequest(
        TransferKind.RESERVE, "ann", units, null, Instant.now().plusSeconds(600), "8");
  }

  private static void assertState(MerchantAnswer answer, TransferState state) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            MerchantAnswer.Known.class,
            known -> assertThat(known.answer().state()).isEqualTo(state));
  }

  private static void assertRefused(MerchantAnswer answer, MerchantProblem code) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            MerchantAnswer.Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  private static void assertUnknown(MerchantAnswer answer, String reason) {
    assertThat(answer).isEqualTo(new MerchantAnswer.Unknown(reason));
  }
}
