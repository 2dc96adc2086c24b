package io.dams.ledger.issue;

import io.dams.contracts.id.UserId;
import io.dams.contracts.money.Money;
import io.dams.ledger.account.AccountId;
import io.dams.ledger.account.Operation;
import io.dams.ledger.journal.Journal;
import io.dams.ledger.journal.JournalAnswer;
import io.dams.ledger.journal.JournalQueue;
import io.dams.ledger.journal.Reference;
import org.springframework.stereotype.Component;

/** Issues tokens to users. */
@Component
public class Issues {

  private final JournalQueue journals;

  Issues(JournalQueue journals) {
    this.journals = journals;
  }

  /** Moves new units from the issuer to the user. The same reference again changes nothing. */
  public JournalAnswer issue(Reference reference, UserId user, Money units) {
    return journals.post(
        Journal.transfer(
            reference,
            Operation.ISSUE,
            null,
            AccountId.issuer(units.asset()),
            AccountId.user(user, units.asset()),
            units));
  }
}
