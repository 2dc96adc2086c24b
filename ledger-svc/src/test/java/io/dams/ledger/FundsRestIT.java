package io.dams.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.UserId;
import io.dams.contracts.ledger.AccountBalance;
import io.dams.contracts.ledger.AccountStatement;
import io.dams.contracts.ledger.AccountStatement.Line;
import io.dams.contracts.ledger.FundHoldAnswer;
import io.dams.contracts.ledger.HoldAnswer.State;
import io.dams.contracts.ledger.JournalReceipt;
import io.dams.contracts.ledger.TokenBalance;
import io.dams.ledger.account.AllowList;
import io.dams.ledger.testing.Ids;
import io.dams.ledger.testing.LedgerHttp;
import io.dams.ledger.testing.Parallel;
import io.dams.ledger.trial.TrialBalances;
import io.dams.platform.testing.RealServers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** Journals, holds and statements as the services that move funds use them. */
@RealServers(schema = "ledger")
class FundsRestIT {

  private static final int FUND = 2;

  @LocalServerPort int port;
  @Autowired JsonMapper json;
  @Autowired TrialBalances trialBalances;

  private final UserId user = Ids.user();
  private final UserId shop = Ids.user();
  private final String app = Ids.text("farm");
  private LedgerHttp http;

  @BeforeEach
  void connect() {
    http = new LedgerHttp(port, json);
  }

  @AfterEach
  void everythingAddsUp() {
    assertThat(trialBalances.take().findings()).isEmpty();
  }

  /** The app pays 100 in, of which 3 are its fee. */
  @Test
  void paysInWithAFeeAndKeepsTheFundsOfAUserApart() {
    String fees = Ids.text("fees");
    JournalReceipt receipt =
        http.ok(
            JournalReceipt.class,
            AllowList.TRANSFER,
            "PUT",
            "/internal/journals/in-" + app,
            entries(line("SYSTEM", app, -100), line("USER", user, 97), line("SYSTEM", fees, 3)));
    assertThat(receipt.reference()).isEqualTo("in-" + app);
    assertThat(balance("SYSTEM", app)).isEqualTo(-100);
    assertThat(balance("SYSTEM", fees)).isEqualTo(3);
    assertThat(balance("USER", user.toString())).isEqualTo(97);
    String tokens = "/internal/users/" + user + "/balances";
    assertThat(http.ok(TokenBalance[].class, "frontoffice-svc", "GET", tokens, "")).isEmpty();
  }

  @Test
  void fiftyCallersOfOneReferencePostItOnce() throws Exception {
    String path = "/internal/journals/" + Ids.text("once");
    String body = entries(line("SYSTEM", app, -7), line("USER", user, 7));
    List<JournalReceipt> receipts =
        Parallel.run(
            50,
            _ -> {
              HttpResponse<String> answer = http.call(AllowList.REMEDY, "PUT", path, body);
              for (int tries = 1; answer.statusCode() == 503 && tries < 20; tries++) {
                answer = http.call(AllowList.REMEDY, "PUT", path, body); // as callers do
              }
              return json.readValue(answer.body(), JournalReceipt.class);
            });
    assertThat(receipts).hasSize(50).containsOnly(receipts.getFirst());
    assertThat(balance("USER", user.toString())).isEqualTo(7);
    String other = entries(line("SYSTEM", app, -8), line("USER", user, 8));
    http.assertProblem(http.call(AllowList.REMEDY, "PUT", path, other), 409, "reference-reused");
  }

