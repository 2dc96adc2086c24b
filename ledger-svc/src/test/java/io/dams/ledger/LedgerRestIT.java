package io.dams.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.ledger.HoldAnswer;
import io.dams.contracts.ledger.TokenBalance;
import io.dams.contracts.ledger.TrialBalance;
import io.dams.ledger.testing.Ids;
import io.dams.ledger.testing.LedgerHttp;
import io.dams.ledger.testing.Parallel;
import io.dams.platform.testing.RealServers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The ledger's HTTP interface as its callers see it. */
@RealServers(schema = "ledger")
class LedgerRestIT {

  @LocalServerPort int port;
  @Autowired JsonMapper json;

  private final UserId user = Ids.user();
  private final OrderGroupId group = Ids.group();

  @Test
  void issuesHoldsAndVoids() {
    assertThat(issue(Ids.text("i"), "100").statusCode()).isEqualTo(204);
    var placed = hold("60");
    assertThat(placed.statusCode()).isEqualTo(200);
    assertThat(json.readValue(placed.body(), HoldAnswer.class))
        .isEqualTo(new HoldAnswer(group, HoldAnswer.State.PLACED, 60, 0));
    assertThat(json.readTree(placed.body()).get("placedUnits").isString()).isTrue();
    assertThat(balances()).containsExactly(new TokenBalance(Ids.DMT, 40, 60));
    assertThat(voidHold().statusCode()).isEqualTo(200);
    assertThat(json.readValue(voidHold().body(), HoldAnswer.class))
        .isEqualTo(new HoldAnswer(group, HoldAnswer.State.VOIDED, 60, 0));
    assertThat(json.readValue(hold("60").body(), HoldAnswer.class).state())
        .isEqualTo(HoldAnswer.State.VOIDED);
    assertThat(balances()).containsExactly(new TokenBalance(Ids.DMT, 100, 0));
  }

  @Test
  void answersAVoidOfAHoldThatWasNeverPlacedAndThenPlacesNothing() {
    issue(Ids.text("i"), "100");
    assertThat(json.readValue(voidHold().body(), HoldAnswer.class))
        .isEqualTo(new HoldAnswer(group, HoldAnswer.State.VOIDED, 0, 0));
    assertThat(json.readValue(hold("60").body(), HoldAnswer.class))
        .isEqualTo(new HoldAnswer(group, HoldAnswer.State.VOIDED, 0, 0));
    assertThat(balances()).containsExactly(new TokenBalance(Ids.DMT, 100, 0));
  }

  @Test
  void refusesAHoldBeyondTheBalance() {
    issue(Ids.text("i"), "100");
    assertProblem(hold("101"), 422, "insufficient-tokens");
    assertThat(balances()).containsExactly(new TokenBalance(Ids.DMT, 100, 0));
  }

  @Test
  void refusesAHoldOfAUserWithoutTokens() {
    assertProblem(hold("1"), 422, "insufficient-tokens");
    assertThat(balances()).isEmpty();
  }

  @Test
  void refusesTheSameHoldWithAnotherBody() {
    issue(Ids.text("i"), "100");
    hold("60");
    assertProblem(hold("61"), 409, "hold-conflict");
  }

