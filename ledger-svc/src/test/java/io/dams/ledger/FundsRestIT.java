package io.dams.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.ledger.FundHoldAnswer;
import io.dams.contracts.ledger.HoldAnswer.State;
import io.dams.contracts.ledger.JournalReceipt;
import io.dams.ledger.account.AllowList;
import io.dams.ledger.testing.Ids;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds as the services that move funds use them, and whom the allow-list keeps out. */
class FundsRestIT extends FundsScene {

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

  /** A second hold of the same user, paid to the same one: nothing tells the two posts apart. */
  @Test
  void aPostIsOfItsHoldAlone() {
    fund(user, 100);
    for (String hold : List.of(Ids.text("one"), Ids.text("two"))) {
      place(AllowList.TRANSFER, hold, 20);
      String path = "/internal/fund-holds/" + hold + "/posts/same";
      for (int i = 0; i < 2; i++) {
        String body = payees(line("USER", shop, 20));
        assertThat(http.ok(FundHoldAnswer.class, AllowList.TRANSFER, "POST", path, body))
            .isEqualTo(new FundHoldAnswer(hold, State.POSTED, 20, 20));
      }
    }
    assertThat(balance("USER", shop.toString())).isEqualTo(40);
    assertThat(balance("HELD", user.toString())).isZero();
  }

  @Test
  void aNameOfAPostMayBeAsLongAsAHolds() {
    String hold = ("h" + Ids.text("long")).concat("x".repeat(56)).substring(0, 56);
    fund(user, 100);
    place(AllowList.TRANSFER, hold, 20);
    String path = "/internal/fund-holds/" + hold + "/posts/" + "p".repeat(56);
    assertThat(
            http.ok(
                    FundHoldAnswer.class,
                    AllowList.TRANSFER,
                    "POST",
                    path,
                    payees(line("USER", shop, 20)))
                .state())
        .isEqualTo(State.POSTED);
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
        "{\"account\":%1$s,\"units\":\"1\",\"expiresAt\":\"+999999999-01-01T00:00:00Z\"}",
        "{\"account\":%1$s,\"units\":\"1\",\"expiresAt\":\"-0044-03-15T00:00:00Z\"}",
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
}
