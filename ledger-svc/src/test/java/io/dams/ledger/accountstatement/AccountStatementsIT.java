package io.dams.ledger.accountstatement;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.ledger.AccountStatement;
import io.dams.contracts.ledger.AccountStatement.Line;
import io.dams.contracts.money.Money;
import io.dams.ledger.account.AccountId;
import io.dams.ledger.account.AllowList;
import io.dams.ledger.account.Operation;
import io.dams.ledger.accountstatement.AccountStatements.Cursor;
import io.dams.ledger.journal.Journal;
import io.dams.ledger.journal.Journals;
import io.dams.ledger.journal.Reference;
import io.dams.ledger.testing.Ids;
import io.dams.platform.testing.RealServers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@RealServers(schema = "ledger")
class AccountStatementsIT {

  private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

  @Autowired AccountStatements statements;
  @Autowired Journals journals;
  @Autowired TransactionTemplate transaction;

  /** Runs of journals have equal times, and an account without a floor has many rows. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 100})
  void pagesOverEqualTimesTellEachLineOnce(int limit) {
    AccountId system = AccountId.system(Ids.text("app"), 1, Ids.DMT);
    AccountId user = AccountId.user(Ids.user(), 1, Ids.DMT);
    var random = new Random(limit);
    List<Long> moved = new ArrayList<>();
    for (int run = 0; run < 6; run++) {
      List<Journal> all =
          LongStream.rangeClosed(1, 1 + random.nextInt(5))
              .mapToObj(units -> in(system, user, units))
              .toList();
      transaction.executeWithoutResult(_ -> journals.postAll(all));
      LongStream.rangeClosed(1, all.size()).forEach(moved::add);
    }
    List<Line> lines = lines(user, limit);
    assertThat(lines).extracting(Line::units).isEqualTo(moved);
    long sum = moved.stream().mapToLong(it -> it).sum();
    assertThat(statements.balanceBefore(user, END)).isEqualTo(sum);
    assertThat(statements.balanceBefore(system, END)).isEqualTo(-sum);
    assertThat(lines(system, limit))
        .extracting(line -> -line.units())
        .containsExactlyInAnyOrderElementsOf(moved);
    // At the very time of a run it is not yet in, and right after it, all of it is.
    Instant time = lines.getLast().at();
    long before =
        lines.stream().filter(line -> line.at().isBefore(time)).mapToLong(Line::units).sum();
    assertThat(statements.balanceBefore(user, time)).isEqualTo(before);
    assertThat(statements.balanceBefore(user, time.plusNanos(1_000))).isEqualTo(sum);
  }

  private List<Line> lines(AccountId account, int limit) {
    List<Line> lines = new ArrayList<>();
    Cursor after = null;
    while (true) {
      AccountStatement page = statements.page(account, Instant.EPOCH, END, after, limit);
      lines.addAll(page.lines());
      if (page.next() == null) {
        return lines;
      }
      after = Cursor.parse(Objects.requireNonNull(page.next())).orElseThrow();
    }
  }

  private static Journal in(AccountId from, AccountId to, long units) {
    return Journal.transfer(
        new Reference(AllowList.TRANSFER, Ids.text("in")),
        Operation.POST_JOURNAL,
        null,
        from,
        to,
        new Money(Ids.DMT, units));
  }
}
