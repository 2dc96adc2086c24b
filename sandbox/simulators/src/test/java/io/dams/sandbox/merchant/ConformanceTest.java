package io.dams.sandbox.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.conformance.Conformance;
import io.dams.contracts.conformance.ConformanceMain;
import io.dams.contracts.conformance.ConformanceReport;
import io.dams.contracts.conformance.ConformanceReport.Outcome;
import io.dams.contracts.conformance.ConformanceSettings;
import io.dams.contracts.conformance.Rule;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The suite passes the merchant that keeps the contract, and each wrong one fails by its flaw. Each
 * test has a merchant of its own, and waits for its disk most of the time: some run at once.
 */
@Execution(ExecutionMode.CONCURRENT)
class ConformanceTest {

  @TempDir Path directory;
  private MerchantSimulator merchant;

  @BeforeEach
  void start() {
    merchant = MerchantSimulator.start(settings());
    merchant.join(WrongMerchant.MEMBER, WrongMerchant.PHONE, WrongMerchant.UNITS);
    merchant.join(WrongMerchant.OTHER_MEMBER, "+8613800000002", WrongMerchant.UNITS);
  }

  @AfterEach
  void stop() {
    merchant.close();
  }

  @Test
  void passesTheSandboxMerchantAndLeavesItsBooksAsTheyWere() {
    int port = merchant.baseUrl().getPort();
    MerchantTotals before = merchant.totals();

    ConformanceReport report =
        run(
            whole(merchant.baseUrl())
                .restart(
                    () -> {
                      merchant.close();
                      merchant = MerchantSimulator.start(settings().at(port));
                    }));

    assertThat(report.ids(Outcome.FAIL)).as(report.text(true)).isEmpty();
    assertThat(report.ids(Outcome.SKIP)).containsExactly("limit.exceeded");
    assertThat(report.leftBehind()).isEmpty();
    assertThat(report.exitCode()).isZero();
    MerchantTotals after = merchant.totals();
    assertThat(after.isBalanced()).isTrue();
    assertThat(after.intermediaryUnits()).isEqualTo(before.intermediaryUnits());
    assertThat(after.feeUnits()).as("the fee that was allowed").isEqualTo(1);
    assertThat(after.availableUnits(WrongMerchant.MEMBER)).isEqualTo(WrongMerchant.UNITS - 1);
    assertThat(after.availableUnits(WrongMerchant.OTHER_MEMBER)).isEqualTo(WrongMerchant.UNITS);
    assertThat(merchant.statement()).allMatch(line -> line.transferId().isConformance());
  }

  @Test
  void takesNothingWhenNothingButTheMemberIsKnown() {
    ConformanceReport report =
        run(
            ConformanceSettings.of(
                merchant.baseUrl(),
                MerchantSettings.TEST_KEY,
                MerchantSettings.testSecret(),
                WrongMerchant.MEMBER));

    assertThat(report.exitCode()).as(report.text(true)).isZero();
    assertThat(report.ids(Outcome.SKIP))
        .containsExactly(
            "member.token",
            "transfer.fee",
            "return.other-member",
            "limit.exceeded",
            "durable.restart");
    assertThat(merchant.totals().availableUnits(WrongMerchant.MEMBER))
        .isEqualTo(WrongMerchant.UNITS);
    assertThat(merchant.totals().feeUnits()).isZero();
  }

  static Stream<Flaw> flaws() {
    return Stream.of(WrongSignatures.values(), WrongTransfers.values(), WrongBooks.values())
        .flatMap(Stream::of);
  }