  @Test
  void issuesOneReferenceOnceAndRefusesAnotherBody() throws Exception {
    String reference = Ids.text("once");
    List<Integer> codes =
        Parallel.run(
            50,
            _ -> {
              int code = issue(reference, "7").statusCode();
              for (int tries = 1; code == 503 && tries < 20; tries++) {
                code = issue(reference, "7").statusCode(); // no connection in time: asked again
              }
              return code;
            });
    assertThat(codes).hasSize(50).containsOnly(204);
    assertProblem(issue(reference, "8"), 409, "issue-conflict");
    assertThat(balances()).containsExactly(new TokenBalance(Ids.DMT, 7, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"0\"", "\"-1\"", "\"-9223372036854775808\"", "\"9223372036854775808\"", "\"1.5\"", "1.5",
        "\"1e3\"", "\"\"", "\"ten\"", "null", "true", "[]"
      })
  void refusesAmountsThatAreNone(String units) {
    issue(Ids.text("i"), "100");
    assertProblem(
        call(
            "backoffice-svc",
            "PUT",
            "/internal/holds/" + group,
            """
            {"group":"%s","user":"%s","asset":"DMT","units":%s}\
            """
                .formatted(group, user, units)),
        400,
        "invalid-request");
    assertProblem(
        call(
            "operator",
            "PUT",
            "/internal/issues/" + Ids.text("bad"),
            """
            {"user":"%s","asset":"DMT","units":%s}\
            """
                .formatted(user, units)),
        400,
        "invalid-request");
    assertThat(balances()).containsExactly(new TokenBalance(Ids.DMT, 100, 0));
  }

  @ParameterizedTest
  @CsvSource({"backoffice-svc, holds", "operator, issues"})
  void refusesARequestWithoutUserOrAsset(String caller, String what) {
    String path = "/internal/" + what + "/" + group;
    for (String body :
        List.of(
            "{\"group\":\"%s\",\"asset\":\"DMT\",\"units\":\"1\"}".formatted(group),
            "{\"group\":\"%s\",\"user\":\"%s\",\"units\":\"1\"}".formatted(group, user))) {
      String said = what.equals("issues") ? body.replaceFirst("\"group\":\"\\d+\",", "") : body;
      assertProblem(call(caller, "PUT", path, said), 400, "invalid-request");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "frontoffice-svc, PUT, /internal/issues/x",
    "backoffice-svc, PUT, /internal/issues/x",
    "operator, PUT, /internal/holds/8",
    "frontoffice-svc, PUT, /internal/holds/8",
    "frontoffice-svc, POST, /internal/holds/8/void",
    "backoffice-svc, GET, /internal/users/1/balances",
    "backoffice-svc, GET, /internal/point-amounts",
    "frontoffice-svc, GET, /internal/trial-balance",
    "remedy-task-svc, GET, /internal/trial-balance"
  })
  void refusesCallersThatAreNotOnTheList(String caller, String method, String path) {
    String body =
        method.equals("GET")
            ? ""
            : "{\"group\":\"8\",\"user\":\"%s\",\"asset\":\"DMT\",\"units\":\"1\"}".formatted(user);
    assertProblem(call(caller, method, path, body), 403, "forbidden");
  }

  @Test
  void refusesACallWithoutIdentity() {
    HttpRequest request =
        HttpRequest.newBuilder(http().uri("/internal/trial-balance"))
            .timeout(Duration.ofSeconds(60))
            .build();
    assertProblem(http().send(request), 401, "unauthenticated");
  }

  @Test
  void drawsUpTheTrialBalance() {
    issue(Ids.text("i"), "100");
    var answer = call("auditor", "GET", "/internal/trial-balance", "");
    assertThat(answer.statusCode()).isEqualTo(200);
    TrialBalance balance = json.readValue(answer.body(), TrialBalance.class);
    assertThat(balance.findings()).isEmpty();
    assertThat(balance.balanced()).isTrue();
    assertThat(
            balance.assets().stream()
                .filter(row -> row.asset().equals(Ids.DMT))
                .mapToLong(TrialBalance.AssetRow::balanceUnits)
                .sum())
        .isZero();
  }

  @Test
  void describesItselfByOpenApi() {
    HttpRequest request = HttpRequest.newBuilder(http().uri("/v3/api-docs")).build();
    JsonNode paths = json.readTree(http().send(request).body()).get("paths");
    assertThat(paths.propertyNames())
        .contains(
            "/internal/holds/{group}",
            "/internal/holds/{group}/void",
            "/internal/issues/{reference}",
            "/internal/users/{user}/balances",
            "/internal/point-amounts",
            "/internal/trial-balance",
            "/internal/journals/{reference}",
            "/internal/fund-holds/{hold}",
            "/internal/fund-holds/{hold}/posts/{post}",
            "/internal/fund-holds/{hold}/void",
            "/internal/accounts/balance",
            "/internal/accounts/statement");
  }

  private HttpResponse<String> issue(String reference, String units) {
    return call(
        "operator",
        "PUT",
        "/internal/issues/" + reference,
        """
        {"user":"%s","asset":"DMT","units":"%s"}\
        """
            .formatted(user, units));
  }

  private HttpResponse<String> hold(String units) {
    return call(
        "backoffice-svc",
        "PUT",
        "/internal/holds/" + group,
        """
        {"group":"%s","user":"%s","asset":"DMT","units":"%s"}\
        """
            .formatted(group, user, units));
  }

  private HttpResponse<String> voidHold() {
    return call("backoffice-svc", "POST", "/internal/holds/" + group + "/void", "");
  }

  private List<TokenBalance> balances() {
    var answer = call("frontoffice-svc", "GET", "/internal/users/" + user + "/balances", "");
    assertThat(answer.statusCode()).isEqualTo(200);
    return List.of(json.readValue(answer.body(), TokenBalance[].class));
  }

  private void assertProblem(HttpResponse<String> answer, int status, String code) {
    http().assertProblem(answer, status, code);
  }

  private HttpResponse<String> call(String caller, String method, String path, String body) {
    return http().call(caller, method, path, body);
  }

  private LedgerHttp http() {
    return new LedgerHttp(port, json);
  }
}
