package io.dams.systemtests.audit;

import io.dams.systemtests.audit.Books.PartnerSays;
import io.dams.systemtests.audit.Books.Transfer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Invariant 8 for partners: each partner order is the same on both sides, and the ledger has moved
 * exactly what it says. An order that has not ended is judged by neither.
 */
final class PartnerAgreement {

  private static final int COMPLETED = 100;
  private static final int FAILED = -1;

  private final Books books;
  private final Breaches breaches = new Breaches(8);

  private PartnerAgreement(Books books) {
    this.books = books;
  }

  static List<Breach> check(Books books) {
    var check = new PartnerAgreement(books);
    Map<String, PartnerSays> partner = new HashMap<>();
    books.transfers().partner().forEach(order -> partner.put(order.orderId(), order));
    for (Transfer order : books.transfers().orders()) {
      check.ledger(order);
      PartnerSays there = partner.get(order.outOrderId());
      if (there != null) {
        check.partner(order, there);
      } else {
        check.breaches.holds(
            "what-the-partner-said-it-has",
            order.name(),
            order.status() != COMPLETED || !order.asked());
      }
    }
    check.everyOrderOfThePartner(partner);
    check.breaches.holds(
        "what-is-posted-has-an-order", "journals and holds", books.transfers().strangers() == 0);
    return check.breaches.found();
  }

  private void ledger(Transfer order) {
    boolean completed = order.status() == COMPLETED;
    if (order.in()) {
      breaches.holds("credited-means-decided", order.name(), order.mayBeCredited());
      breaches.holds("completed-is-credited", order.name(), !completed || order.journalled());
      breaches.holds(
          "credited-to-the-unit",
          order.name() + units(order.actualUnits(), order.userUnits()),
          !order.journalled() || order.userUnits() == order.actualUnits());
      return;
    }
    boolean posted = "POSTED".equals(order.holdState());
    breaches.holds("posted-means-decided", order.name(), !posted || order.mayBeCredited());
    breaches.holds("completed-is-posted", order.name(), !completed || posted);
    breaches.holds(
        "posted-to-the-unit",
        order.name() + units(order.amountUnits() + order.feeUnits(), order.placedUnits()),
        !posted || order.placedUnits() == order.amountUnits() + order.feeUnits());
    breaches.holds(
        "failed-holds-nothing",
        order.name(),
        order.status() != FAILED || !"PLACED".equals(order.holdState()));
  }

  private static String units(long ours, long ledger) {
    return ": %d units here, %d in the ledger".formatted(ours, ledger);
  }

  private void partner(Transfer order, PartnerSays there) {
    boolean done = there.state().equals("DONE");
    if (order.status() == COMPLETED) {
      breaches.holds("completed-is-done-at-the-partner", order.name(), done);
      breaches.holds(
          "both-say-the-same-amount",
          "%s: %s here, %s there"
              .formatted(order.name(), order.outAmount(), there.outAmount().toPlainString()),
          there.outAmount().compareTo(order.outAmount()) == 0);
    }
    if (order.status() == FAILED && !order.in()) {
      breaches.holds("failed-is-not-done-at-the-partner", order.name(), !done);
    }
    if (order.status() == FAILED && order.in() && order.callbackState() != null) {
      breaches.holds(
          "the-partner-was-told-of-a-failure",
          order.name(),
          !order.callbackState().equals("EXHAUSTED"));
    }
  }

  /** What a partner did for us is ours too; what its user brings may be on its way still. */
  private void everyOrderOfThePartner(Map<String, PartnerSays> partner) {
    Map<String, Transfer> ours = new HashMap<>();
    books.transfers().orders().forEach(order -> ours.put(order.outOrderId(), order));
    partner
        .values()
        .forEach(
            there ->
                breaches.holds(
                    "what-the-partner-did-is-ours",
                    there.orderId(),
                    there.in() || ours.containsKey(there.orderId())));
  }
}
