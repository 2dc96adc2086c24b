package io.dams.ledger.journal;

import io.dams.ledger.account.AccountRow;
import io.dams.ledger.account.Accounts;
import io.dams.ledger.account.AllowList;
import io.dams.ledger.account.LockedBalances;
import io.dams.ledger.journal.JournalMapper.NewJournal;
import io.dams.ledger.journal.JournalMapper.StoredJournal;
import io.dams.ledger.journal.Posting.Verdict;
import io.dams.ledger.journal.Posting.Written;
import io.dams.platform.persistence.JsonRows;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one way in which balances change: journals, their entries and the balances together. Many
 * journals cost hardly more statements than one: five for all of them.
 */
@Component
public class Journals {

  /** Each try sees more of those who took a reference meanwhile. */
  private static final int MAX_TRIES = 5;

  private final Accounts accounts;
  private final JournalMapper mapper;

  Journals(Accounts accounts, JournalMapper mapper) {
    this.accounts = accounts;
    this.mapper = mapper;
  }

  /** As {@link #postAll} of one. */
  @Transactional(propagation = Propagation.MANDATORY)
  public JournalAnswer post(Journal journal) {
    return postAll(List.of(journal)).getFirst();
  }

  /**
   * Posts the journals one after the other in the caller's transaction, and answers what became of
   * each. Refused, or posted before: nothing of it changes, and the transaction is as good as it
   * was. Accounts are locked once, in the order of their codes.
   *
   * @throws IllegalArgumentException when a caller is not allowed this with these accounts; then
   *     nothing is posted
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<JournalAnswer> postAll(List<Journal> journals) {
    if (journals.isEmpty()) {
      return List.of();
    }
    journals.forEach(Journals::requirePermitted);
    int stripe = journals.getFirst().reference().stripe();
    LockedBalances locked =
        accounts.lock(journals.stream().flatMap(it -> it.rows(stripe).stream()).toList());
    // Whoever posts the same journal to the same rows waits for us, or is seen from here on.
    for (int tries = 1; ; tries++) {
      try {
        return post(journals, stripe, locked);
      } catch (DuplicateKeyException e) {
        // Somebody took a reference with other accounts, or another stripe, while we waited.
        if (tries == MAX_TRIES) {
          throw e;
        }
      }
    }
  }

  /** What this journal's reference already stands for; empty when it is new. */
  public Optional<JournalAnswer> earlier(Journal journal) {
    return Optional.ofNullable(earlier(List.of(journal)).get(journal.reference()))
        .map(stored -> answer(journal, stored));
  }

  private List<JournalAnswer> post(List<Journal> journals, int stripe, LockedBalances locked) {
    Map<Reference, StoredJournal> earlier = earlier(journals);
    Posting posting = new Posting(stripe, locked.units());
    List<Verdict> verdicts = new ArrayList<>();
    for (Journal journal : journals) {
      StoredJournal stored = earlier.get(journal.reference());
      verdicts.add(
          stored == null ? posting.add(journal) : new Posting.Refused(answer(journal, stored)));
    }
    List<Long> ids = write(posting, locked);
    return verdicts.stream().map(verdict -> answer(verdict, ids)).toList();
  }

  private List<Long> write(Posting posting, LockedBalances locked) {
    List<Written> written = posting.written();
    if (written.isEmpty()) {
      return List.of();
    }
    List<NewJournal> rows = written.stream().map(it -> NewJournal.of(it.journal())).toList();
    List<Long> ids = mapper.insert(rows, locked.at());
    JsonRows lines = new JsonRows();
    int count = 0;
    for (int i = 0; i < written.size(); i++) {
      count += addLines(ids.get(i), written.get(i), lines);
    }
    if (mapper.insertEntries(lines.toString(), locked.at()) != count) {
      throw new IllegalStateException("not all entries of " + ids + " were written");
    }
    accounts.move(locked.to(posting.balances()), locked.at());
    return ids;
  }

  private static int addLines(long id, Written written, JsonRows lines) {
    for (int i = 0; i < written.rows().size(); i++) {
      AccountRow row = written.rows().get(i);
      lines.add(
          id,
          i + 1,
          row.code(),
          row.account().asset(),
          written.journal().entries().get(i).units(),
          written.balancesAfter().get(i));
    }
    return written.rows().size();
  }

  private Map<Reference, StoredJournal> earlier(List<Journal> journals) {
    Map<String, List<String>> byCaller = new TreeMap<>();
    for (Journal journal : journals) {
      Reference reference = journal.reference();
      byCaller.computeIfAbsent(reference.caller(), _ -> new ArrayList<>()).add(reference.value());
    }
    Map<Reference, StoredJournal> earlier = new HashMap<>();
    byCaller.forEach(
        (caller, references) ->
            mapper
                .find(caller, references)
                .forEach(stored -> earlier.put(new Reference(caller, stored.reference()), stored)));
    return earlier;
  }

  private static JournalAnswer answer(Journal journal, StoredJournal stored) {
    return MessageDigest.isEqual(stored.bodyHash(), journal.bodyHash())
        ? new JournalAnswer.Repeated(stored.id())
        : new JournalAnswer.ReferenceReused(journal.reference());
  }

  private static JournalAnswer answer(Verdict verdict, List<Long> ids) {
    return switch (verdict) {
      case Posting.Refused refused -> refused.answer();
      case Posting.Stands stands ->
          stands.repeated()
              ? new JournalAnswer.Repeated(ids.get(stands.number()))
              : new JournalAnswer.Posted(ids.get(stands.number()));
    };
  }

  private static void requirePermitted(Journal journal) {
    if (!AllowList.permits(journal.reference().caller(), journal.operation(), journal.kinds())) {
      throw new IllegalArgumentException(
          journal.reference() + ": no " + journal.operation() + " over " + journal.kinds());
    }
  }
}
