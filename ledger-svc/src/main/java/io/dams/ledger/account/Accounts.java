package io.dams.ledger.account;

import io.dams.contracts.id.UserId;
import io.dams.contracts.ledger.TokenBalance;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Balances, locked and moved in the transaction of the journal that moves them. */
@Component
public class Accounts {

  private final AccountMapper mapper;

  Accounts(AccountMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * Locks the accounts until the transaction ends and answers their balances in units. They are
   * locked in the order of their codes, so that two journals over the same accounts wait for each
   * other and never deadlock. What does not exist is opened with nothing in it.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public SortedMap<AccountId, Long> lock(Collection<AccountId> accounts) {
    SortedMap<AccountId, Long> balances = new TreeMap<>();
    for (AccountId account : new TreeSet<>(accounts)) {
      balances.put(account, lock(account));
    }
    return balances;
  }

  /** Opens the account with nothing in it; one that is open stays as it is. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void open(AccountId account) {
    mapper.open(account.code(), account.kind(), account.owner(), account.asset());
  }

  /** Replaces the balance of a locked account; it must be as {@link #lock} told. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void move(AccountId account, long beforeUnits, long afterUnits) {
    if (mapper.move(account.code(), beforeUnits, afterUnits) != 1) {
      throw new IllegalStateException(
          "balance of " + account + " is not " + beforeUnits + ": moved without its lock");
    }
  }

  /** The user's tokens by asset: free to use, and held. Empty for a user without any. */
  public List<TokenBalance> balances(UserId user) {
    return mapper.balances(user.toString());
  }

  /** Locks one account until the transaction ends, and answers its balance in units. */
  @Transactional(propagation = Propagation.MANDATORY)
  public long lock(AccountId account) {
    Long balance = mapper.lock(account.code());
    if (balance == null) {
      open(account);
      balance = mapper.lock(account.code());
    }
    if (balance == null) {
      throw new IllegalStateException("account " + account + " was opened and is not there");
    }
    return balance;
  }
}
