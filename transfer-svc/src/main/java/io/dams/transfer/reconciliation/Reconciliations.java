package io.dams.transfer.reconciliation;

import io.dams.platform.obligation.NewObligation;
import io.dams.platform.obligation.Obligations;
import io.dams.transfer.app.Apps;
import io.dams.transfer.app.PartnerApp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Days to be compared: each day of each app is owed when it is over, and when an operator asks. */
@Component
class Reconciliations {

  static final String KIND = "RECONCILE";

  private static final int APPS = 200;
  private static final int DAYS = 7;

  /** After midnight, until what ended before it is committed. */
  private static final Duration REST = Duration.ofMinutes(10);

  private final ReconciliationMapper mapper;
  private final Apps apps;
  private final Obligations obligations;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Reconciliations(
      ReconciliationMapper mapper,
      Apps apps,
      Obligations obligations,
      TransactionTemplate transaction,
      Clock clock) {
    this.mapper = mapper;
    this.apps = apps;
    this.obligations = obligations;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Owes the last days of every app, so that no day is missed while the service is down. A day that
   * was compared after it was over stays as it is.
   */
  void oweLastDays() {
    LocalDate today = LocalDate.ofInstant(clock.instant().minus(REST), ZoneOffset.UTC);
    int after = 0;
    List<PartnerApp> page;
    do {
      page = apps.list(after, APPS);
      for (PartnerApp app : page) {
        for (int back = 1; back <= DAYS; back++) {
          LocalDate day = today.minusDays(back);
          Instant over = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
          if (app.createdAt().isBefore(over)) {
            owe(app, day, over.plus(REST));
          }
        }
        after = app.id();
      }
    } while (page.size() == APPS);
  }

  /** Owes a day of an app, once more if it was compared. Nothing happens while that goes on. */
  void owe(PartnerApp app, LocalDate day) {
    owe(app, day, clock.instant());
  }

  private void owe(PartnerApp app, LocalDate day, Instant againIfStartedBefore) {
    transaction.executeWithoutResult(
        _ -> {
          boolean first = mapper.begin(app.id(), day) == 1;
          if (first || mapper.again(app.id(), day, againIfStartedBefore) == 1) {
            int run = mapper.find(app.id(), day).orElseThrow().run();
            obligations.owe(
                new NewObligation(
                    KIND,
                    "reconcile-" + app.id(),
                    app.id() + "-" + day + "-" + run,
                    new DayOfApp(app.id(), day, run),
                    clock.instant()));
          }
        });
  }

  /**
   * Payload of the obligation.
   *
   * @param run which comparison of the day
   */
  record DayOfApp(int app, LocalDate day, int run) {}
}
