package io.dams.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.money.Money;
import io.dams.ledger.account.AccountId;
import io.dams.ledger.account.AccountRow;
import io.dams.ledger.account.Accounts;
import io.dams.ledger.account.AllowList;
import io.dams.ledger.account.LockedBalances;
import io.dams.ledger.account.Operation;
import io.dams.ledger.issue.Issues;
import io.dams.ledger.testing.Ids;
import io.dams.ledger.testing.Parallel;
import io.dams.ledger.trial.TrialBalances;
import io.dams.platform.testing.RealServers;
import io.dams.platform.testing.TestWorld;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@RealServers(schema = "ledger")
class JournalsIT {

  @Autowired Journals journals;
  @Autowired Issues issues;
  @Autowired Accounts accounts;
  @Autowired TrialBalances trialBalances;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;

  @AfterEach
  void everythingAddsUp() {
    assertThat(trialBalances.take().findings()).isEmpty();
  }

  @Test
  void fiftyThreadsPostingOneReferencePostItOnce() throws Exception {
    UserId user = Ids.user();
    var reference = new Reference(AllowList.OPERATOR, Ids.text("issue"));
    List<JournalAnswer> answers = Parallel.run(50, _ -> issues.issue(reference, user, money(10)));
    assertThat(answers).filteredOn(JournalAnswer.Posted.class::isInstance).hasSize(1);
    assertThat(answers).filteredOn(JournalAnswer.Repeated.class::isInstance).hasSize(49);
    assertThat(balance(user)).isEqualTo(10);
  }

