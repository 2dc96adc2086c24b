package io.dams.ledger.account;

import io.dams.contracts.id.UserId;
import io.dams.contracts.ledger.TokenBalance;
import io.dams.ledger.account.AccountMapper.LockedRow;
import io.dams.ledger.account.LockedBalances.Change;
import io.dams.platform.persistence.JsonRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Balances, locked and moved in the transaction of the journals that move them. */
@Component
public class Accounts {

  /** Rows that one statement locks; above a thousand the server would not go by the key. */
  private static final int STATEMENT_ROWS = 500;

  private final AccountMapper mapper;

  Accounts(AccountMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * Locks the rows until the transaction ends and answers their balances. They are locked in the
   * order of their codes, so that journals over the same accounts wait for each other and never
   * deadlock. What does not exist is opened with nothing in it, at its place in that order.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public LockedBalances lock(Collection<AccountRow> rows) {
    SortedMap<AccountRow, Long> units = new TreeMap<>();
    Instant at = Instant.EPOCH;
    for (List<AccountRow> part : parts(new TreeSet<>(rows))) {
      Map<String, LockedRow> found = new HashMap<>();
      mapper.lock(codes(part)).forEach(row -> found.put(row.code(), row));
      for (AccountRow row : part) {
        LockedRow locked = found.get(row.code());
        if (locked == null) {
          mapper.open(List.of(row));
          locked = mapper.lock(List.of(row.code())).getFirst();
        }
        units.put(row, locked.balanceUnits());
        at = later(at, later(locked.movedAt(), locked.now()));
      }
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
    var rows = new JsonRows();
    changes.forEach((row, it) -> rows.add(row.code(), it.beforeUnits(), it.afterUnits()));
    if (mapper.move(rows.toString(), at) != changes.size()) {
      throw new IllegalStateException("a balance moved without its lock: " + changes);
    }
  }

  /** The user's tokens by asset: free to use, and held. Empty for a user without any. */
  public List<TokenBalance> balances(UserId user) {
    return mapper.balances(user.toString());
  }

  /**
   * In their order, what one statement may lock: rows that exist, which is for good. A row that
   * does not is alone, since to lock what comes after it and then to open it would be out of order.
   */
  private List<List<AccountRow>> parts(SortedSet<AccountRow> ordered) {
    var codes = new JsonRows();
    ordered.forEach(row -> codes.add(row.code()));
    Set<String> existing = new HashSet<>(mapper.existing(codes.toString()));
    List<List<AccountRow>> parts = new ArrayList<>();
    boolean open = false;
    for (AccountRow row : ordered) {
      boolean exists = existing.contains(row.code());
      if (!exists || !open || parts.getLast().size() == STATEMENT_ROWS) {
        parts.add(new ArrayList<>());
      }
      parts.getLast().add(row);
      open = exists;
    }
    return parts;
  }

  private static List<String> codes(Collection<AccountRow> rows) {
    return rows.stream().map(AccountRow::code).toList();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
