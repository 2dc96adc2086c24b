package io.dams.backoffice.receivable;

import io.dams.backoffice.statement.BookLine;
import io.dams.backoffice.statement.Movement;
import io.dams.backoffice.statement.StatementBook;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.platform.obligation.NewObligation;
import io.dams.platform.obligation.Obligations;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reserves that are in our book and may be missing at the merchant: each is asked about by its id.
 */
@Component
public class ReserveChecks {

  static final String KIND = "CHECK_RESERVE";

  private final Obligations obligations;
  private final StatementBook book;

  ReserveChecks(Obligations obligations, StatementBook book) {
    this.obligations = obligations;
    this.book = book;
  }

  /**
   * Something says that the merchant has not this reserve. In the caller's transaction. Nothing
   * happens when it is no reserve in our book, or was asked about for the same cause before.
   *
   * @param cause makes the question unique, 30 characters at most
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void doubt(TransferId reserve, String cause, Instant now) {
    BookLine line = book.find(reserve).orElse(null);
    if (line == null || line.kind() != TransferKind.RESERVE) {
      return;
    }
    Movement movement = line.movement();
    obligations.owe(
        new NewObligation(
            KIND, line.exCode().code(), "check-" + reserve + "-" + cause, movement, now));
  }
}
