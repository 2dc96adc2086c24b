package io.dams.transfer.posting;

import io.dams.platform.obligation.NewObligation;
import io.dams.platform.obligation.Obligations;
import io.dams.transfer.ledger.HoldSeen;
import io.dams.transfer.ledger.JournalSeen;
import io.dams.transfer.ledger.LedgerClient;
import io.dams.transfer.ledger.LedgerOutcome;
import io.dams.transfer.order.TransferOrder;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What is owed to the ledger for an order. Each is owed once, in the caller's transaction. */
@Component
public class Postings {

  static final String IN_POST = "IN_POST";
  static final String OUT_POST = "OUT_POST";
  static final String OUT_VOID = "OUT_VOID";

  /** The lane of everything that is owed to the ledger. */
  private static final String LANE = "ledger";

  private final LedgerClient ledger;
  private final Obligations obligations;
  private final Clock clock;

  Postings(LedgerClient ledger, Obligations obligations, Clock clock) {
    this.ledger = ledger;
    this.obligations = obligations;
    this.clock = clock;
  }

  /** Sets amount and fee of a transfer out aside. Outside any transaction; safe to repeat. */
  public LedgerOutcome hold(TransferOrder order) {
    return ledger.place("out-" + order.id(), Entries.user(order), Entries.heldUnits(order));
  }

  /** The journal of a transfer in as the ledger has it. */
  public JournalSeen journal(TransferOrder order) {
    return ledger.compare("in-" + order.id(), Entries.in(order));
  }

  /** The hold of a transfer out as the ledger has it. */
  public HoldSeen held(TransferOrder order) {
    return ledger.hold("out-" + order.id());
  }

  /** The journal of a transfer in whose partner said yes. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void oweInPost(TransferOrder order) {
    owe(IN_POST, order);
  }

  /** The post of the hold of a transfer out whose partner said yes. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void oweOutPost(TransferOrder order) {
    owe(OUT_POST, order);
  }

  /** The end of the hold of a transfer out that was refused. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void oweOutVoid(TransferOrder order) {
    owe(OUT_VOID, order);
  }

  /** Something else of an order's that the ledger is asked for. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void owe(String kind, TransferOrder order) {
    obligations.owe(
        new NewObligation(
            kind,
            LANE,
            Long.toString(order.id()),
            new OrderReference(order.id()),
            clock.instant()));
  }
}
