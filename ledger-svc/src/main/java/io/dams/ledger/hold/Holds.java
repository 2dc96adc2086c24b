package io.dams.ledger.hold;

import io.dams.contracts.money.Money;
import io.dams.ledger.account.AccountId;
import io.dams.ledger.account.AllowList;
import io.dams.ledger.account.Operation;
import io.dams.ledger.hold.HoldMapper.HoldRow;
import io.dams.ledger.journal.Entry;
import io.dams.ledger.journal.Journal;
import io.dams.ledger.journal.JournalAnswer;
import io.dams.ledger.journal.Journals;
import io.dams.ledger.journal.Reference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Holds: place, post, void, expire. Every change is one transaction over the hold's row, its
 * journal between the user's free and held account, and both balances. The hold's row is locked
 * before the accounts.
 */
@Component
public class Holds {

  private final HoldMapper mapper;
  private final Journals journals;
  private final TransactionTemplate transaction;

  Holds(HoldMapper mapper, Journals journals, TransactionTemplate transaction) {
    this.mapper = mapper;
    this.journals = journals;
    this.transaction = transaction;
  }

  /**
   * Sets the units aside. The same again answers the hold as it is now, in whatever state; one that
   * was voided first stays void; another body is {@link HoldOutcome.Conflict}.
   *
   * @param account a user's
   * @param units positive
   * @param expiresAt null for the hold of an order
   */
  public HoldOutcome place(
      String caller, HoldId id, AccountId account, Money units, @Nullable Instant expiresAt) {
    var hold = new Hold.Placed(id, account, units, Money.zero(units.asset()), false, expiresAt);
    HoldOutcome outcome =
        transaction.execute(
            status -> {
              if (!insert(hold)) {
                return again(hold);
              }
              JournalAnswer answer = journals.post(in(new Reference(caller, "hold-" + id), hold));
              if (answer instanceof JournalAnswer.Insufficient r) {
                status.setRollbackOnly();
                return new HoldOutcome.Insufficient(
                    r.account(), r.neededUnits(), r.availableUnits());
              }
              requirePosted(id, answer);
              return new HoldOutcome.Changed(hold, units);
            });
    return Objects.requireNonNull(outcome);
  }

  /**
   * Ties the hold to its order at the core: from here on only {@link #draw} and {@link #end} touch
   * it. Must be the user's, of these units, and not posted from.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public HoldOutcome commit(HoldId id, AccountId account, Money units) {
    return switch (lock(id)) {
      case null -> new HoldOutcome.NotFound(id);
      case Hold.Placed open ->
          open.account().equals(account) && open.placed().equals(units)
              ? save(open, open.commit())
              : new HoldOutcome.Conflict(id);
      case Hold ended -> new HoldOutcome.Ended(ended);
    };
  }

  /**
   * Posts a part of what is left, or all of it, to the payees, all of them or none. The same
   * reference again changes nothing; with another body it is {@link HoldOutcome.Conflict}.
   *
   * @param payees one or more; the units of each are positive
   */
  @Transactional
  public HoldOutcome post(Reference reference, HoldId id, List<Entry> payees) {
    return switch (lock(id)) {
      case null -> new HoldOutcome.NotFound(id);
      case Hold.Placed open -> {
        Journal journal = out(reference, posting(id), open.account(), payees);
        yield journals
            .earlier(journal)
            .map(earlier -> repeated(open, earlier))
            .orElseGet(() -> post(open, journal, sum(open, payees)));
      }
      case Hold.Owned ended -> afterEnd(ended, reference, payees);
      case Hold.Barred ended -> new HoldOutcome.Ended(ended);
    };
  }

