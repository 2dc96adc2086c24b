package io.dams.ledger.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.contracts.id.UserId;
import io.dams.contracts.ledger.TokenBalance;
import io.dams.contracts.money.Money;
import io.dams.ledger.account.AccountId;
import io.dams.ledger.account.Accounts;
import io.dams.ledger.account.AllowList;
import io.dams.ledger.issue.Issues;
import io.dams.ledger.journal.Entry;
import io.dams.ledger.journal.Journals;
import io.dams.ledger.journal.Reference;
import io.dams.ledger.testing.Ids;
import io.dams.ledger.testing.Parallel;
import io.dams.ledger.trial.TrialBalances;
import io.dams.platform.testing.RealServers;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@RealServers(schema = "ledger")
class HoldsIT {

  @Autowired Holds holds;
  @Autowired JdbcTemplate jdbc;
  @Autowired Issues issues;
  @Autowired Accounts accounts;
  @Autowired Journals journals;
  @Autowired TrialBalances trialBalances;
  @Autowired TransactionTemplate transaction;
  @Autowired HoldExpiryWorker expiryWorker;

  private final UserId user = Ids.user();
  private final AccountId account = AccountId.user(user, Ids.DMT);
  private final HoldId id = HoldId.of(Ids.group());
  private final AccountId payee = AccountId.user(Ids.user(), Ids.DMT);

  @AfterEach
  void everythingAddsUp() {
    assertThat(trialBalances.take().findings()).isEmpty();
  }

  @Test
  void setsAsideAndFreesAgain() {
    issue(100);
    assertThat(place(60)).isEqualTo(new HoldOutcome.Changed(placed(60, 0), money(60)));
    assertThat(balance()).isEqualTo(new TokenBalance(Ids.DMT, 40, 60));
    assertThat(voidHold()).isEqualTo(new HoldOutcome.Changed(voided(60, 0), money(60)));
    assertThat(balance()).isEqualTo(new TokenBalance(Ids.DMT, 100, 0));
  }

  @Test
  void voidsOnceHoweverOftenItIsAsked() {
    issue(100);
    place(60);
    voidHold();
    assertThat(voidHold()).isEqualTo(new HoldOutcome.Unchanged(voided(60, 0)));
    assertThat(end()).isEqualTo(new HoldOutcome.Unchanged(voided(60, 0)));
    assertThat(balance()).isEqualTo(new TokenBalance(Ids.DMT, 100, 0));
  }

  @Test
  void postsPartByPartAndEndsWithTheLastUnit() {
    issue(100);
    place(60);
    assertThat(post("a", 20)).isEqualTo(new HoldOutcome.Changed(placed(60, 20), money(20)));
    assertThat(post("b", 40))
        .isEqualTo(new HoldOutcome.Changed(new Hold.Posted(id, account, money(60)), money(40)));
    assertThat(balance()).isEqualTo(new TokenBalance(Ids.DMT, 40, 0));
    assertThat(paid()).isEqualTo(60);
  }

  @Test
  void postsOneReferenceOnce() {
    issue(100);
    place(60);
    post("a", 20);
    assertThat(post("a", 20)).isEqualTo(new HoldOutcome.Unchanged(placed(60, 20)));
    post("b", 40);
    assertThat(post("b", 40))
        .isEqualTo(new HoldOutcome.Unchanged(new Hold.Posted(id, account, money(60))));
    assertThat(paid()).isEqualTo(60);
  }

  @Test
  void refusesASecondPostOfTheSameReferenceWithAnotherAmount() {
    issue(100);
    place(60);
    post("a", 20);
    assertThat(post("a", 21)).isEqualTo(new HoldOutcome.Conflict(id));
    assertThat(paid()).isEqualTo(20);
  }

  @Test
  void refusesToPostMoreThanIsLeft() {
    issue(100);
    place(60);
    post("a", 20);
    assertThat(post("b", 41)).isEqualTo(new HoldOutcome.ExceedsHold(id, money(41), money(40)));
    assertThat(paid()).isEqualTo(20);
  }