  @Test
  void ofFiftyBodiesUnderOneReferenceOneStands() throws Exception {
    List<UserId> users = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      users.add(Ids.user());
    }
    var reference = new Reference(AllowList.OPERATOR, Ids.text("issue"));
    List<JournalAnswer> answers =
        Parallel.run(
            50,
            i ->
                Objects.requireNonNull(
                    transaction.execute(
                        _ ->
                            journals.post(
                                // Accounts of their own: only the reference makes them meet.
                                Journal.transfer(
                                    reference,
                                    Operation.ISSUE,
                                    null,
                                    AccountId.issuer(new AssetCode("TOK" + i)),
                                    AccountId.user(users.get(i), new AssetCode("TOK" + i)),
                                    new Money(new AssetCode("TOK" + i), 10))))));
    assertThat(answers).filteredOn(JournalAnswer.Posted.class::isInstance).hasSize(1);
    assertThat(answers)
        .filteredOn(new JournalAnswer.ReferenceReused(reference)::equals)
        .hasSize(49);
    long total = 0;
    for (UserId user : users) {
      total += balance(user);
    }
    assertThat(total).isEqualTo(10);
  }

  @Test
  void refusesTheSameReferenceWithAnotherBody() {
    UserId user = Ids.user();
    var reference = new Reference(AllowList.OPERATOR, Ids.text("issue"));
    issues.issue(reference, user, money(10));
    assertThat(issues.issue(reference, user, money(11)))
        .isEqualTo(new JournalAnswer.ReferenceReused(reference));
    assertThat(issues.issue(reference, Ids.user(), money(10)))
        .isEqualTo(new JournalAnswer.ReferenceReused(reference));
    assertThat(balance(user)).isEqualTo(10);
  }

  @Test
  void keepsReferencesOfCallersApart() {
    String text = Ids.text("same");
    UserId user = Ids.user();
    issue(user, 10);
    assertThat(post(trade(text, user, Ids.user(), 3))).isInstanceOf(JournalAnswer.Posted.class);
    assertThat(issues.issue(new Reference(AllowList.OPERATOR, text), user, money(5)))
        .isInstanceOf(JournalAnswer.Posted.class);
    assertThat(balance(user)).isEqualTo(12);
  }

  @Test
  void refusesWhatWouldFallBelowTheFloor() {
    UserId user = Ids.user();
    issue(user, 10);
    assertThat(post(trade(Ids.text("t"), user, Ids.user(), 11)))
        .isEqualTo(new JournalAnswer.Insufficient(AccountId.user(user, Ids.DMT), 11, 10));
    assertThat(balance(user)).isEqualTo(10);
  }

  @Test
  void refusesWhatWouldNotFit64Bits() {
    var asset = new AssetCode("BIG");
    UserId user = Ids.user();
    assertThat(
            issues.issue(
                new Reference(AllowList.OPERATOR, Ids.text("big")),
                user,
                new Money(asset, Long.MAX_VALUE)))
        .isInstanceOf(JournalAnswer.Posted.class);
    assertThat(
            issues.issue(
                new Reference(AllowList.OPERATOR, Ids.text("big")), user, new Money(asset, 2)))
        .isInstanceOf(JournalAnswer.OutOfRange.class);
  }

  @Test
  void refusesACallerThatMayNotTouchTheAccount() {
    assertThatThrownBy(
            () ->
                post(
                    Journal.transfer(
                        new Reference(AllowList.BACKOFFICE, Ids.text("theft")),
                        Operation.MIRROR,
                        null,
                        AccountId.issuer(Ids.DMT),
                        AccountId.user(Ids.user(), Ids.DMT),
                        money(1))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /**
   * Random transfers between few accounts, in both directions at once: no deadlock, no unit lost.
   */
  @Test
  void conservesEveryUnitUnderRandomParallelTransfers() throws Exception {
    long seed = System.nanoTime();
    System.out.println("conservesEveryUnitUnderRandomParallelTransfers seed " + seed);
    List<UserId> users = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      users.add(Ids.user());
      issue(users.get(i), 100);
    }
    List<Integer> posted =
        Parallel.run(
            8,
            thread -> {
              var random = new Random(seed + thread);
              int count = 0;
              for (int i = 0; i < 40; i++) {
                int from = random.nextInt(5);
                int to = (from + 1 + random.nextInt(4)) % 5;
                JournalAnswer answer =
                    post(
                        trade(
                            Ids.text("r"), users.get(from), users.get(to), 1 + random.nextInt(60)));
                count += answer instanceof JournalAnswer.Posted ? 1 : 0;
              }
              return count;
            });
    assertThat(posted.stream().mapToInt(Integer::intValue).sum()).isPositive();
    assertThat(users.stream().mapToLong(this::balance).sum()).isEqualTo(500);
    assertThat(users).allSatisfy(user -> assertThat(balance(user)).isNotNegative());
  }

  /** Each entry's running balance is the one before it plus its units. */
  @Test
  void writesTheRunningBalance() {
    UserId user = Ids.user();
    issue(user, 10);
    issue(user, 5);
    post(trade(Ids.text("t"), user, Ids.user(), 7));
    assertThat(
            jdbc.sql("SELECT balance_units FROM entry WHERE account = ? ORDER BY journal_id")
                .param(AccountId.user(user, Ids.DMT).code())
                .query(Long.class)
                .list())
        .containsExactly(10L, 15L, 8L);
  }

  @Test
  void keepsTheFloorInTheDatabaseToo() {
    UserId user = Ids.user();
    issue(user, 10);
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(_ -> move(AccountId.user(user, Ids.DMT), 10, -1)))
        .isInstanceOf(DataIntegrityViolationException.class);
  }

  @Test
  void refusesABalanceThatMovedWithoutItsLock() {
    UserId user = Ids.user();
    issue(user, 10);
    assertThatThrownBy(
            () -> transaction.executeWithoutResult(_ -> move(AccountId.user(user, Ids.DMT), 9, 8)))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE journal SET reference = 'x'",
        "DELETE FROM journal",
        "TRUNCATE TABLE journal",
        "DROP TABLE journal",
        "UPDATE entry SET units = units + 1",
        "DELETE FROM entry",
        "TRUNCATE TABLE entry",
        "UPDATE point_trade_history SET lots = 1",
        "DELETE FROM point_trade_history",
        "DELETE FROM account",
        "DELETE FROM hold"
      })
  void theApplicationsUserCannotRewriteThePast(String statement) throws SQLException {
    issue(Ids.user(), 1);
    var schema = TestWorld.schema("ledger");
    try (Connection connection =
            DriverManager.getConnection(schema.jdbcUrl(), schema.appUser(), schema.appPassword());
        var sql = connection.createStatement()) {
      assertThatThrownBy(() -> sql.execute(statement))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("denied");
    }
  }

  private void move(AccountId account, long before, long after) {
    var row = new AccountRow(account, 0);
    LockedBalances locked = accounts.lock(List.of(row));
    var changes = new TreeMap<>(Map.of(row, new LockedBalances.Change(before, after)));
    accounts.move(changes, locked.at());
  }

  private void issue(UserId user, long units) {
    issues.issue(new Reference(AllowList.OPERATOR, Ids.text("issue")), user, money(units));
  }

  private JournalAnswer post(Journal journal) {
    return Objects.requireNonNull(transaction.execute(_ -> journals.post(journal)));
  }

  private static Journal trade(String reference, UserId from, UserId to, long units) {
    return Journal.transfer(
        new Reference(AllowList.CORE, reference),
        Operation.TRADE,
        null,
        AccountId.user(from, Ids.DMT),
        AccountId.user(to, Ids.DMT),
        money(units));
  }

  private long balance(UserId user) {
    return accounts.balances(user).stream().mapToLong(b -> b.availableUnits()).sum();
  }

  private static Money money(long units) {
    return new Money(Ids.DMT, units);
  }
}
