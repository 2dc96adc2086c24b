package io.dams.ledger.statement;

import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.Money;
import io.dams.contracts.topic.StatementEvent;
import io.dams.contracts.topic.StatementEvent.PointsClaimed;
import io.dams.contracts.topic.StatementEvent.PointsMoved;
import io.dams.contracts.topic.StatementEvent.PointsStuck;
import io.dams.contracts.topic.StatementEvent.PointsSuspended;
import io.dams.contracts.topic.StatementEvent.ReceivableBooked;
import io.dams.contracts.topic.StatementEvent.ReceivableSettled;
import io.dams.ledger.account.AccountId;
import io.dams.ledger.account.AllowList;
import io.dams.ledger.account.Operation;
import io.dams.ledger.journal.Journal;
import io.dams.ledger.journal.JournalAnswer;
import io.dams.ledger.journal.Journals;
import io.dams.ledger.journal.Reference;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Books what a merchant confirmed. The account {@code outside} stands for all points that are not
 * in flight, so that a mirror is balanced without knowing the members' balances.
 */
@Component
public class Mirrors {

  private final Journals journals;

  Mirrors(Journals journals) {
    this.journals = journals;
  }

  /**
   * Books the events in one run; the same again changes nothing.
   *
   * @throws IllegalStateException when a transfer id was booked with another body
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void book(List<StatementEvent> events) {
    List<Journal> moves = events.stream().map(Mirrors::journal).filter(Objects::nonNull).toList();
    List<JournalAnswer> answers = journals.postAll(moves);
    for (int i = 0; i < moves.size(); i++) {
      if (!(answers.get(i) instanceof JournalAnswer.Stands)) {
        throw new IllegalStateException(moves.get(i).reference() + ": " + answers.get(i));
      }
    }
  }

  /** What an event moves between the mirrors; null when nothing has moved. */
  static @Nullable Journal journal(StatementEvent event) {
    return switch (event) {
      case PointsMoved moved -> journal(moved);
      case PointsStuck _ -> null;
      case PointsSuspended suspended ->
          transfer(
              "suspended-" + suspended.transferId(),
              event,
              AccountId.intermediary(suspended.point()),
              AccountId.suspense(suspended.point()),
              suspended.units());
      case PointsClaimed claimed ->
          transfer(
              "claimed-" + claimed.transferId(),
              event,
              AccountId.suspense(claimed.point()),
              AccountId.intermediary(claimed.point()),
              claimed.units());
      case ReceivableBooked booked ->
          transfer(
              "owed-" + booked.transferId(),
              event,
              AccountId.intermediary(booked.point()),
              AccountId.receivable(booked.point()),
              booked.units());
      case ReceivableSettled settled ->
          transfer(
              "made-good-" + settled.transferId(),
              event,
              AccountId.receivable(settled.point()),
              settled.kind() == TransferKind.RESERVE
                  ? AccountId.intermediary(settled.point())
                  : AccountId.outside(settled.point()),
              settled.units());
    };
  }

  private static Journal journal(PointsMoved moved) {
    AccountId outside = AccountId.outside(moved.point());
    AccountId intermediary = AccountId.intermediary(moved.point());
    AccountId from =
        switch (moved.kind()) {
          case RESERVE -> outside;
          case SETTLE, RETURN, FEE -> intermediary;
        };
    AccountId to =
        switch (moved.kind()) {
          case RESERVE -> intermediary;
          case SETTLE, RETURN -> outside;
          case FEE -> AccountId.fee(moved.point());
        };
    return transfer("points-" + moved.transferId(), moved, from, to, moved.units());
  }

  private static Journal transfer(
      String reference, StatementEvent event, AccountId from, AccountId to, long units) {
    return Journal.transfer(
        new Reference(AllowList.BACKOFFICE, reference),
        Operation.MIRROR,
        event.group(),
        from,
        to,
        new Money(from.asset(), units));
  }
}
