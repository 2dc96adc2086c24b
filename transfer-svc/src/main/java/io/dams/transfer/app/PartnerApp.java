package io.dams.transfer.app;

import io.dams.transfer.amount.Currency;
import io.dams.transfer.amount.FeeTerms;
import io.dams.transfer.amount.Rates;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A partner app as it is now.
 *
 * @param id {@code transfer_app_id}
 * @param callbackGoneAt when the partner answered that it wants no more callbacks
 * @param deletedAt when it was deleted; its orders go on
 */
public record PartnerApp(
    int id,
    AppTerms terms,
    @Nullable Instant callbackGoneAt,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant deletedAt) {

  /** Its currency. */
  public Currency currency() {
    return Currency.of(terms.currencyId());
  }

  /** Whether a new transfer in is taken. */
  public boolean takesIn() {
    return isOpen() && terms.transferInEnabled();
  }

  /** Whether a new transfer out is taken. */
  public boolean takesOut() {
    return isOpen() && terms.transferOutEnabled();
  }

  /** Rate and fee of a transfer in. */
  public Rates inRates() {
    return new Rates(
        currency().asset(),
        terms.exchangeRate(),
        new FeeTerms(terms.feeInRate(), terms.feeInMin(), terms.feeInMax()));
  }

  /** Rate and fee of a transfer out. */
  public Rates outRates() {
    return new Rates(
        currency().asset(),
        terms.exchangeRate(),
        new FeeTerms(terms.feeOutRate(), terms.feeOutMin(), terms.feeOutMax()));
  }

  /** The lane of what is owed to the partner: one partner never waits for another. */
  public String lane() {
    return "app-" + id;
  }

  private boolean isOpen() {
    return terms.enabled() && deletedAt == null;
  }
}