  @ParameterizedTest
  @MethodSource("flaws")
  void failsAWrongMerchantForTheRightReason(Flaw flaw) {
    try (WrongMerchant wrong = WrongMerchant.start(directory.resolve("wrong"), flaw)) {
      ConformanceSettings settings =
          whole(wrong.baseUrl())
              .restart(flaw == WrongBooks.RESTART_FORGETS ? wrong::forget : wrong::restart);
      ConformanceReport report =
          Conformance.run(
              flaw == WrongBooks.LIMIT_IS_NOT_KEPT ? settings.amounts(1, 5_000) : settings,
              wrong.clock(),
              new SecureRandom(),
              wrong::ended);

      assertThat(report.ids(Outcome.FAIL))
          .as(report.text(false))
          .containsExactlyInAnyOrderElementsOf(flaw.fails());
      assertThat(report.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void everyRuleIsBrokenBySomeWrongMerchant() {
    Set<String> broken = new HashSet<>();
    flaws().forEach(flaw -> broken.addAll(flaw.fails()));
    assertThat(broken)
        .containsExactlyInAnyOrderElementsOf(Conformance.rules().stream().map(Rule::id).toList());
  }

  @Test
  void givesBackWhatWasReservedWithoutAnAnswer() {
    merchant.faults().add(Fault.of(new Fault.DropReply()).on(TransferKind.RESERVE).skip(5));
    ConformanceReport report = run(whole(merchant.baseUrl()));
    assertThat(report.ids(Outcome.FAIL)).as(report.text(false)).hasSize(1);
    assertThat(report.leftBehind()).isEmpty();
    assertThat(merchant.totals().intermediaryUnits()).isZero();
  }

  @Test
  void saysWhatItCouldNotGiveBack() {
    merchant.faults().add(Fault.of(new Fault.Unavailable()).on(TransferKind.RETURN).always());
    ConformanceReport report = run(whole(merchant.baseUrl()));
    assertThat(report.ids(Outcome.FAIL)).containsExactly("transfer.reserve-return");
    assertThat(report.leftBehind())
        .anyMatch(left -> left.startsWith("3 units of ann at conformance-"));
    assertThat(report.exitCode()).isEqualTo(1);
  }

  @Test
  void endsInTimeWhenTheMerchantHangs() {
    Duration hang = Duration.ofMinutes(10);
    merchant.faults().add(Fault.of(Fault.Hang.of(hang)).skip(20).always());
    long start = System.nanoTime();
    ConformanceReport report =
        run(whole(merchant.baseUrl()).bounds(Duration.ofSeconds(3), Duration.ofMillis(2_500)));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).as("not one hang").isLessThan(hang);
    assertThat(report.cutShort()).contains("the time was up");
    assertThat(report.ids(Outcome.SKIP)).contains("durable.restart");
    assertThat(report.isConformant()).isFalse();
  }

  @Test
  void cannotTellWithoutPointsOrWithoutAnAnswer() {
    merchant.join("poor", "+8613800000003", 31);
    ConformanceReport poor =
        run(
            ConformanceSettings.of(
                merchant.baseUrl(),
                MerchantSettings.TEST_KEY,
                MerchantSettings.testSecret(),
                "poor"));
    assertThat(poor.cutShort()).isEqualTo("the member has 31 units, and 32 are needed");
    assertThat(poor.exitCode()).isEqualTo(2);
    assertThat(merchant.statement()).isEmpty();

    merchant.close();
    ConformanceReport nobody = run(whole(merchant.baseUrl()));
    assertThat(nobody.cutShort()).contains("nobody answers", "cannot connect");
    assertThat(nobody.exitCode()).isEqualTo(2);
  }

  @Test
  void oneCommandReportsInTextAndJsonWithoutTheSecret() throws Exception {
    String secret = Base64.getEncoder().encodeToString(MerchantSettings.testSecret());
    Path secretFile = Files.writeString(directory.resolve("secret"), secret + "\n");
    Path json = directory.resolve("report.json");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code =
        command(
            out,
            Map.of(),
            List.of(
                merchant.baseUrl().toString(),
                "--key-id",
                MerchantSettings.TEST_KEY,
                "--secret-file",
                secretFile.toString(),
                "--uid",
                WrongMerchant.MEMBER,
                "--phone",
                WrongMerchant.PHONE,
                "--json",
                json.toString(),
                "--verbose"));

    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(code).as(text).isZero();
    assertThat(text)
        .contains("PASS  cancel.tombstone", "0 failed", "sent      PUT /v1/transfers/conformance-")
        .doesNotContain(secret, new String(MerchantSettings.testSecret(), StandardCharsets.UTF_8))
        .doesNotContain(WrongMerchant.PHONE);
    JsonNode report = SignedCaller.JSON.readTree(Files.readString(json));
    assertThat(report.path("conformant").asBoolean()).isTrue();
    assertThat(report.path("checks").size()).isEqualTo(Conformance.rules().size());
    assertThat(report.toString()).doesNotContain(secret, WrongMerchant.PHONE);
  }

  @Test
  void refusesWrongUse() {
    String url = merchant.baseUrl().toString();
    Map<String, String> secret =
        Map.of(
            ConformanceMain.SECRET_VARIABLE,
            Base64.getEncoder().encodeToString(MerchantSettings.testSecret()));
    assertThat(command(secret, List.of())).isEqualTo(2);
    assertThat(command(secret, List.of(url, "--uid", "ann"))).isEqualTo(2);
    assertThat(command(secret, List.of(url, "--key-id", "k"))).isEqualTo(2);
    assertThat(command(secret, List.of(url, "--secret", "x"))).isEqualTo(2);
    assertThat(command(secret, List.of("no url", "--key-id", "k", "--uid", "ann"))).isEqualTo(2);
    assertThat(command(Map.of(), List.of(url, "--key-id", "k", "--uid", "ann"))).isEqualTo(2);
    assertThat(command(Map.of(), List.of("--help"))).isZero();
    assertThat(command(secret, List.of(url, "--key-id", MerchantSettings.TEST_KEY, "--uid", "ann")))
        .isZero();
  }

  private static int command(Map<String, String> environment, List<String> arguments) {
    return command(new ByteArrayOutputStream(), environment, arguments);
  }

  private static int command(
      ByteArrayOutputStream out, Map<String, String> environment, List<String> arguments) {
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    return ConformanceMain.run(arguments, environment, print, print);
  }

  private static ConformanceReport run(ConformanceSettings settings) {
    return Conformance.run(settings, Clock.systemUTC(), new SecureRandom(), result -> {});
  }

  private static ConformanceSettings whole(URI baseUrl) {
    return ConformanceSettings.of(
            baseUrl, MerchantSettings.TEST_KEY, MerchantSettings.testSecret(), WrongMerchant.MEMBER)
        .phone(WrongMerchant.PHONE)
        .otherUid(WrongMerchant.OTHER_MEMBER)
        .bounds(Duration.ofSeconds(90), Duration.ofMinutes(15))
        .payingFee();
  }

  private MerchantSettings settings() {
    return MerchantSettings.forTest(new AssetCode("SKY"), directory);
  }
}
