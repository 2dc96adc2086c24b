package io.dams.transfer.reconciliation;

import io.dams.platform.obligation.Claim;
import io.dams.platform.obligation.ObligationHandler;
import io.dams.platform.obligation.Outcome;
import io.dams.transfer.app.AppTerms;
import io.dams.transfer.app.Apps;
import io.dams.transfer.breakbook.BreakBook;
import io.dams.transfer.ledger.HoldSeen;
import io.dams.transfer.ledger.JournalSeen;
import io.dams.transfer.order.TransferOrder;
import io.dams.transfer.order.TransferType;
import io.dams.transfer.partner.PartnerAnswer;
import io.dams.transfer.partner.PartnerClient;
import io.dams.transfer.posting.Postings;
import io.dams.transfer.reconciliation.Comparison.Difference;
import io.dams.transfer.reconciliation.Reconciliations.DayOfApp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Compares a day of an app, some orders in each attempt: a partner that hangs makes it slow, and
 * nothing else.
 */
@Component
class ReconcileHandler implements ObligationHandler<DayOfApp> {

  private static final int PAGE = 200;
  private static final Duration AT_ONCE = Duration.ofSeconds(25);

  private final ReconciliationMapper mapper;
  private final Apps apps;
  private final PartnerClient partners;
  private final Postings postings;
  private final BreakBook breaks;

  ReconcileHandler(
      ReconciliationMapper mapper,
      Apps apps,
      PartnerClient partners,
      Postings postings,
      BreakBook breaks) {
    this.mapper = mapper;
    this.apps = apps;
    this.partners = partners;
    this.postings = postings;
    this.breaks = breaks;
  }

  @Override
  public String kind() {
    return Reconciliations.KIND;
  }

  @Override
  public Class<DayOfApp> payload() {
    return DayOfApp.class;
  }

  @Override
  public Outcome attempt(Claim<DayOfApp> claim) {
    DayOfApp day = claim.payload();
    ReconciliationMapper.Row row = mapper.find(day.app(), day.day()).orElseThrow();
    if (row.state() == ReconciliationMapper.State.DONE || row.run() != day.run()) {
      return Outcome.settled();
    }
    Instant from = day.day().atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant to = day.day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant begin = row.afterEndedAt() == null ? from : row.afterEndedAt();
    List<TransferOrder> page = mapper.ended(day.app(), begin, to, row.afterOrderId(), PAGE);
    if (page.isEmpty()) {
      return Outcome.settled(() -> mapper.done(row.id()));
    }
    Seen seen = compare(page, apps.get(day.app()).terms());
    TransferOrder last = page.get(seen.orders - 1);
    return Outcome.again(
        "more-orders",
        Duration.ZERO,
        () ->
            mapper.advance(
                row.id(),
                row.afterOrderId(),
                last.endedAt(),
                last.id(),
                seen.orders,
                seen.breaks,
                seen.unanswered));
  }

  private Seen compare(List<TransferOrder> page, AppTerms terms) {
    Seen seen = new Seen();
    long started = System.nanoTime();
    for (TransferOrder order : page) {
      compareWithPartner(order, terms, seen);
      compareWithLedger(order, seen);
      seen.orders++;
      if (System.nanoTime() - started > AT_ONCE.toNanos()) {
        break;
      }
    }
    return seen;
  }

  private void compareWithPartner(TransferOrder order, AppTerms terms, Seen seen) {
    String url = order.type() == TransferType.IN ? terms.orderInInfoUrl() : terms.orderOutInfoUrl();
    if (url == null) {
      return;
    }
    PartnerAnswer answer = partners.info(url, order);
    if (answer instanceof PartnerAnswer.Unknown) {
      seen.unanswered++;
    }
    note(order, Comparison.withPartner(order, answer), seen);
  }

  private void compareWithLedger(TransferOrder order, Seen seen) {
    switch (order.type()) {
      case IN -> {
        JournalSeen journal = postings.journal(order);
        seen.unanswered += journal == JournalSeen.UNKNOWN ? 1 : 0;
        note(order, Comparison.withJournal(order, journal), seen);
      }
      case OUT -> {
        HoldSeen hold = postings.held(order);
        seen.unanswered += hold instanceof HoldSeen.Unknown ? 1 : 0;
        note(order, Comparison.withHold(order, hold), seen);
      }
    }
  }

  private void note(TransferOrder order, Optional<Difference> difference, Seen seen) {
    difference.ifPresent(
        it -> {
          breaks.note(order, it.rule(), it.ours(), it.theirs());
          seen.breaks++;
        });
  }

  /** What an attempt saw. */
  private static final class Seen {
    private int orders;
    private int breaks;
    private int unanswered;
  }
}
