package io.dams.backoffice.reconcile;

import io.dams.backoffice.statement.StatementBook;
import io.dams.contracts.money.AssetCode;
import io.dams.platform.merchant.MerchantClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Begins the pass over each merchant's day once it is closed, days that were left out before it,
 * and another pass over days whose breaks are open. Any number of instances may do so at once.
 */
@Component
class ReconciliationWorker {

  private static final String SELF = "daily";
  private static final int BATCH = 100;
  private static final int MEMORY_DAYS = 400;

  private final Reconciliations reconciliations;
  private final ReconciliationMapper mapper;
  private final StatementBook book;
  private final MerchantClients merchants;
  private final ReconciliationProperties properties;
  private final MultiGauge lags;

  ReconciliationWorker(
      Reconciliations reconciliations,
      ReconciliationMapper mapper,
      StatementBook book,
      MerchantClients merchants,
      ReconciliationProperties properties,
      MeterRegistry registry) {
    this.reconciliations = reconciliations;
    this.mapper = mapper;
    this.book = book;
    this.merchants = merchants;
    this.properties = properties;
    lags =
        MultiGauge.builder("dams.reconciliation.lag")
            .description("Closed days of a merchant that are not compared yet")
            .baseUnit("days")
            .register(registry);
  }

  /** Begins what is due. */
  @Scheduled(fixedDelayString = "${dams.reconciliation.interval:1m}")
  void begin() {
    LocalDate last = reconciliations.lastClosedDay();
    for (AssetCode exCode : merchants.exCodes()) {
      begin(exCode, last);
    }
    LocalDate from = last.minusDays(properties.recheckDays());
    for (Reconciliation done :
        mapper.unsettled(mapper.now().minus(properties.recheck()), from, BATCH)) {
      reconciliations.request(done.exCode(), done.day(), SELF);
    }
    mapper.prune(mapper.now().minus(properties.keepLines()), BATCH * BATCH);
    show(last);
  }

  /** From the first day of which we have a line, and as far back as merchants remember. */
  private void begin(AssetCode exCode, LocalDate last) {
    LocalDate oldest = last.minusDays(MEMORY_DAYS);
    LocalDate first = book.firstDay(exCode).orElse(last);
    LocalDate from = first.isBefore(oldest) ? oldest : first;
    Set<LocalDate> begun = mapper.days(exCode, from);
    for (LocalDate day = from; !day.isAfter(last); day = day.plusDays(1)) {
      if (!begun.contains(day)) {
        reconciliations.begin(exCode, day, SELF);
      }
    }
  }

  private void show(LocalDate last) {
    lags.register(
        mapper.reached().stream()
            .filter(reached -> merchants.exCodes().contains(reached.exCode()))
            .map(
                reached ->
                    MultiGauge.Row.of(
                        Tags.of("merchant", reached.exCode().code()),
                        Math.max(0, ChronoUnit.DAYS.between(reached.day(), last))))
            .toList(),
        true);
  }
}
