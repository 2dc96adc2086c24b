package io.dams.ledger.accountstatement;

import io.dams.contracts.ledger.AccountStatement;
import io.dams.contracts.ledger.AccountStatement.Line;
import io.dams.ledger.account.AccountId;
import io.dams.ledger.account.AccountRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What moved on an account, page by page, and its balance at a time. */
@Component
public class AccountStatements {

  private final AccountStatementMapper mapper;

  AccountStatements(AccountStatementMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * The balance by all entries before a time; 0 for an account that had none. By entries that are
   * posted later it never changes, once the database's clock has passed that time and what was
   * posted then is committed.
   *
   * @throws ArithmeticException when the rows of an account without a floor exceed 64 bits
   */
  public long balanceBefore(AccountId account, Instant before) {
    long sum = 0;
    for (AccountRow row : AccountRow.all(account)) {
      Long balance = mapper.balanceBefore(row.code(), before);
      sum = Math.addExact(sum, Objects.requireNonNullElse(balance, 0L));
    }
    return sum;
  }

  /**
   * A page of the lines within a period, one row of the account after the other.
   *
   * @param after null for the first page
   */
  public AccountStatement page(
      AccountId account, Instant from, Instant to, @Nullable Cursor after, int limit) {
    List<AccountRow> rows = AccountRow.all(account);
    List<Line> lines = new ArrayList<>();
    int stripe = after == null ? 0 : after.stripe();
    for (; stripe < rows.size() && lines.size() < limit; stripe++) {
      Cursor within = after != null && after.stripe() == stripe ? after : null;
      lines.addAll(lines(rows.get(stripe), from, to, within, limit - lines.size()));
    }
    // A full page says where it ended; that nothing follows, the next one tells.
    String next =
        lines.size() < limit ? null : new Cursor(stripe - 1, lines.getLast().journal()).toString();
    return new AccountStatement(account.code(), lines, next);
  }

  private List<Line> lines(
      AccountRow row, Instant from, Instant to, @Nullable Cursor within, int limit) {
    if (within == null) {
      return mapper.lines(row.code(), from, to, 0, limit);
    }
    Instant postedAt = mapper.postedAt(within.journal());
    return postedAt == null || postedAt.isBefore(from)
        ? mapper.lines(row.code(), from, to, 0, limit)
        : mapper.lines(row.code(), postedAt, to, within.journal(), limit);
  }

  /**
   * Where a page ended.
   *
   * @param stripe the account's row
   * @param journal the last journal that was told of it
   */
  public record Cursor(int stripe, long journal) {

    /** Reads {@link #toString}; empty for anything else. */
    public static Optional<Cursor> parse(String text) {
      if (!text.matches("[0-9]-[0-9]{1,18}")) {
        return Optional.empty();
      }
      return Optional.of(
          new Cursor(Integer.parseInt(text.substring(0, 1)), Long.parseLong(text.substring(2))));
    }

    @Override
    public String toString() {
      return stripe + "-" + journal;
    }
  }
}
