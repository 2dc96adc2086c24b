package io.dams.ledger.hold;

import io.dams.contracts.id.UserId;
import io.dams.contracts.money.Money;
import io.dams.ledger.account.AccountId;
import io.dams.ledger.account.AllowList;
import io.dams.ledger.account.Operation;
import io.dams.ledger.journal.Journal;
import io.dams.ledger.journal.JournalAnswer;
import io.dams.ledger.journal.Journals;
import io.dams.ledger.journal.Reference;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
   * @param units positive
   * @param expiresAt null for the hold of an order
   */
  public HoldOutcome place(
      String caller, HoldId id, UserId user, Money units, @Nullable Instant expiresAt) {
    var hold = new Hold.Placed(id, user, units, Money.zero(units.asset()), false, expiresAt);
    HoldOutcome outcome =
        transaction.execute(
            status -> {
              if (!insert(hold)) {
                return again(find(id), hold);
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
   * Ties the hold to its order at the core: from here on only {@link #post} and {@link #end} touch
   * it. Must be the user's, of these units, and not posted from.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public HoldOutcome commit(HoldId id, UserId user, Money units) {
    return switch (lock(id)) {
      case null -> new HoldOutcome.NotFound(id);
      case Hold.Placed open ->
          open.user().equals(user) && open.placed().equals(units)
              ? save(open, open.commit())
              : new HoldOutcome.Conflict(id);
      case Hold ended -> new HoldOutcome.Ended(ended);
    };
  }

  /**
   * Posts a part of what is left, or all of it, to the payee. The same reference again changes
   * nothing; with another body it is {@link HoldOutcome.Conflict}.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public HoldOutcome post(Reference reference, HoldId id, AccountId payee, Money units) {
    return switch (lock(id)) {
      case null -> new HoldOutcome.NotFound(id);
      case Hold.Placed open -> {
        var journal = out(reference, Operation.TRADE, open.user(), payee, units);
        yield journals
            .earlier(journal)
            .map(earlier -> repeated(open, earlier))
            .orElseGet(() -> book(open, open.post(units), journal));
      }
      case Hold.Owned ended -> afterEnd(ended, reference, payee, units);
      case Hold.Barred ended -> new HoldOutcome.Ended(ended);
    };
  }

  /**
   * Frees a hold whose order never got to the core. Voided before: unchanged. Never placed:
   * unchanged too, and a tombstone stops it from being placed later. {@link HoldOutcome.Committed}
   * when the core has the order, {@link HoldOutcome.Ended} when it was posted or expired.
   */
  @Transactional
  public HoldOutcome voidUncommitted(String caller, HoldId id) {
    return switch (lockOrBar(id)) {
      case Hold.Placed open when open.committed() -> new HoldOutcome.Committed(id);
      case Hold.Placed open ->
          free(open, open.voidRest(), new Reference(caller, "void-" + id), Operation.VOID_HOLD);
      case Hold.Voided ended -> new HoldOutcome.Unchanged(ended);
      case Hold.Barred ended -> new HoldOutcome.Unchanged(ended);
      case Hold.Posted ended -> new HoldOutcome.Ended(ended);
      case Hold.Expired ended -> new HoldOutcome.Ended(ended);
    };
  }

  /** Frees what the ended order did not spend; unchanged when it spent all, or was freed before. */
  @Transactional(propagation = Propagation.MANDATORY)
  public HoldOutcome end(Reference reference, HoldId id) {
    return switch (lock(id)) {
      case null -> new HoldOutcome.NotFound(id);
      case Hold.Placed open -> free(open, open.voidRest(), reference, Operation.END_GROUP);
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
              Operation.EXPIRE_HOLD);
      case Hold ended -> new HoldOutcome.Unchanged(ended);
    };
  }

  /** Some of the holds whose time is over, the oldest first. */
  List<HoldId> due(int limit) {
    return mapper.due(limit).stream().map(HoldId::new).toList();
  }

  private HoldOutcome again(Hold there, Hold.Placed asked) {
    boolean same =
        switch (there) {
          case Hold.Owned h -> h.user().equals(asked.user()) && h.placed().equals(asked.placed());
          case Hold.Barred _ -> true;
        };
    return same ? new HoldOutcome.Unchanged(there) : new HoldOutcome.Conflict(there.id());
  }

  /** The hold has ended: this very post may have been the one that ended it. */
  private HoldOutcome afterEnd(
      Hold.Owned ended, Reference reference, AccountId payee, Money units) {
    return journals
        .earlier(out(reference, Operation.TRADE, ended.user(), payee, units))
        .map(earlier -> repeated(ended, earlier))
        .orElseGet(() -> new HoldOutcome.Ended(ended));
  }

  private static HoldOutcome repeated(Hold hold, JournalAnswer earlier) {
    return earlier instanceof JournalAnswer.Stands
        ? new HoldOutcome.Unchanged(hold)
        : new HoldOutcome.Conflict(hold.id());
  }

  private HoldOutcome free(
      Hold.Placed open, HoldOutcome outcome, Reference reference, Operation operation) {
    AccountId free = AccountId.user(open.user(), open.placed().asset());
    return outcome instanceof HoldOutcome.Changed
        ? book(open, outcome, out(reference, operation, open.user(), free, open.left()))
        : outcome;
  }

  private HoldOutcome book(Hold.Placed open, HoldOutcome outcome, Journal journal) {
    if (!(outcome instanceof HoldOutcome.Changed)) {
      return outcome;
    }
    requirePosted(open.id(), journals.post(journal));
    return save(open, outcome);
  }

  private HoldOutcome save(Hold.Placed open, HoldOutcome outcome) {
    if (outcome instanceof HoldOutcome.Changed changed
        && mapper.move(HoldMapper.HoldRow.of(changed.next()), open.posted().units()) != 1) {
      throw new IllegalStateException("hold " + open.id() + " moved without its lock");
    }
    return outcome;
  }

  private static Journal in(Reference reference, Hold.Placed hold) {
    AccountId free = AccountId.user(hold.user(), hold.placed().asset());
    AccountId held = AccountId.held(hold.user(), hold.placed().asset());
    return Journal.transfer(reference, Operation.PLACE_HOLD, null, free, held, hold.placed());
  }

  private static Journal out(
      Reference reference, Operation operation, UserId user, AccountId payee, Money units) {
    return Journal.transfer(
        reference, operation, null, AccountId.held(user, units.asset()), payee, units);
  }

  /** False when there is such a hold; waits for whoever is placing or barring it right now. */
  private boolean insert(Hold hold) {
    try {
      mapper.insert(HoldMapper.HoldRow.of(hold));
      return true;
    } catch (DuplicateKeyException e) {
      return false;
    }
  }

  private @Nullable Hold lock(HoldId id) {
    HoldMapper.HoldRow row = mapper.lock(id.value());
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

  /**
   * Reads without a lock: who lost the race to insert has a share in the row, and so have others.
   */
  private Hold find(HoldId id) {
    HoldMapper.HoldRow row = mapper.find(id.value());
    if (row == null) {
      throw new IllegalStateException("hold " + id + " is there and not there");
    }
    return row.hold();
  }

  private static void requirePosted(HoldId id, JournalAnswer answer) {
    if (!(answer instanceof JournalAnswer.Posted)) {
      throw new IllegalStateException("hold " + id + " moved but its journal did not: " + answer);
    }
  }
}