  /**
   * Takes from the hold of an order what a trade costs. The journal that pays it is given to the
   * caller, who posts it in this transaction, and who asks for no trade twice.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public HoldOutcome draw(
      Reference reference, HoldId id, AccountId payee, Money units, Consumer<Journal> journal) {
    return switch (lock(id)) {
      case null -> new HoldOutcome.NotFound(id);
      case Hold.Placed open -> {
        HoldOutcome outcome = save(open, open.post(units));
        if (outcome instanceof HoldOutcome.Changed) {
          var payees = List.of(new Entry(payee, units.units()));
          journal.accept(out(reference, posting(id), open.account(), payees));
        }
        yield outcome;
      }
      case Hold ended -> new HoldOutcome.Ended(ended);
    };
  }

  /**
   * Frees a hold whose order never got to the core, or another service's. Voided before: unchanged.
   * Never placed: unchanged too, and a tombstone stops it from being placed later. {@link
   * HoldOutcome.Committed} when the core has the order, {@link HoldOutcome.Ended} when it was
   * posted or expired.
   */
  @Transactional
  public HoldOutcome voidUncommitted(String caller, HoldId id) {
    Operation operation = id.ofOrder() ? Operation.VOID_HOLD : Operation.VOID_FUND_HOLD;
    return switch (lockOrBar(id)) {
      case Hold.Placed open when open.committed() -> new HoldOutcome.Committed(id);
      case Hold.Placed open ->
          free(
              open,
              open.voidRest(),
              new Reference(caller, "void-" + id),
              operation,
              journal -> requirePosted(id, journals.post(journal)));
      case Hold.Voided ended -> new HoldOutcome.Unchanged(ended);
      case Hold.Barred ended -> new HoldOutcome.Unchanged(ended);
      case Hold.Posted ended -> new HoldOutcome.Ended(ended);
      case Hold.Expired ended -> new HoldOutcome.Ended(ended);
    };
  }

  /**
   * Frees what the ended order did not spend; unchanged when it spent all, or was freed before. The
   * journal is given to the caller, who posts it in this transaction.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public HoldOutcome end(Reference reference, HoldId id, Consumer<Journal> journal) {
    return switch (lock(id)) {
      case null -> new HoldOutcome.NotFound(id);
      case Hold.Placed open -> free(open, open.voidRest(), reference, Operation.END_GROUP, journal);
      case Hold.Posted ended -> new HoldOutcome.Unchanged(ended);
      case Hold.Voided ended -> new HoldOutcome.Unchanged(ended);
      case Hold.Barred ended -> new HoldOutcome.Unchanged(ended);
      case Hold.Expired ended -> new HoldOutcome.Ended(ended);
    };
  }

  /** Frees the hold if its time is over by the database's clock; else nothing happens. */
  @Transactional
  public HoldOutcome expire(HoldId id) {
    return switch (lock(id)) {
      case null -> new HoldOutcome.NotFound(id);
      case Hold.Placed open ->
          free(
              open,
              open.expire(mapper.now()),
              new Reference(AllowList.LEDGER, "expire-" + id),
              Operation.EXPIRE_HOLD,
              journal -> requirePosted(id, journals.post(journal)));
      case Hold ended -> new HoldOutcome.Unchanged(ended);
    };
  }

  /** The hold as it is now. */
  Optional<Hold> find(HoldId id) {
    return Optional.ofNullable(mapper.find(id.value())).map(HoldRow::hold);
  }

  /** Some of the holds whose time is over, the oldest first. */
  List<HoldId> due(int limit) {
    return mapper.due(limit).stream().map(HoldId::new).toList();
  }

  /**
   * Reads without a lock: who lost the race to insert has a share in the row, and so have others.
   */
  private HoldOutcome again(Hold.Placed asked) {
    HoldRow there = mapper.find(asked.id().value());
    if (there == null) {
      throw new IllegalStateException("hold " + asked.id() + " is there and not there");
    }
    return there.isTombstone() || there.saysTheSame(asked)
        ? new HoldOutcome.Unchanged(there.hold())
        : new HoldOutcome.Conflict(asked.id());
  }

  /** The hold has ended: this very post may have been the one that ended it. */
  private HoldOutcome afterEnd(Hold.Owned ended, Reference reference, List<Entry> payees) {
    return journals
        .earlier(out(reference, posting(ended.id()), ended.account(), payees))
        .map(earlier -> repeated(ended, earlier))
        .orElseGet(() -> new HoldOutcome.Ended(ended));
  }

