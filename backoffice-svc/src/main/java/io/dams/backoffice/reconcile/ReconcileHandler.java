package io.dams.backoffice.reconcile;

import io.dams.platform.merchant.MerchantClients;
import io.dams.platform.merchant.StatementReading;
import io.dams.platform.obligation.Claim;
import io.dams.platform.obligation.ObligationHandler;
import io.dams.platform.obligation.Outcome;
import java.time.Duration;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Does one page of a pass in each attempt. A merchant that does not answer, or answers what cannot
 * be read, throws: the attempt is repeated, later and later, and stands among the stuck obligations
 * until the statement comes.
 */
@Component
class ReconcileHandler implements ObligationHandler<ReconcileDay> {

  static final String KIND = "RECONCILE";

  private final Reconciliations reconciliations;
  private final MerchantClients merchants;
  private final ReconciliationProperties properties;

  ReconcileHandler(
      Reconciliations reconciliations,
      MerchantClients merchants,
      ReconciliationProperties properties) {
    this.reconciliations = reconciliations;
    this.merchants = merchants;
    this.properties = properties;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Class<ReconcileDay> payload() {
    return ReconcileDay.class;
  }

  @Override
  public Outcome attempt(Claim<ReconcileDay> claim) {
    ReconcileDay due = claim.payload();
    Reconciliation pass = reconciliations.find(due.exCode(), due.day()).orElseThrow();
    if (pass.pass() != due.pass()) {
      return Outcome.settled(); // a later pass has begun, so this one was done
    }
    return switch (pass.state()) {
      case READING -> read(pass);
      case COMPARING ->
          Outcome.again("comparing", Duration.ZERO, () -> reconciliations.compare(pass));
      case DONE -> Outcome.settled();
    };
  }

  private Outcome read(Reconciliation pass) {
    StatementReading page =
        merchants
            .of(pass.exCode())
            .statement(pass.day(), pass.cursorText(), properties.pageLines());
    if (page.next() != null && Objects.equals(page.next(), pass.cursorText())) {
      throw new IllegalStateException("the statement's cursor stands still");
    }
    return Outcome.again("reading", Duration.ZERO, () -> reconciliations.read(pass, page));
  }
}