  @Test
  void neverPostsAfterAVoid() {
    issue(100);
    place(60);
    post("a", 20);
    voidHold();
    assertThat(post("b", 10)).isEqualTo(new HoldOutcome.Ended(voided(60, 20)));
    assertThat(balance()).isEqualTo(new TokenBalance(Ids.DMT, 80, 0));
    assertThat(paid()).isEqualTo(20);
  }

  @Test
  void neverVoidsAfterTheLastPost() {
    issue(100);
    place(60);
    post("a", 60);
    assertThat(voidHold())
        .isEqualTo(new HoldOutcome.Ended(new Hold.Posted(id, account, money(60))));
    assertThat(paid()).isEqualTo(60);
  }

  @Test
  void leavesACommittedHoldToTheCore() {
    issue(100);
    place(60);
    assertThat(commit(user, 61)).isEqualTo(new HoldOutcome.Conflict(id));
    assertThat(commit(Ids.user(), 60)).isEqualTo(new HoldOutcome.Conflict(id));
    assertThat(commit(user, 60)).isInstanceOf(HoldOutcome.Changed.class);
    assertThat(commit(user, 60)).isInstanceOf(HoldOutcome.Unchanged.class);
    assertThat(voidHold()).isEqualTo(new HoldOutcome.Committed(id));
    assertThat(balance()).isEqualTo(new TokenBalance(Ids.DMT, 40, 60));
    assertThat(end()).isInstanceOf(HoldOutcome.Changed.class);
    assertThat(balance()).isEqualTo(new TokenBalance(Ids.DMT, 100, 0));
  }