  private static HoldOutcome repeated(Hold hold, JournalAnswer earlier) {
    return earlier instanceof JournalAnswer.Stands
        ? new HoldOutcome.Unchanged(hold)
        : new HoldOutcome.Conflict(hold.id());
  }

  private HoldOutcome post(Hold.Placed open, Journal journal, Money units) {
    HoldOutcome outcome = open.post(units);
    if (!(outcome instanceof HoldOutcome.Changed)) {
      return outcome;
    }
    return switch (journals.post(journal)) {
      case JournalAnswer.Posted _ -> save(open, outcome);
      case JournalAnswer.OutOfRange refused -> new HoldOutcome.OutOfRange(refused.account());
      // Another hold was posted under this reference while we waited.
      case JournalAnswer.ReferenceReused _ -> new HoldOutcome.Conflict(open.id());
      case JournalAnswer.Repeated _, JournalAnswer.Insufficient _ ->
          throw new IllegalStateException("hold " + open.id() + " has less than it holds");
    };
  }

  private HoldOutcome free(
      Hold.Placed open,
      HoldOutcome outcome,
      Reference reference,
      Operation operation,
      Consumer<Journal> journal) {
    if (outcome instanceof HoldOutcome.Changed) {
      var payees = List.of(new Entry(open.account(), open.left().units()));
      save(open, outcome);
      journal.accept(out(reference, operation, open.account(), payees));
    }
    return outcome;
  }

  private HoldOutcome save(Hold.Placed open, HoldOutcome outcome) {
    if (outcome instanceof HoldOutcome.Changed changed
        && mapper.move(HoldRow.of(changed.next()), open.posted().units()) != 1) {
      throw new IllegalStateException("hold " + open.id() + " moved without its lock");
    }
    return outcome;
  }

  private static Journal in(Reference reference, Hold.Placed hold) {
    Operation operation = hold.id().ofOrder() ? Operation.PLACE_HOLD : Operation.PLACE_FUND_HOLD;
    return Journal.transfer(
        reference, operation, null, hold.account(), hold.account().held(), hold.placed());
  }

  private static Journal out(
      Reference reference, Operation operation, AccountId account, List<Entry> payees) {
    List<Entry> entries = new ArrayList<>(payees);
    entries.add(new Entry(account.held(), -sum(payees)));
    return new Journal(reference, operation, null, entries);
  }

  private static Operation posting(HoldId id) {
    return id.ofOrder() ? Operation.TRADE : Operation.POST_FUND_HOLD;
  }

  private static Money sum(Hold.Placed open, List<Entry> payees) {
    return new Money(open.placed().asset(), sum(payees));
  }

  private static long sum(List<Entry> payees) {
    long sum = 0;
    for (Entry payee : payees) {
      if (payee.units() < 0) {
        throw new IllegalArgumentException(payee + " is no payee");
      }
      sum = Math.addExact(sum, payee.units());
    }
    return sum;
  }

  /** False when there is such a hold; waits for whoever is placing or barring it right now. */
  private boolean insert(Hold hold) {
    try {
      mapper.insert(HoldRow.of(hold));
      return true;
    } catch (DuplicateKeyException e) {
      return false;
    }
  }

  private @Nullable Hold lock(HoldId id) {
    HoldRow row = mapper.lock(id.value());
    return row == null ? null : row.hold();
  }

  private Hold lockOrBar(HoldId id) {
    Hold hold = lock(id);
    var barred = new Hold.Barred(id);
    if (hold != null) {
      return hold;
    }
    return insert(barred) ? barred : Objects.requireNonNull(lock(id));
  }

  private static void requirePosted(HoldId id, JournalAnswer answer) {
    if (!(answer instanceof JournalAnswer.Posted)) {
      throw new IllegalStateException("hold " + id + " moved but its journal did not: " + answer);
    }
  }
}
