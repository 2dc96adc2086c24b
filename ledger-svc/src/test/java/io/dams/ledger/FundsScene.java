package io.dams.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.UserId;
import io.dams.contracts.ledger.AccountBalance;
import io.dams.contracts.ledger.JournalReceipt;
import io.dams.ledger.account.AllowList;
import io.dams.ledger.testing.Ids;
import io.dams.ledger.testing.LedgerHttp;
import io.dams.ledger.trial.TrialBalances;
import io.dams.platform.testing.RealServers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** A user, a shop and an app with funds, as the services that move funds see them. */
@RealServers(schema = "ledger")
abstract class FundsScene {

  static final int FUND = 2;

  @LocalServerPort int port;
  @Autowired JsonMapper json;
  @Autowired TrialBalances trialBalances;

  final UserId user = Ids.user();
  final UserId shop = Ids.user();
  final String app = Ids.text("farm");
  LedgerHttp http;

  @BeforeEach
  void connect() {
    http = new LedgerHttp(port, json);
  }

  @AfterEach
  void everythingAddsUp() {
    assertThat(trialBalances.take().findings()).isEmpty();
  }

  void fund(UserId to, long units) {
    http.ok(
        JournalReceipt.class,
        AllowList.TRANSFER,
        "PUT",
        "/internal/journals/" + Ids.text("fund"),
        entries(line("SYSTEM", app, -units), line("USER", to, units)));
  }

  long balance(String kind, String owner) {
    return balanceAt(kind, owner, clock());
  }

  long balanceAt(String kind, String owner, Instant at) {
    String path = "/internal/accounts/balance" + account(kind, owner) + "&at=" + at;
    return http.ok(AccountBalance.class, AllowList.AUDITOR, "GET", path, "").units();
  }

  /** The database's clock is this machine's; what is posted before it is asked is before it. */
  static Instant clock() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS);
  }

  static String account(String kind, String owner) {
    return "?kind=%s&owner=%s&fund=%d&asset=GOLD".formatted(kind, owner, FUND);
  }

  static String hold(UserId of, long units, String expiresAt) {
    return "{\"account\":%s,\"units\":\"%d\",\"expiresAt\":%s}"
        .formatted(
            named("USER", of.toString()),
            units,
            expiresAt == null ? "null" : "\"" + expiresAt + "\"");
  }

  static String entries(String... lines) {
    return "{\"entries\":[" + String.join(",", lines) + "]}";
  }

  static String payees(String... lines) {
    return "{\"payees\":[" + String.join(",", lines) + "]}";
  }

  static String line(String kind, Object owner, long units) {
    return "{\"account\":%s,\"units\":\"%d\"}".formatted(named(kind, owner.toString()), units);
  }

  static String named(String kind, String owner) {
    return "{\"kind\":\"%s\",\"owner\":\"%s\",\"fund\":%d,\"asset\":\"GOLD\"}"
        .formatted(kind, owner, FUND);
  }
}
