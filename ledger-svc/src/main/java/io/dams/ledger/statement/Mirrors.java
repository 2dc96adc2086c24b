package io.dams.ledger.statement;

import io.dams.contracts.money.Money;
import io.dams.contracts.topic.StatementEvent.PointsMoved;
import io.dams.ledger.account.AccountId;
import io.dams.ledger.account.AllowList;
import io.dams.ledger.account.Operation;
import io.dams.ledger.journal.Journal;
import io.dams.ledger.journal.JournalAnswer;
import io.dams.ledger.journal.Journals;
import io.dams.ledger.journal.Reference;
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
   * Books the movement; the same again changes nothing.
   *
   * @throws IllegalStateException when its transfer id was booked with another body
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void book(PointsMoved moved) {
    JournalAnswer answer = journals.post(journal(moved));
    if (!(answer instanceof JournalAnswer.Stands)) {
      throw new IllegalStateException("movement " + moved.transferId() + ": " + answer);
    }
  }

  static Journal journal(PointsMoved moved) {
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
    return Journal.transfer(
        new Reference(AllowList.BACKOFFICE, "points-" + moved.transferId()),
        Operation.MIRROR,
        moved.group(),
        from,
        to,
        new Money(moved.point(), moved.units()));
  }
}
