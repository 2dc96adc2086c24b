package io.dams.ledger.hold;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.UserId;
import io.dams.contracts.money.Money;
import io.dams.ledger.account.AccountId;
import io.dams.ledger.account.AccountRow;
import io.dams.ledger.account.Accounts;
import io.dams.ledger.account.AllowList;
import io.dams.ledger.account.Operation;
import io.dams.ledger.issue.Issues;
import io.dams.ledger.journal.Entry;
import io.dams.ledger.journal.Journal;
import io.dams.ledger.journal.JournalQueue;
import io.dams.ledger.journal.Journals;
import io.dams.ledger.journal.Reference;
import io.dams.ledger.testing.Ids;
import io.dams.ledger.testing.Parallel;
import io.dams.ledger.trial.TrialBalances;
import io.dams.platform.testing.RealServers;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The same hold posted, voided, expired or ended twice, or one after the other, crosswise. */
@RealServers(schema = "ledger")
class HoldCrossIT {

  @Autowired Holds holds;
  @Autowired Issues issues;
  @Autowired Accounts accounts;
  @Autowired Journals journals;
  @Autowired JournalQueue queue;
  @Autowired TrialBalances trialBalances;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcTemplate jdbc;

  private final UserId user = Ids.user();
  private final UserId payee = Ids.user();

  /** What is done to a hold of 60. */
  enum Action {
    POST_ALL,
    POST_20,
    VOID,
    EXPIRE,
    END
  }

  @AfterEach
  void everythingAddsUp() {
    assertThat(trialBalances.take().findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "POST_ALL, POST_ALL, Unchanged,   60, 0",
    "POST_ALL, POST_20,  Ended,       60, 0",
    "POST_ALL, VOID,     Ended,       60, 0",
    "POST_ALL, EXPIRE,   Unchanged,   60, 0",
    "POST_ALL, END,      Unchanged,   60, 0",
    "POST_20,  POST_ALL, ExceedsHold, 20, 40",
    "POST_20,  POST_20,  Unchanged,   20, 40",
    "POST_20,  VOID,     Changed,     20, 0",
    "POST_20,  EXPIRE,   Changed,     20, 0",
    "POST_20,  END,      Changed,     20, 0",
    "VOID,     POST_ALL, Ended,       0,  0",
    "VOID,     POST_20,  Ended,       0,  0",
    "VOID,     VOID,     Unchanged,   0,  0",
    "VOID,     EXPIRE,   Unchanged,   0,  0",
    "VOID,     END,      Unchanged,   0,  0",
    "EXPIRE,   POST_ALL, Ended,       0,  0",
    "EXPIRE,   POST_20,  Ended,       0,  0",
    "EXPIRE,   VOID,     Ended,       0,  0",
    "EXPIRE,   EXPIRE,   Unchanged,   0,  0",
    "EXPIRE,   END,      Ended,       0,  0",
    "END,      POST_ALL, Ended,       0,  0",
    "END,      POST_20,  Ended,       0,  0",
    "END,      VOID,     Unchanged,   0,  0",
    "END,      EXPIRE,   Unchanged,   0,  0",
    "END,      END,      Unchanged,   0,  0",
  })
  void theSameHoldTwiceOrCrosswiseMovesEachUnitOnce(
      Action first, Action second, String outcome, long paid, long held) {
    HoldId id = HoldId.of(Ids.group());
    issue();
    place(id);
    assertThat(act(id, first)).isInstanceOf(HoldOutcome.Changed.class);
    assertThat(act(id, second).getClass().getSimpleName()).isEqualTo(outcome);
    assertMoney(paid, held);
    assertThat(act(id, first)).isNotInstanceOf(HoldOutcome.Changed.class);
    assertMoney(paid, held);
  }

