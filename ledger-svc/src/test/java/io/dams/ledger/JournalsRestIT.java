package io.dams.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.ledger.AccountStatement;
import io.dams.contracts.ledger.AccountStatement.Line;
import io.dams.contracts.ledger.JournalReceipt;
import io.dams.contracts.ledger.TokenBalance;
import io.dams.ledger.account.AllowList;
import io.dams.ledger.testing.Ids;
import io.dams.ledger.testing.Parallel;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Journals and statements as the services that move funds use them. */
class JournalsRestIT extends FundsScene {

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

  private void pay(long units) {
    http.ok(
        JournalReceipt.class,
        AllowList.TRANSFER,
        "PUT",
        "/internal/journals/" + Ids.text("pay"),
        entries(line("USER", user, -units), line("USER", shop, units)));
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
}