  @Test
  void comparesAJournalToTheUnitAndPostsNone() {
    String path = "/internal/journals/" + Ids.text("compared");
    String asked = entries(line("SYSTEM", app, -7), line("USER", user, 7));
    String other = entries(line("SYSTEM", app, -8), line("USER", user, 8));
    String comparison = path + "/comparison";
    http.assertProblem(
        http.call(AllowList.TRANSFER, "POST", comparison, asked), 404, "no-such-journal");
    assertThat(balance("USER", user.toString())).isZero();
    JournalReceipt posted = http.ok(JournalReceipt.class, AllowList.TRANSFER, "PUT", path, asked);
    assertThat(http.ok(JournalReceipt.class, AllowList.TRANSFER, "POST", comparison, asked))
        .isEqualTo(posted);
    http.assertProblem(
        http.call(AllowList.TRANSFER, "POST", comparison, other), 409, "reference-reused");
    http.assertProblem(
        http.call(AllowList.REMEDY, "POST", comparison, asked), 404, "no-such-journal");
    assertThat(balance("USER", user.toString())).isEqualTo(7);
  }

  @Test
  void keepsTheReferencesOfCallersApart() {
    String name = Ids.text("same");
    fund(user, 100);
    for (String caller : List.of(AllowList.TRANSFER, AllowList.REMEDY)) {
      http.ok(
          JournalReceipt.class,
          caller,
          "PUT",
          "/internal/journals/" + name,
          entries(line("USER", user, -5), line("USER", shop, 5)));
      assertThat(place(caller, name, 20).state()).isEqualTo(State.PLACED);
    }
    assertThat(balance("USER", user.toString())).isEqualTo(50);
    assertThat(voidHold(AllowList.REMEDY, name).state()).isEqualTo(State.VOIDED);
    assertThat(get(AllowList.TRANSFER, name).state()).isEqualTo(State.PLACED);
    assertThat(balance("USER", user.toString())).isEqualTo(70);
  }