  @Test
  void expiresOnceAndOnlyWhenDue() {
    issue(100);
    assertThat(place(60, Instant.now().plusSeconds(3_600))).isInstanceOf(HoldOutcome.Changed.class);
    assertThat(holds.expire(id)).isInstanceOf(HoldOutcome.Unchanged.class);
    HoldId due = HoldId.of(Ids.group());
    holds.place(
        AllowList.BACKOFFICE, due, account, money(30), Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(balance()).isEqualTo(new TokenBalance(Ids.DMT, 10, 90));
    expiryWorker.sweep();
    assertThat(balance()).isEqualTo(new TokenBalance(Ids.DMT, 40, 60));
    expiryWorker.sweep();
    assertThat(holds.expire(due)).isInstanceOf(HoldOutcome.Unchanged.class);
    assertThat(holds.voidUncommitted(AllowList.BACKOFFICE, due))
        .isInstanceOf(HoldOutcome.Ended.class);
    assertThat(balance()).isEqualTo(new TokenBalance(Ids.DMT, 40, 60));
  }

  /** The bad one is due first: its reference was used for something else. */
  @Test
  void oneBadHoldInASweepKeepsNoOtherFromExpiring() {
    issue(100);
    HoldId bad = HoldId.of(Ids.group());
    HoldId good = HoldId.of(Ids.group());
    Instant past = Instant.parse("2026-01-01T00:00:00Z");
    holds.place(AllowList.BACKOFFICE, bad, account, money(30), past.minusSeconds(60));
    holds.place(AllowList.BACKOFFICE, good, account, money(20), past);
    jdbc.update(
        "INSERT INTO journal (caller, reference, operation, body_hash, posted_at)"
            + " VALUES (?, ?, 'ISSUE', ?, UTC_TIMESTAMP(6))",
        AllowList.LEDGER,
        "expire-" + bad,
        new byte[32]);
    expiryWorker.sweep();
    assertThat(balance()).isEqualTo(new TokenBalance(Ids.DMT, 70, 30));
    assertThat(holds.expire(good)).isInstanceOf(HoldOutcome.Unchanged.class);
  }

  @Test
  void neverPlacesAHoldThatWasVoidedFirst() {
    issue(100);
    assertThat(voidHold()).isEqualTo(new HoldOutcome.Unchanged(new Hold.Barred(id)));
    assertThat(place(60)).isEqualTo(new HoldOutcome.Unchanged(new Hold.Barred(id)));
    assertThat(commit(user, 60)).isEqualTo(new HoldOutcome.Ended(new Hold.Barred(id)));
    assertThat(balance()).isEqualTo(new TokenBalance(Ids.DMT, 100, 0));
  }

  @Test
  void answersTheHoldAsItIsWhenItIsPlacedAgain() {
    issue(100);
    place(60);
    assertThat(place(60)).isEqualTo(new HoldOutcome.Unchanged(placed(60, 0)));
    post("a", 60);
    assertThat(place(60))
        .isEqualTo(new HoldOutcome.Unchanged(new Hold.Posted(id, account, money(60))));
    assertThat(balance()).isEqualTo(new TokenBalance(Ids.DMT, 40, 0));
  }

  @Test
  void refusesTheSameHoldWithAnotherBody() {
    issue(100);
    place(60);
    assertThat(place(61)).isEqualTo(new HoldOutcome.Conflict(id));
    assertThat(
            holds.place(
                AllowList.BACKOFFICE, id, AccountId.user(Ids.user(), Ids.DMT), money(60), null))
        .isEqualTo(new HoldOutcome.Conflict(id));
    assertThat(balance()).isEqualTo(new TokenBalance(Ids.DMT, 40, 60));
  }

  @Test
  void refusesMoreThanThereIs() {
    issue(100);
    assertThat(place(101))
        .isEqualTo(new HoldOutcome.Insufficient(AccountId.user(user, Ids.DMT), 101, 100));
    assertThat(balance()).isEqualTo(new TokenBalance(Ids.DMT, 100, 0));
    assertThat(place(100)).isInstanceOf(HoldOutcome.Changed.class);
  }

  @Test
  void parallelHoldsNeverSetAsideMoreThanThereIs() throws Exception {
    issue(100);
    List<HoldOutcome> outcomes =
        Parallel.run(
            25,
            _ ->
                holds.place(
                    AllowList.BACKOFFICE, HoldId.of(Ids.group()), account, money(10), null));
    assertThat(outcomes).filteredOn(HoldOutcome.Changed.class::isInstance).hasSize(10);
    assertThat(outcomes).filteredOn(HoldOutcome.Insufficient.class::isInstance).hasSize(15);
    assertThat(balance()).isEqualTo(new TokenBalance(Ids.DMT, 0, 100));
  }

  /** One finds the held account there, another opens it: they lock it in the same order. */
  @Test
  void firstHoldsOfAUserAtTheSameMomentNeverDeadlock() throws Exception {
    for (int round = 0; round < 20; round++) {
      UserId late = Ids.user();
      issues.issue(new Reference(AllowList.OPERATOR, Ids.text("late")), late, money(80));
      List<HoldOutcome> outcomes =
          Parallel.run(
              8,
              _ ->
                  holds.place(
                      AllowList.BACKOFFICE,
                      HoldId.of(Ids.group()),
                      AccountId.user(late, Ids.DMT),
                      money(10),
                      null));
      assertThat(outcomes).allMatch(HoldOutcome.Changed.class::isInstance);
    }
  }

  @Test
  void fiftyThreadsPlacingOneHoldPlaceItOnce() throws Exception {
    issue(1_000);
    List<HoldOutcome> outcomes = Parallel.run(50, _ -> place(60));
    assertThat(outcomes).filteredOn(HoldOutcome.Changed.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(new HoldOutcome.Unchanged(placed(60, 0))::equals).hasSize(49);
    assertThat(balance()).isEqualTo(new TokenBalance(Ids.DMT, 940, 60));
  }

  @Test
  void fiftyThreadsPostingOneReferencePostItOnce() throws Exception {
    issue(1_000);
    place(600);
    List<HoldOutcome> outcomes = Parallel.run(50, _ -> post("a", 10));
    assertThat(outcomes).filteredOn(HoldOutcome.Changed.class::isInstance).hasSize(1);
    assertThat(paid()).isEqualTo(10);
  }

  @Test
  void postsAndVoidsAtTheSameMomentMoveEachUnitOnce() throws Exception {
    issue(1_000);
    place(600);
    Parallel.run(20, i -> i == 10 ? voidHold() : post("p" + i, 10));
    TokenBalance balance = balance();
    assertThat(balance.heldUnits()).isZero();
    assertThat(balance.availableUnits() + paid()).isEqualTo(1_000);
  }

  @Test
  void aVoidThatRacesThePlacingWinsForGood() throws Exception {
    issue(1_000);
    for (int round = 0; round < 20; round++) {
      HoldId raced = HoldId.of(Ids.group());
      Parallel.run(
          2,
          i ->
              i == 0
                  ? holds.place(AllowList.BACKOFFICE, raced, account, money(10), null)
                  : holds.voidUncommitted(AllowList.BACKOFFICE, raced));
      assertThat(holds.place(AllowList.BACKOFFICE, raced, account, money(10), null))
          .isInstanceOf(HoldOutcome.Unchanged.class);
    }
    assertThat(balance()).isEqualTo(new TokenBalance(Ids.DMT, 1_000, 0));
  }

  @Test
  void refusesNothingAndLess() {
    issue(100);
    for (long units : new long[] {0, -1, Long.MIN_VALUE}) {
      assertThatThrownBy(() -> place(units)).isInstanceOf(IllegalArgumentException.class);
    }
    place(60);
    for (long units : new long[] {0, -1, Long.MIN_VALUE}) {
      assertThatThrownBy(() -> post("n" + units, units))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(post("m", Long.MAX_VALUE)).isInstanceOf(HoldOutcome.ExceedsHold.class);
    assertThat(balance()).isEqualTo(new TokenBalance(Ids.DMT, 40, 60));
  }

  private void issue(long units) {
    issues.issue(new Reference(AllowList.OPERATOR, Ids.text("issue")), user, money(units));
  }

  private HoldOutcome place(long units) {
    return place(units, null);
  }

  private HoldOutcome place(long units, Instant expiresAt) {
    return holds.place(AllowList.BACKOFFICE, id, account, money(units), expiresAt);
  }

  private HoldOutcome commit(UserId owner, long units) {
    return inTransaction(() -> holds.commit(id, AccountId.user(owner, Ids.DMT), money(units)));
  }

  private HoldOutcome post(String reference, long units) {
    return holds.post(
        new Reference(AllowList.CORE, id + reference), id, List.of(new Entry(payee, units)));
  }

  private HoldOutcome voidHold() {
    return holds.voidUncommitted(AllowList.BACKOFFICE, id);
  }

  private HoldOutcome end() {
    return inTransaction(
        () -> holds.end(new Reference(AllowList.CORE, "end-" + id), id, journals::post));
  }

  private HoldOutcome inTransaction(java.util.function.Supplier<HoldOutcome> action) {
    return Objects.requireNonNull(transaction.execute(_ -> action.get()));
  }

  private TokenBalance balance() {
    return accounts.balances(user).getFirst();
  }

  /** Nothing when the void came before every post. */
  private long paid() {
    return accounts.balances(new UserId(Long.parseLong(payee.owner()))).stream()
        .mapToLong(TokenBalance::availableUnits)
        .sum();
  }

  private Hold.Placed placed(long units, long posted) {
    return new Hold.Placed(id, account, money(units), money(posted), false, null);
  }

  private Hold.Voided voided(long units, long posted) {
    return new Hold.Voided(id, account, money(units), money(posted));
  }

  private static Money money(long units) {
    return new Money(Ids.DMT, units);
  }
}
