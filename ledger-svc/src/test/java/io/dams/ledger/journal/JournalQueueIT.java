package io.dams.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.contracts.id.UserId;
import io.dams.contracts.money.Money;
import io.dams.ledger.account.AccountId;
import io.dams.ledger.account.Accounts;
import io.dams.ledger.account.AllowList;
import io.dams.ledger.account.Operation;
import io.dams.ledger.testing.Ids;
import io.dams.ledger.testing.Parallel;
import io.dams.ledger.trial.TrialBalances;
import io.dams.platform.testing.RealServers;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@RealServers(schema = "ledger")
class JournalQueueIT {

  @Autowired JournalQueue queue;
  @Autowired Journals journals;
  @Autowired Accounts accounts;
  @Autowired TrialBalances trialBalances;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcTemplate jdbc;

  private final UserId shop = Ids.user();
  private final UserId user = Ids.user();

  @AfterEach
  void everythingAddsUp() {
    assertThat(trialBalances.take().findings()).isEmpty();
  }

  /** One account with a floor, and everybody at once: they share transactions. */
  @Test
  void callersOfABusyAccountShareTransactions() throws Exception {
    String prefix = Ids.text("busy");
    fund(shop, 1_000);
    List<JournalAnswer> answers =
        Parallel.run(100, i -> queue.post(pay(prefix + "-" + i, shop, user, 10)));
    assertThat(answers).allMatch(JournalAnswer.Posted.class::isInstance).doesNotHaveDuplicates();
    assertThat(balance(shop)).isZero();
    assertThat(balance(user)).isEqualTo(1_000);
    assertThat(
            jdbc.queryForObject(
                "SELECT COUNT(DISTINCT posted_at) FROM journal WHERE reference LIKE ?",
                Integer.class,
                prefix + "-%"))
        .as("times of %s", prefix)
        .isLessThan(100);
  }

  @Test
  void theFloorHoldsWithinATransactionOfMany() throws Exception {
    fund(shop, 95);
    String prefix = Ids.text("floor");
    List<JournalAnswer> answers =
        Parallel.run(50, i -> queue.post(pay(prefix + "-" + i, shop, user, 10)));
    assertThat(answers).filteredOn(JournalAnswer.Posted.class::isInstance).hasSize(9);
    assertThat(answers)
        .filteredOn(new JournalAnswer.Insufficient(AccountId.user(shop, Ids.DMT), 10, 5)::equals)
        .hasSize(41);
    assertThat(balance(shop)).isEqualTo(5);
  }

  @Test
  void aFailingJournalFailsItsOwnCallerOnly() throws Exception {
    fund(shop, 1_000);
    String prefix = Ids.text("bad");
    List<String> results =
        Parallel.run(
            40,
            i -> {
              try {
                return queue
                    .post(i % 10 == 3 ? theft(prefix) : pay(prefix + "-" + i, shop, user, 1))
                    .getClass()
                    .getSimpleName();
              } catch (IllegalArgumentException e) {
                return "refused";
              }
            });
    assertThat(results).filteredOn("refused"::equals).hasSize(4);
    assertThat(results).filteredOn("Posted"::equals).hasSize(36);
    assertThat(balance(user)).isEqualTo(36);
  }

  @Test
  void oneTransactionTellsTheSameReferenceTwice() {
    fund(shop, 100);
    String reference = Ids.text("twice");
    List<JournalAnswer> answers =
        transaction.execute(
            _ ->
                journals.postAll(
                    List.of(
                        pay(reference, shop, user, 10),
                        pay(reference, shop, user, 10),
                        pay(reference, shop, user, 11))));
    assertThat(answers).hasSize(3);
    long id = ((JournalAnswer.Posted) answers.getFirst()).journal();
    assertThat(answers.subList(1, 3))
        .containsExactly(
            new JournalAnswer.Repeated(id),
            new JournalAnswer.ReferenceReused(new Reference(AllowList.TRANSFER, reference)));
    assertThat(balance(user)).isEqualTo(10);
  }

  /** Both directions at once, in runs of many: locks in the accounts' order never deadlock. */
  @Test
  void runsOfManyJournalsInBothDirectionsNeverDeadlock() throws Exception {
    fund(shop, 500);
    fund(user, 500);
    Parallel.run(
        8,
        thread ->
            transaction.execute(
                _ ->
                    journals.postAll(
                        IntStream.range(0, 40)
                            .mapToObj(
                                i ->
                                    (thread + i) % 2 == 0
                                        ? pay(Ids.text("ab"), shop, user, 1)
                                        : pay(Ids.text("ba"), user, shop, 1))
                            .toList())));
    assertThat(balance(shop) + balance(user)).isEqualTo(1_000);
  }

  /** The account was moved last at a time that the clock has not come to again. */
  @Test
  void keepsTheOrderOfAnAccountsTimesWhenTheClockStepsBack() {
    fund(shop, 100);
    String code = AccountId.user(shop, Ids.DMT).code();
    jdbc.update("UPDATE account SET moved_at = '2099-01-01' WHERE code = ?", code);
    queue.post(pay(Ids.text("back"), shop, Ids.user(), 10));
    queue.post(pay(Ids.text("back"), shop, Ids.user(), 10));
    assertThat(
            jdbc.queryForList(
                "SELECT CAST(posted_at AS CHAR) FROM entry WHERE account = ? ORDER BY journal_id"
                    + " DESC LIMIT 2",
                String.class,
                code))
        .containsOnly("2099-01-01 00:00:00.000000");
  }

  @Test
  void refusesToWaitInsideATransaction() {
    assertThatThrownBy(
            () -> transaction.execute(_ -> queue.post(pay(Ids.text("in"), shop, user, 1))))
        .isInstanceOf(IllegalStateException.class);
  }

  private void fund(UserId to, long units) {
    queue.post(
        Journal.transfer(
            new Reference(AllowList.TRANSFER, Ids.text("fund")),
            Operation.POST_JOURNAL,
            null,
            AccountId.system("farm", 0, Ids.DMT),
            AccountId.user(to, Ids.DMT),
            new Money(Ids.DMT, units)));
  }

  private static Journal pay(String reference, UserId from, UserId to, long units) {
    return Journal.transfer(
        new Reference(AllowList.TRANSFER, reference),
        Operation.POST_JOURNAL,
        null,
        AccountId.user(from, Ids.DMT),
        AccountId.user(to, Ids.DMT),
        new Money(Ids.DMT, units));
  }

  private Journal theft(String reference) {
    return Journal.transfer(
        new Reference(AllowList.TRANSFER, reference + "-theft"),
        Operation.POST_JOURNAL,
        null,
        AccountId.issuer(Ids.DMT),
        AccountId.user(user, Ids.DMT),
        new Money(Ids.DMT, 1));
  }

  private long balance(UserId of) {
    return accounts.balances(of).stream().mapToLong(it -> it.availableUnits()).sum();
  }
}