  @Test
  void refusesAJournalBeyondTheBalance() {
    fund(user, 10);
    http.assertProblem(
        http.call(
            AllowList.TRANSFER,
            "PUT",
            "/internal/journals/" + Ids.text("t"),
            entries(line("USER", user, -11), line("USER", shop, 11))),
        422,
        "insufficient-funds");
    assertThat(balance("USER", user.toString())).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"entries\":null}",
        "{\"entries\":[]}",
        "{\"entries\":[%1$s]}",
        "{\"entries\":[%1$s,%1$s]}",
        "{\"entries\":[%1$s,null]}",
        "{\"entries\":[{\"units\":\"1\"},%1$s]}",
        "{\"entries\":[{\"account\":{\"kind\":\"ISSUER\",\"owner\":\"DMT\",\"fund\":0,"
            + "\"asset\":\"DMT\"},\"units\":\"1\"},%1$s]}",
        "{\"entries\":[{\"account\":{\"kind\":\"USER\",\"owner\":\"x\",\"fund\":2,"
            + "\"asset\":\"GOLD\"},\"units\":\"1\"},%1$s]}",
        "{\"entries\":[{\"account\":{\"kind\":\"SYSTEM\",\"owner\":\"a#1\",\"fund\":2,"
            + "\"asset\":\"GOLD\"},\"units\":\"1\"},%1$s]}",
        "{\"entries\":[{\"account\":{\"kind\":\"SYSTEM\",\"owner\":\"a\",\"fund\":-1,"
            + "\"asset\":\"GOLD\"},\"units\":\"1\"},%1$s]}",
        "{\"entries\":[{\"account\":{\"kind\":\"SYSTEM\",\"owner\":\"a\",\"fund\":2,"
            + "\"asset\":\"CNY\"},\"units\":\"1\"},%1$s]}",
      })
  void refusesJournalsThatAreNone(String body) {
    http.assertProblem(
        http.call(
            AllowList.TRANSFER,
            "PUT",
            "/internal/journals/" + Ids.text("none"),
            body.formatted(line("USER", user, -1))),
        400,
        "invalid-request");
  }

  /** Out: amount to the one, fee to the other, in one post; then what is left is free again. */
  @Test
  void holdsPaysSeveralAndFreesTheRest() {
    String hold = Ids.text("out");
    fund(user, 100);
    assertThat(place(AllowList.TRANSFER, hold, 60))
        .isEqualTo(new FundHoldAnswer(hold, State.PLACED, 60, 0));
    String body = payees(line("USER", shop, 40), line("SYSTEM", app, 2));
    String path = "/internal/fund-holds/" + hold + "/posts/" + hold;
    for (int i = 0; i < 2; i++) {
      assertThat(http.ok(FundHoldAnswer.class, AllowList.TRANSFER, "POST", path, body))
          .isEqualTo(new FundHoldAnswer(hold, State.PLACED, 60, 42));
    }
    http.assertProblem(
        http.call(AllowList.TRANSFER, "POST", path, payees(line("USER", shop, 41))),
        409,
        "hold-conflict");
    http.assertProblem(
        http.call(AllowList.TRANSFER, "POST", path + "-2", payees(line("USER", shop, 19))),
        422,
        "hold-exceeded");
    assertThat(voidHold(AllowList.TRANSFER, hold))
        .isEqualTo(new FundHoldAnswer(hold, State.VOIDED, 60, 42));
    http.assertProblem(
        http.call(AllowList.TRANSFER, "POST", path + "-3", payees(line("USER", shop, 1))),
        409,
        "hold-ended");
    assertThat(balance("USER", user.toString())).isEqualTo(58);
    assertThat(balance("HELD", user.toString())).isZero();
    assertThat(balance("USER", shop.toString())).isEqualTo(40);
  }

  @Test
  void aHoldIsRefusedWithAnotherBodyAndBeyondTheBalance() {
    String hold = Ids.text("body");
    fund(user, 100);
    place(AllowList.TRANSFER, hold, 60);
    String path = "/internal/fund-holds/" + hold;
    for (String body :
        List.of(
            hold(user, 61, null), hold(shop, 60, null), hold(user, 60, "2099-01-01T00:00:00Z"))) {
      http.assertProblem(http.call(AllowList.TRANSFER, "PUT", path, body), 409, "hold-conflict");
    }
    http.assertProblem(
        http.call(AllowList.TRANSFER, "PUT", path + "-2", hold(user, 41, null)),
        422,
        "insufficient-funds");
    assertThat(balance("USER", user.toString())).isEqualTo(40);
  }

  @Test
  void aHoldThatWasVoidedFirstIsNeverPlaced() {
    String hold = Ids.text("void");
    fund(user, 100);
    FundHoldAnswer barred = new FundHoldAnswer(hold, State.VOIDED, 0, 0);
    assertThat(voidHold(AllowList.REMEDY, hold)).isEqualTo(barred);
    assertThat(place(AllowList.REMEDY, hold, 60)).isEqualTo(barred);
    assertThat(balance("USER", user.toString())).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"units\":\"1\"}",
        "{\"account\":%1$s}",
        "{\"account\":%1$s,\"units\":\"0\"}",
        "{\"account\":%1$s,\"units\":\"-1\"}",
        "{\"account\":%1$s,\"units\":\"1.5\"}",
        "{\"account\":%1$s,\"units\":\"1\",\"expiresAt\":\"soon\"}",
        "{\"account\":{\"kind\":\"SYSTEM\",\"owner\":\"a\",\"fund\":2,\"asset\":\"GOLD\"},"
            + "\"units\":\"1\"}",
      })
  void refusesHoldsThatAreNone(String body) {
    String path = "/internal/fund-holds/" + Ids.text("none");
    String said = body.formatted(named("USER", user.toString()));
    http.assertProblem(http.call(AllowList.TRANSFER, "PUT", path, said), 400, "invalid-request");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void refusesToPostNothingAndLess(long units) {
    String hold = Ids.text("less");
    fund(user, 10);
    place(AllowList.TRANSFER, hold, 10);
    String path = "/internal/fund-holds/" + hold + "/posts/p";
    for (String body :
        List.of(
            payees(line("USER", shop, units)),
            payees(line("USER", shop, 2), line("SYSTEM", app, units)),
            payees(line("USER", shop, 2), line("USER", shop, 2)),
            payees())) {
      http.assertProblem(http.call(AllowList.TRANSFER, "POST", path, body), 400, "invalid-request");
    }
    assertThat(get(AllowList.TRANSFER, hold).postedUnits()).isZero();
  }

  @Test
  void knowsNoHoldOfAnotherService() {
    String hold = Ids.text("mine");
    fund(user, 100);
    place(AllowList.TRANSFER, hold, 60);
    String path = "/internal/fund-holds/" + hold;
    http.assertProblem(http.call(AllowList.REMEDY, "GET", path, ""), 404, "no-such-hold");
    http.assertProblem(
        http.call(AllowList.REMEDY, "POST", path + "/posts/p", payees(line("USER", shop, 1))),
        404,
        "no-such-hold");
    assertThat(get(AllowList.TRANSFER, hold).state()).isEqualTo(State.PLACED);
  }

  @ParameterizedTest
  @CsvSource({
    "backoffice-svc, PUT, /internal/journals/x",
    "frontoffice-svc, PUT, /internal/journals/x",
    "operator, PUT, /internal/journals/x",
    "frontoffice-svc, POST, /internal/journals/x/comparison",
    "backoffice-svc, PUT, /internal/fund-holds/x",
    "backoffice-svc, POST, /internal/fund-holds/x/posts/x",
    "backoffice-svc, POST, /internal/fund-holds/x/void",
    "backoffice-svc, GET, /internal/fund-holds/x",
    "transfer-svc, POST, /internal/holds/8/void",
    "transfer-svc, GET, /internal/accounts/balance?kind=INTERMEDIARY&owner=SKY&asset=SKY",
    "backoffice-svc, GET, /internal/accounts/balance?kind=USER&owner=1&asset=DMT",
    "matching-core-svc, GET, /internal/accounts/balance?kind=USER&owner=1&asset=DMT"
  })
  void refusesCallersThatAreNotOnTheList(String caller, String method, String path) {
    String body =
        path.contains("posts")
            ? payees(line("USER", user, 1))
            : path.contains("journals")
                ? entries(line("USER", user, -1), line("USER", shop, 1))
                : hold(user, 1, null);
    http.assertProblem(
        http.call(caller, method, path, method.equals("GET") ? "" : body), 403, "forbidden");
  }

  /** Pages of any size tell the same lines, and these are the difference of the balances. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 500})
  void pagesAnAccountsStatementAndItsBalanceAtATime(int limit) {
    fund(user, 50);
    fund(user, 30);
    Instant middle = clock();
    pay(20);
    fund(user, 5);
    pay(1);
    Instant end = clock();
    assertThat(balanceAt("USER", user.toString(), middle)).isEqualTo(80);
    assertThat(balanceAt("USER", user.toString(), end)).isEqualTo(64);
    List<Line> all = statement("USER", user.toString(), Instant.EPOCH, end, limit);
    assertThat(all).extracting(Line::units).containsExactly(50L, 30L, -20L, 5L, -1L);
    assertThat(all).extracting(Line::balanceUnits).containsExactly(50L, 80L, 60L, 65L, 64L);
    assertThat(all).extracting(Line::operation).containsOnly("POST_JOURNAL");
    assertThat(statement("USER", user.toString(), middle, end, limit)).isEqualTo(all.subList(2, 5));
    assertThat(statement("USER", user.toString(), end, end.plusSeconds(9), limit)).isEmpty();
    // Many rows, one account.
    List<Line> apps = statement("SYSTEM", app, Instant.EPOCH, end, limit);
    assertThat(apps).extracting(Line::units).containsExactlyInAnyOrder(-50L, -30L, -5L);
    assertThat(balanceAt("SYSTEM", app, end)).isEqualTo(-85);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=501",
        "after=x",
        "after=0-",
        "after=9999",
        "from=yesterday",
        "fund=-1",
        "owner=a%23b",
        "asset=gold",
        "kind=WHAT"
      })
  void refusesAStatementOfNothing(String wrong) {
    String good =
        "/internal/accounts/statement?kind=USER&owner=1&fund=2&asset=GOLD"
            + "&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&limit=10";
    String name = wrong.substring(0, wrong.indexOf('='));
    String path = good.replaceAll("([?&])" + name + "=[^&]*&?", "$1") + "&" + wrong;
    http.assertProblem(http.call("auditor", "GET", path, ""), 400, "invalid-request");
  }

  private void fund(UserId to, long units) {
    http.ok(
        JournalReceipt.class,
        AllowList.TRANSFER,
        "PUT",
        "/internal/journals/" + Ids.text("fund"),
        entries(line("SYSTEM", app, -units), line("USER", to, units)));
  }

  private void pay(long units) {
    http.ok(
        JournalReceipt.class,
        AllowList.TRANSFER,
        "PUT",
        "/internal/journals/" + Ids.text("pay"),
        entries(line("USER", user, -units), line("USER", shop, units)));
  }

  private FundHoldAnswer place(String caller, String hold, long units) {
    return http.ok(
        FundHoldAnswer.class,
        caller,
        "PUT",
        "/internal/fund-holds/" + hold,
        hold(user, units, null));
  }

  private FundHoldAnswer voidHold(String caller, String hold) {
    String path = "/internal/fund-holds/" + hold + "/void";
    return http.ok(FundHoldAnswer.class, caller, "POST", path, "");
  }

  private FundHoldAnswer get(String caller, String hold) {
    return http.ok(FundHoldAnswer.class, caller, "GET", "/internal/fund-holds/" + hold, "");
  }

  private long balance(String kind, String owner) {
    return balanceAt(kind, owner, clock());
  }

  private long balanceAt(String kind, String owner, Instant at) {
    String path = "/internal/accounts/balance" + account(kind, owner) + "&at=" + at;
    return http.ok(AccountBalance.class, AllowList.AUDITOR, "GET", path, "").units();
  }

  private List<Line> statement(String kind, String owner, Instant from, Instant to, int limit) {
    String path =
        "/internal/accounts/statement%s&from=%s&to=%s&limit=%d"
            .formatted(account(kind, owner), from, to, limit);
    List<Line> lines = new ArrayList<>();
    String next = "";
    do {
      AccountStatement page =
          http.ok(
              AccountStatement.class,
              AllowList.AUDITOR,
              "GET",
              path + (next.isEmpty() ? "" : "&after=" + next),
              "");
      assertThat(page.lines()).hasSizeLessThanOrEqualTo(limit);
      lines.addAll(page.lines());
      next = page.next();
    } while (next != null);
    return lines;
  }

  /** The database's clock is this machine's; what is posted before it is asked is before it. */
  private static Instant clock() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS);
  }

  private static String account(String kind, String owner) {
    return "?kind=%s&owner=%s&fund=%d&asset=GOLD".formatted(kind, owner, FUND);
  }

  private static String hold(UserId of, long units, String expiresAt) {
    return "{\"account\":%s,\"units\":\"%d\",\"expiresAt\":%s}"
        .formatted(
            named("USER", of.toString()),
            units,
            expiresAt == null ? "null" : "\"" + expiresAt + "\"");
  }

  private static String entries(String... lines) {
    return "{\"entries\":[" + String.join(",", lines) + "]}";
  }

  private static String payees(String... lines) {
    return "{\"payees\":[" + String.join(",", lines) + "]}";
  }

  private static String line(String kind, Object owner, long units) {
    return "{\"account\":%s,\"units\":\"%d\"}".formatted(named(kind, owner.toString()), units);
  }

  private static String named(String kind, String owner) {
    return "{\"kind\":\"%s\",\"owner\":\"%s\",\"fund\":%d,\"asset\":\"GOLD\"}"
        .formatted(kind, owner, FUND);
  }
}
