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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds: place, post, void, expire. Every change is one transaction over the hold's row, its
 * journal between the user's free and held account, and both balances. The hold's row is locked
 * before the accounts.
 */
@Component
public class Holds {

  private final HoldMapper mapper;
  private final Journals journals;

  Holds(HoldMapper mapper, Journals journals) {
    this.mapper = mapper;
    this.journals = journals;
  }

  /**
   * Sets the units aside. The same again answers the hold as it is now, in whatever state; one that
   * was voided first stays void; another body is {@link HoldOutcome.Conflict}.
   *
   * @param units positive
   * @param expiresAt null for the hold of an order
   */
  @Transactional
  public HoldOutcome place(
      String caller, HoldId id, UserId user, Money units, @Nullable Instant expiresAt) {
    var hold = new Hold.Placed(id, user, units, Money.zero(units.asset()), false, expiresAt);
    if (mapper.find(id.value()) instanceof HoldMapper.HoldRow row) {
      return again(row.hold(), hold);
    }
    var journal =
        Journal.transfer(
            new Reference(caller, "hold-" + id),
            Operation.PLACE_HOLD,
            null,
            AccountId.user(user, units.asset()),
            AccountId.held(user, units.asset()),
            units);
    return switch (journals.post(journal)) {
      case JournalAnswer.Posted _ -> {
        // A void that got in between has taken the id: this transaction fails, and the caller,
        // who must not conclude anything from that, finds the tombstone next time.
        mapper.insert(HoldMapper.HoldRow.of(hold));
        yield new HoldOutcome.Changed(hold, units);
      }
      case JournalAnswer.Repeated _ -> again(get(mapper.find(id.value()), id), hold);
      case JournalAnswer.Refused refused -> refused(id, refused);
    };
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
    return switch (lock(id)) {
      case null -> {
        var barred = new Hold.Barred(id);
        mapper.insert(HoldMapper.HoldRow.of(barred));
        yield new HoldOutcome.Unchanged(barred);
      }
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
    JournalAnswer answer = journals.post(journal);
    if (!(answer instanceof JournalAnswer.Posted)) {
      throw new IllegalStateException(
          "hold " + open.id() + " moved on but its journal did not: " + answer);
    }
    return save(open, outcome);
  }

  private HoldOutcome save(Hold.Placed open, HoldOutcome outcome) {
    if (outcome instanceof HoldOutcome.Changed changed
        && mapper.move(HoldMapper.HoldRow.of(changed.next()), open.posted().units()) != 1) {
      throw new IllegalStateException("hold " + open.id() + " moved without its lock");
    }
    return outcome;
  }

  private static Journal out(
      Reference reference, Operation operation, UserId user, AccountId payee, Money units) {
    return Journal.transfer(
        reference, operation, null, AccountId.held(user, units.asset()), payee, units);
  }

  private static HoldOutcome refused(HoldId id, JournalAnswer.Refused refused) {
    return switch (refused) {
      case JournalAnswer.Insufficient r ->
          new HoldOutcome.Insufficient(r.account(), r.neededUnits(), r.availableUnits());
      case JournalAnswer.ReferenceReused _ -> new HoldOutcome.Conflict(id);
      case JournalAnswer.OutOfRange r -> throw new IllegalStateException(r + " of hold " + id);
    };
  }

  private @Nullable Hold lock(HoldId id) {
    HoldMapper.HoldRow row = mapper.lock(id.value());
    return row == null ? null : row.hold();
  }

  private static Hold get(HoldMapper.@Nullable HoldRow row, HoldId id) {
    if (row == null) {
      throw new IllegalStateException("hold " + id + " has a journal and no row");
    }
    return row.hold();
  }
}
