package io.dams.ledger.journal;

import io.dams.ledger.account.AccountId;
import io.dams.ledger.account.Accounts;
import io.dams.ledger.account.AllowList;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The one way in which balances change: a journal, its entries and the balances together. */
@Component
public class Journals {

  private final Accounts accounts;
  private final JournalMapper mapper;

  Journals(Accounts accounts, JournalMapper mapper) {
    this.accounts = accounts;
    this.mapper = mapper;
  }

  /**
   * Posts the journal in the caller's transaction. Refused, or posted before: nothing changes, and
   * the transaction is as good as it was.
   *
   * @throws IllegalArgumentException when the caller is not allowed this with these accounts
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public JournalAnswer post(Journal journal) {
    if (!AllowList.permits(journal.reference().caller(), journal.operation(), journal.kinds())) {
      throw new IllegalArgumentException(
          journal.reference() + ": no " + journal.operation() + " over " + journal.kinds());
    }
    SortedMap<AccountId, Long> balances = accounts.lock(journal.accounts());
    // Whoever posts the same journal locks the same accounts, so from here on it is seen.
    Optional<JournalAnswer> earlier = earlier(journal);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    List<Move> moves = new ArrayList<>();
    for (Entry entry : journal.entries()) {
      long before = balances.getOrDefault(entry.account(), 0L);
      long after = before + entry.units();
      if (((before ^ after) & (entry.units() ^ after)) < 0) {
        return new JournalAnswer.OutOfRange(entry.account());
      }
      if (entry.account().kind().floored() && after < 0) {
        return new JournalAnswer.Insufficient(entry.account(), -entry.units(), before);
      }
      moves.add(new Move(entry, before, after));
    }
    return write(journal, moves);
  }

  /** What this journal's reference already stands for; empty when it is new. */
  public Optional<JournalAnswer> earlier(Journal journal) {
    JournalMapper.StoredJournal stored = mapper.find(journal.reference());
    if (stored == null) {
      return Optional.empty();
    }
    return Optional.of(
        MessageDigest.isEqual(stored.bodyHash(), journal.bodyHash())
            ? new JournalAnswer.Repeated(stored.id())
            : new JournalAnswer.ReferenceReused(journal.reference()));
  }

  private JournalAnswer write(Journal journal, List<Move> moves) {
    var row = new JournalMapper.NewJournal(journal);
    try {
      mapper.insert(row);
    } catch (DuplicateKeyException e) {
      // Another body over other accounts took the reference while we waited for ours.
      return earlier(journal).orElseThrow(() -> e);
    }
    List<JournalMapper.Line> lines = new ArrayList<>();
    for (Move move : moves) {
      AccountId account = move.entry().account();
      accounts.move(account, move.beforeUnits(), move.afterUnits());
      lines.add(
          new JournalMapper.Line(
              lines.size() + 1,
              account.code(),
              account.asset(),
              move.entry().units(),
              move.afterUnits()));
    }
    mapper.insertEntries(row.id(), lines);
    return new JournalAnswer.Posted(row.id());
  }

  /** An entry with its account's balance around it. */
  private record Move(Entry entry, long beforeUnits, long afterUnits) {}
}