  /** As above, for the holds of services that move funds; nobody but them ends these. */
  @ParameterizedTest
  @CsvSource({
    "POST_ALL, POST_ALL, Unchanged,   60, 0",
    "POST_ALL, VOID,     Ended,       60, 0",
    "POST_ALL, EXPIRE,   Unchanged,   60, 0",
    "POST_20,  POST_20,  Unchanged,   20, 40",
    "POST_20,  VOID,     Changed,     20, 0",
    "POST_20,  EXPIRE,   Changed,     20, 0",
    "VOID,     POST_ALL, Ended,       0,  0",
    "VOID,     VOID,     Unchanged,   0,  0",
    "VOID,     EXPIRE,   Unchanged,   0,  0",
    "EXPIRE,   POST_ALL, Ended,       0,  0",
    "EXPIRE,   VOID,     Ended,       0,  0",
    "EXPIRE,   EXPIRE,   Unchanged,   0,  0",
  })
  void theSameFundHoldTwiceOrCrosswiseMovesEachUnitOnce(
      Action first, Action second, String outcome, long paid, long held) {
    HoldId id = HoldId.of(AllowList.TRANSFER, Ids.text("hold"));
    fund();
    place(id);
    assertThat(act(id, first)).isInstanceOf(HoldOutcome.Changed.class);
    assertThat(act(id, second).getClass().getSimpleName()).isEqualTo(outcome);
    assertMoney(paid, held);
  }

  @Test
  void ofPostVoidAndExpiryAtTheSameMomentOneWins() throws Exception {
    issue();
    long paid = 0;
    for (int round = 0; round < 10; round++) {
      HoldId id = HoldId.of(Ids.group());
      holds.place(AllowList.BACKOFFICE, id, account(), money(10), null);
      List<HoldOutcome> outcomes =
          Parallel.run(
              9,
              i ->
                  switch (i % 3) {
                    case 0 -> post(id, "all", 10);
                    case 1 -> holds.voidUncommitted(AllowList.BACKOFFICE, id);
                    default -> expire(id);
                  });
      assertThat(outcomes).filteredOn(HoldOutcome.Changed.class::isInstance).hasSize(1);
      boolean posted =
          outcomes.stream()
              .anyMatch(
                  it -> it instanceof HoldOutcome.Changed c && c.next() instanceof Hold.Posted);
      paid += posted ? 10 : 0;
    }
    assertMoney(paid, 0);
  }

  private HoldOutcome act(HoldId id, Action action) {
    return switch (action) {
      case POST_ALL -> post(id, "all", 60);
      case POST_20 -> post(id, "20", 20);
      case VOID -> holds.voidUncommitted(caller(id), id);
      case EXPIRE -> expire(id);
      case END ->
          Objects.requireNonNull(
              transaction.execute(
                  _ -> holds.end(new Reference(AllowList.CORE, "end-" + id), id, journals::post)));
    };
  }

  private HoldOutcome post(HoldId id, String name, long units) {
    String caller = id.ofOrder() ? AllowList.CORE : AllowList.TRANSFER;
    AccountId to = AccountId.user(payee, Ids.DMT);
    return holds.post(new Reference(caller, id + name), id, List.of(new Entry(to, units)));
  }

  private HoldOutcome expire(HoldId id) {
    jdbc.update("UPDATE hold SET expires_at = '2026-01-01' WHERE id = ?", id.value());
    return holds.expire(id);
  }

  private void place(HoldId id) {
    assertThat(holds.place(caller(id), id, account(), money(60), null))
        .isInstanceOf(HoldOutcome.Changed.class);
  }

  private static String caller(HoldId id) {
    return id.ofOrder() ? AllowList.BACKOFFICE : AllowList.TRANSFER;
  }

  private void issue() {
    issues.issue(new Reference(AllowList.OPERATOR, Ids.text("issue")), user, money(100));
  }

  /** An app pays the user in. */
  private void fund() {
    queue.post(
        Journal.transfer(
            new Reference(AllowList.TRANSFER, Ids.text("in")),
            Operation.POST_JOURNAL,
            null,
            AccountId.system("farm", 0, Ids.DMT),
            account(),
            money(100)));
  }

  private AccountId account() {
    return AccountId.user(user, Ids.DMT);
  }

  private void assertMoney(long paid, long held) {
    assertThat(balance(AccountId.user(payee, Ids.DMT))).as("paid").isEqualTo(paid);
    assertThat(balance(account().held())).as("held").isEqualTo(held);
    assertThat(balance(account())).as("free").isEqualTo(100 - paid - held);
  }

  private long balance(AccountId of) {
    var row = new AccountRow(of, 0);
    return Objects.requireNonNull(
        transaction.execute(_ -> accounts.lock(List.of(row)).units().get(row)));
  }

  private static Money money(long units) {
    return new Money(Ids.DMT, units);
  }
}
