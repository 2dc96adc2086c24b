package io.dams.ledger.account;

import io.dams.contracts.id.UserId;
import io.dams.contracts.ledger.TokenBalance;
import io.dams.ledger.account.AccountMapper.LockedRow;
import io.dams.ledger.account.LockedBalances.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Balances, locked and moved in the transaction of the journals that move them. */
@Component
public class Accounts {

  /** Rows in a statement; above a thousand the server would no longer go by the key. */
  private static final int STATEMENT_ROWS = 500;

  private final AccountMapper mapper;

  Accounts(AccountMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * Locks the rows until the transaction ends and answers their balances. They are locked in the
   * order of their codes, so that journals over the same accounts wait for each other and never
   * deadlock. What does not exist is opened with nothing in it.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public LockedBalances lock(Collection<AccountRow> rows) {
    List<AccountRow> ordered = new ArrayList<>(new TreeSet<>(rows));
    Map<String, LockedRow> found = find(ordered);
    List<AccountRow> missing =
        ordered.stream().filter(row -> !found.containsKey(row.code())).toList();
    if (!missing.isEmpty()) {
      mapper.open(missing);
      found.putAll(find(missing));
    }
    SortedMap<AccountRow, Long> units = new TreeMap<>();
    Instant at = Instant.EPOCH;
    for (AccountRow row : ordered) {
      LockedRow locked = found.get(row.code());
      if (locked == null) {
        throw new IllegalStateException("account " + row + " was opened and is not there");
      }
      units.put(row, locked.balanceUnits());
      at = later(at, later(locked.movedAt(), locked.now()));
    }
    return new LockedBalances(units, at);
  }

  /** Opens an account with a floor, with nothing in it; one that is open stays as it is. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void open(AccountId account) {
    mapper.open(List.of(new AccountRow(account, 0)));
  }

  /**
   * Replaces the balances of locked rows; each must be as {@link #lock} told.
   *
   * @param at when, as {@link #lock} told
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void move(SortedMap<AccountRow, Change> changes, Instant at) {
    if (changes.isEmpty()) {
      return;
    }
    // Codes are of letters, digits and :#_- only: nothing in them needs an escape.
    StringBuilder json = new StringBuilder("[");
    changes.forEach(
        (row, change) ->
            json.append(json.length() == 1 ? "[\"" : ",[\"")
                .append(row.code())
                .append("\",\"")
                .append(change.beforeUnits())
                .append("\",\"")
                .append(change.afterUnits())
                .append("\"]"));
    if (mapper.move(json.append(']').toString(), at) != changes.size()) {
      throw new IllegalStateException("a balance moved without its lock: " + changes);
    }
  }

  /** The user's tokens by asset: free to use, and held. Empty for a user without any. */
  public List<TokenBalance> balances(UserId user) {
    return mapper.balances(user.toString());
  }

  private Map<String, LockedRow> find(List<AccountRow> ordered) {
    Map<String, LockedRow> found = new HashMap<>();
    for (int from = 0; from < ordered.size(); from += STATEMENT_ROWS) {
      int to = Math.min(from + STATEMENT_ROWS, ordered.size());
      List<String> codes = ordered.subList(from, to).stream().map(AccountRow::code).toList();
      mapper.lock(codes).forEach(row -> found.put(row.code(), row));
    }
    return found;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
