package io.dams.sandbox.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.MemberToken;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.StatementPage;
import io.dams.contracts.merchant.TransferAnswer;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.merchant.TransferRequest;
import io.dams.contracts.merchant.TransferState;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MerchantBooksTest {

  private static final Instant START = Instant.parse("2026-01-31T23:59:58Z");
  private static final Instant LATE = START.plusSeconds(1_000_000);
  private static final String GROUP = "8";
  private static final TransferId RESERVE = new TransferId("reserve-8");

  private final SettableClock clock = new SettableClock(START);
  @TempDir Path directory;
  private MerchantBooks books;

  @BeforeEach
  void open() {
    books = reopened();
    books.join("ann", "+8613800000001", 1_000);
    books.join("ben", "+8613800000002", 0);
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void aReserveMovesPointsFromTheMemberToTheIntermediary() {
    assertDone(reserve(RESERVE, "ann", 600));
    assertAccounts(400, 0, 600, 0);
  }

  @Test
  void refusesAReserveBeyondTheBalance() {
    assertRefused(reserve(RESERVE, "ann", 1_001), MerchantProblem.INSUFFICIENT_POINTS);
    assertAccounts(1_000, 0, 0, 0);
  }

  @Test
  void theSameIdAgainMovesNothingAndGetsTheFirstAnswer() {
    Decision<TransferAnswer> first = reserve(RESERVE, "ann", 600);
    clock.forward(Duration.ofMinutes(1));
    assertThat(reserve(RESERVE, "ann", 600)).isEqualTo(first);
    assertAccounts(400, 0, 600, 0);
  }

  @Test
  void aRepetitionMayCarryALaterNotAfter() {
    Decision<TransferAnswer> first = reserve(RESERVE, "ann", 600);
    assertThat(
            books.transfer(
                RESERVE,
                new TransferRequest(
                    TransferKind.RESERVE, "ann", 600, null, LATE.plusSeconds(5), GROUP)))
        .isEqualTo(first);
  }

  @Test
  void refusesTheSameIdWithAnotherContent() {
    assertDone(reserve(RESERVE, "ann", 600));
    assertRefused(reserve(RESERVE, "ann", 601), MerchantProblem.TRANSFER_CONFLICT);
    assertRefused(reserve(RESERVE, "ben", 600), MerchantProblem.TRANSFER_CONFLICT);
    assertRefused(settle("reserve-8", "ann", 600), MerchantProblem.TRANSFER_CONFLICT);
    assertAccounts(400, 0, 600, 0);
  }

  @Test
  void executesNothingAfterNotAfter() {
    TransferRequest request =
        new TransferRequest(TransferKind.RESERVE, "ann", 1, null, START, GROUP);
    clock.forward(Duration.ofMillis(1));
    assertRefused(books.transfer(RESERVE, request), MerchantProblem.TOO_LATE);
    assertRefused(books.query(RESERVE), MerchantProblem.UNKNOWN_TRANSFER);
  }

  @Test
  void anIdThatIsDoneIsAnsweredWhateverTheTime() {
    TransferRequest request =
        new TransferRequest(TransferKind.RESERVE, "ann", 1, null, START, GROUP);
    assertDone(books.transfer(RESERVE, request));
    clock.forward(Duration.ofDays(399));
    assertDone(books.transfer(RESERVE, request));
  }

  @Test
  void aRefusalIsNotRemembered() {
    assertRefused(reserve(RESERVE, "ann", 1_500), MerchantProblem.INSUFFICIENT_POINTS);
    books.change("ann", uid -> new BookEntry.PointsGranted(uid, 500));
    assertDone(reserve(RESERVE, "ann", 1_500));
  }

  @Test
  void cancelOfAnUnknownIdRefusesItForEver() {
    TransferAnswer tombstone = granted(books.cancel(RESERVE));
    assertThat(tombstone.state()).isEqualTo(TransferState.CANCELLED);
    assertThat(tombstone.kind()).isNull();
    assertThat(tombstone.units()).isZero();
    assertRefused(reserve(RESERVE, "ann", 1), MerchantProblem.TRANSFER_CANCELLED);
    assertThat(granted(books.query(RESERVE))).isEqualTo(tombstone);
    assertThat(granted(books.cancel(RESERVE))).isEqualTo(tombstone);
    assertAccounts(1_000, 0, 0, 0);
  }

  @Test
  void cancelOfADoneTransferChangesNothing() {
    TransferAnswer done = granted(reserve(RESERVE, "ann", 600));
    assertThat(granted(books.cancel(RESERVE))).isEqualTo(done);
    assertAccounts(400, 0, 600, 0);
  }

  @Test
  void aSettlementComesOutOfTheIntermediaryAndNoFurther() {
    assertDone(reserve(RESERVE, "ann", 600));
    assertRefused(settle("settle-1", "ben", 601), MerchantProblem.INSUFFICIENT_POINTS);
    assertDone(settle("settle-1", "ben", 600));
    assertAccounts(400, 600, 0, 0);
  }

  @Test
  void returnAndFeeComeOutOfTheirReserveTogether() {
    assertDone(reserve(RESERVE, "ann", 600));
    assertDone(reserve(new TransferId("reserve-9"), "ann", 400));
    assertDone(giveBack("release-8", "ann", 500, RESERVE, GROUP));
    assertRefused(fee("fee-8", 101, RESERVE, GROUP), MerchantProblem.REVERSES_INVALID);
    assertDone(fee("fee-8", 100, RESERVE, GROUP));
    assertRefused(
        giveBack("release-8b", "ann", 1, RESERVE, GROUP), MerchantProblem.REVERSES_INVALID);
    assertAccounts(500, 0, 400, 100);
  }

  @Test
  void refusesToReverseWhatIsNoReserveThatIsDone() {
    assertDone(reserve(RESERVE, "ann", 600));
    assertDone(settle("settle-1", "ben", 100));
    books.cancel(new TransferId("dead"));
    for (String reversed : List.of("never", "settle-1", "dead")) {
      assertRefused(
          giveBack("release-8", "ann", 1, new TransferId(reversed), GROUP),
          MerchantProblem.REVERSES_INVALID);
    }
  }

  @Test
  void refusesToReverseTheReserveOfAnotherMemberOrGroup() {
    assertDone(reserve(RESERVE, "ann", 600));
    assertRefused(
        giveBack("release-8", "ben", 1, RESERVE, GROUP), MerchantProblem.REVERSES_INVALID);
    assertRefused(giveBack("release-8", "ann", 1, RESERVE, "16"), MerchantProblem.REVERSES_INVALID);
  }

  @Test
  void aClosedAccountGivesAndTakesNothing() {
    assertDone(reserve(RESERVE, "ann", 600));
    books.change("ann", BookEntry.MemberClosed::new);
    assertRefused(giveBack("release-8", "ann", 1, RESERVE, GROUP), MerchantProblem.ACCOUNT_CLOSED);
    assertRefused(settle("settle-1", "ann", 1), MerchantProblem.ACCOUNT_CLOSED);
    assertRefused(books.balance("ann", null), MerchantProblem.ACCOUNT_CLOSED);
    books.change("ann", BookEntry.MemberReopened::new);
    assertDone(giveBack("release-8", "ann", 1, RESERVE, GROUP));
  }

  @Test
  void refusesMembersThatItDoesNotKnow() {
    assertRefused(reserve(RESERVE, "zoe", 1), MerchantProblem.UNKNOWN_MEMBER);
    assertRefused(books.balance("zoe", null), MerchantProblem.UNKNOWN_MEMBER);
    assertRefused(books.token("+8613899999999"), MerchantProblem.UNKNOWN_MEMBER);
  }

  @Test
  void aRevokedConsentStopsReservesButNotWhatIsInFlight() {
    MemberToken token = granted(books.token("+8613800000001"));
    assertThat(granted(books.balance("ann", token.token())).availableUnits()).isEqualTo(1_000);
    assertDone(reserve(RESERVE, "ann", 600));
    books.change("ann", BookEntry.ConsentRevoked::new);
    assertRefused(books.balance("ann", token.token()), MerchantProblem.MEMBER_TOKEN_INVALID);
    assertRefused(books.balance("ann", null), MerchantProblem.MEMBER_TOKEN_INVALID);
    assertRefused(
        reserve(new TransferId("reserve-9"), "ann", 1), MerchantProblem.MEMBER_TOKEN_INVALID);
    assertDone(giveBack("release-8", "ann", 100, RESERVE, GROUP));
    assertDone(settle("settle-1", "ann", 100));
    MemberToken again = granted(books.token("+8613800000001"));
    assertThat(granted(books.balance("ann", again.token())).availableUnits()).isEqualTo(600);
    assertRefused(books.balance("ann", token.token()), MerchantProblem.MEMBER_TOKEN_INVALID);
  }

  @Test
  void aTokenIsOfOneMemberAndEnds() {
    MemberToken token = granted(books.token("+8613800000001"));
    assertRefused(books.balance("ben", token.token()), MerchantProblem.MEMBER_TOKEN_INVALID);
    assertRefused(books.balance("ann", "made up"), MerchantProblem.MEMBER_TOKEN_INVALID);
    clock.forward(Duration.ofDays(91));
    assertRefused(books.balance("ann", token.token()), MerchantProblem.MEMBER_TOKEN_INVALID);
  }

  @Test
  void refusesToMakeMorePointsThanALongHolds() {
    assertThatThrownBy(
            () -> books.change("ben", uid -> new BookEntry.PointsGranted(uid, Long.MAX_VALUE)))
        .isInstanceOf(ArithmeticException.class);
    assertAccounts(1_000, 0, 0, 0);
  }

  @Test
  void joiningAgainGivesNothingAndAnotherPhoneIsRefused() {
    books.join("ann", "+8613800000001", 1_000);
    assertAccounts(1_000, 0, 0, 0);
    assertThatThrownBy(() -> books.join("ann", "+8613800000009", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> books.join("eve", "+8613800000001", 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theStatementHasEachDaysLinesInOrderAndInPages() {
    for (int i = 0; i < 3; i++) {
      assertDone(reserve(new TransferId("old-" + i), "ann", 10));
    }
    clock.forward(Duration.ofSeconds(5));
    books.cancel(new TransferId("dead"));
    assertDone(reserve(new TransferId("new-0"), "ann", 10));

    LocalDate day = LocalDate.parse("2026-01-31");
    StatementPage first = books.statement(day, null, 2);
    assertThat(ids(first)).containsExactly("old-0", "old-1");
    assertThat(first.lines().getLast().intermediaryUnits()).isEqualTo(20);
    StatementPage second = books.statement(day, first.next(), 2);
    assertThat(ids(second)).containsExactly("old-2");
    assertThat(second.next()).isNull();
    assertThat(ids(books.statement(day.plusDays(1), null, 10))).containsExactly("new-0");
    assertThat(books.statement(day.minusDays(1), null, 10).lines()).isEmpty();
    assertThatThrownBy(() -> books.statement(day, "-1", 10))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theStatementsOrderSurvivesAClockThatStepsBack() {
    assertDone(reserve(new TransferId("a"), "ann", 1));
    clock.forward(Duration.ofDays(-2));
    assertDone(reserve(new TransferId("b"), "ann", 1));
    assertThat(ids(books.statement(LocalDate.parse("2026-01-31"), null, 10)))
        .containsExactly("a", "b");
  }

  @Test
  void everythingIsThereAfterARestart() {
    assertDone(reserve(RESERVE, "ann", 600));
    assertDone(settle("settle-1", "ben", 100));
    assertDone(fee("fee-8", 6, RESERVE, GROUP));
    books.cancel(new TransferId("dead"));
    MemberToken token = granted(books.token("+8613800000002"));
    books.change("ann", BookEntry.ConsentRevoked::new);
    MerchantTotals before = books.totals();
    List<StatementPage.Line> lines = books.lines();

    books.close();
    books = reopened();
    assertThat(books.totals()).isEqualTo(before);
    assertThat(books.lines()).isEqualTo(lines);
    assertRefused(reserve(new TransferId("dead"), "ben", 1), MerchantProblem.TRANSFER_CANCELLED);
    assertThat(granted(books.balance("ben", token.token())).availableUnits()).isEqualTo(100);
    assertThat(granted(books.query(RESERVE)).merchantReference()).isEqualTo("SKY-T1");
  }

  @Test
  void fiftyThreadsWithOneIdMoveThePointsOnce() throws Exception {
    List<Decision<TransferAnswer>> answers = inParallel(50, i -> reserve(RESERVE, "ann", 600));
    assertThat(answers.stream().distinct()).hasSize(1);
    assertDone(answers.getFirst());
    assertAccounts(400, 0, 600, 0);
  }

  @Test
  void parallelReservesNeverExceedTheBalance() throws Exception {
    List<Decision<TransferAnswer>> answers =
        inParallel(50, i -> reserve(new TransferId("reserve-" + i), "ann", 30));
    assertThat(answers.stream().filter(a -> a instanceof Decision.Granted)).hasSize(33);
    assertAccounts(10, 0, 990, 0);
  }

  @Test
  void cancelAgainstTransferHasOneOutcome() throws Exception {
    for (int round = 0; round < 50; round++) {
      TransferId id = new TransferId("race-" + round);
      List<Decision<TransferAnswer>> answers =
          inParallel(2, i -> i == 0 ? reserve(id, "ann", 1) : books.cancel(id));
      TransferState state = granted(answers.get(1)).state();
      if (state == TransferState.DONE) {
        assertDone(answers.get(0));
      } else {
        assertRefused(answers.get(0), MerchantProblem.TRANSFER_CANCELLED);
      }
      assertThat(granted(books.query(id)).state()).isEqualTo(state);
    }
    assertThat(books.totals().isBalanced()).isTrue();
  }

  private MerchantBooks reopened() {
    return new MerchantBooks(
        new AssetCode("SKY"), directory.resolve("SKY.journal"), clock, new Random(1));
  }

  private Decision<TransferAnswer> reserve(TransferId id, String uid, long units) {
    return books.transfer(
        id, new TransferRequest(TransferKind.RESERVE, uid, units, null, LATE, GROUP));
  }

  private Decision<TransferAnswer> settle(String id, String uid, long units) {
    return books.transfer(
        new TransferId(id),
        new TransferRequest(TransferKind.SETTLE, uid, units, null, LATE, GROUP));
  }

  private Decision<TransferAnswer> giveBack(
      String id, String uid, long units, TransferId reverses, String group) {
    return books.transfer(
        new TransferId(id),
        new TransferRequest(TransferKind.RETURN, uid, units, reverses, LATE, group));
  }

  private Decision<TransferAnswer> fee(String id, long units, TransferId reverses, String group) {
    return books.transfer(
        new TransferId(id),
        new TransferRequest(TransferKind.FEE, null, units, reverses, LATE, group));
  }

  private void assertAccounts(long ann, long ben, long intermediary, long fee) {
    MerchantTotals totals = books.totals();
    assertThat(
            List.of(
                totals.availableUnits("ann"),
                totals.availableUnits("ben"),
                totals.intermediaryUnits(),
                totals.feeUnits()))
        .containsExactly(ann, ben, intermediary, fee);
    assertThat(totals.isBalanced()).isTrue();
  }

  private static void assertDone(Decision<TransferAnswer> decision) {
    assertThat(granted(decision).state()).isEqualTo(TransferState.DONE);
  }

  private static void assertRefused(Decision<?> decision, MerchantProblem code) {
    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  private static <T> T granted(Decision<T> decision) {
    assertThat(decision).isInstanceOf(Decision.Granted.class);
    return ((Decision.Granted<T>) decision).answer();
  }

  private static List<String> ids(StatementPage page) {
    return page.lines().stream().map(line -> line.transferId().value()).toList();
  }

  private interface Numbered<T> {
    T call(int number);
  }

  private static <T> List<T> inParallel(int count, Numbered<T> work) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<T>> calls = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        calls.add(() -> work.call(number));
      }
      List<T> answers = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(calls)) {
        answers.add(future.get());
      }
      return answers;
    }
  }
}
