package io.dams.systemtests.audit;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.StatementPage.Line;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.systemtests.audit.Books.Account;
import io.dams.systemtests.audit.Books.Group;
import io.dams.systemtests.audit.Books.Leg;
import io.dams.systemtests.audit.Books.Moved;
import io.dams.systemtests.audit.Books.Receivable;
import io.dams.systemtests.audit.Books.Settlement;
import io.dams.systemtests.audit.Books.Traded;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Invariant 2: for each merchant and leg, reserved = executed + returned + fee + still held; the
 * intermediary account = still held + traded but not yet settled + suspense, less what the merchant
 * owes us; our statement book equals the merchant's own statement, line by line; the ledger's
 * mirrors show the same.
 */
final class MerchantPoints {

  private static final Set<String> MIRRORS =
      Set.of("INTERMEDIARY", "SUSPENSE", "RECEIVABLE", "FEE", "OUTSIDE");

  private final Books books;
  private final Movements movements;
  private final Breaches breaches = new Breaches(2);

  private MerchantPoints(Books books) {
    this.books = books;
    this.movements = Movements.of(books);
  }

  static List<Breach> check(Books books) {
    var check = new MerchantPoints(books);
    books.backoffice().legs().forEach(check::leg);
    check.orphans();
    check.settlements();
    check.intermediaries();
    books.merchants().forEach(check::statement);
    check.mirrors();
    return check.breaches.found();
  }

  private void leg(Leg leg) {
    progress(leg);
    Traded traded = books.ledger().trades().getOrDefault(leg.leg(), Traded.NOTHING);
    breaches.same(
        "executed-is-its-trades",
        "leg " + leg.leg(),
        leg.point(),
        traded.quantityUnits(),
        leg.executedUnits());
    if (leg.sells()) {
      breaches.atLeast(
          "reserved-covers-what-left", "leg " + leg.leg(), leg.point(), 0, heldUnits(leg));
      long reserved = movements.units(leg.leg(), TransferKind.RESERVE);
      boolean mayBeMissing = !leg.state().equals("PREPARED") && !leg.state().equals("ENDED");
      if (reserved > 0 || !mayBeMissing) {
        breaches.same(
            "reserve-is-quantity-and-fee",
            "leg " + leg.leg(),
            leg.point(),
            Math.addExact(leg.quantityUnits(), leg.feeUnits()),
            reserved);
      }
      breaches.holds(
          "refused-leg-took-nothing",
          "leg " + leg.leg(),
          !leg.state().equals("REFUSED") || reserved == 0);
    } else {
      long settled = movements.units(leg.leg(), TransferKind.SETTLE);
      breaches.atLeast(
          "settled-within-executed",
          "leg " + leg.leg(),
          leg.point(),
          0,
          Math.subtractExact(leg.executedUnits(), settled));
    }
  }

  /** Whatever has not ended has somebody who owes the next step. */
  private void progress(Leg leg) {
    Group group = books.backoffice().groups().get(leg.leg().group());
    boolean live = group != null && group.live();
    boolean goesOn =
        switch (leg.state()) {
          case "PREPARING" ->
              books.backoffice().owed().contains(TransferId.reserve(leg.leg()).value())
                  || books.backoffice().owed().contains("verify-" + leg.leg());
          case "PREPARED" -> live;
          default -> true;
        };
    breaches.holds("leg-goes-on", "leg " + leg.leg() + " is " + leg.state(), goesOn);
  }

  /** A movement for a leg that we do not have, or of another merchant's point. */
  private void orphans() {
    Map<LegId, Leg> legs = new HashMap<>();
    books.backoffice().legs().forEach(leg -> legs.put(leg.leg(), leg));
    for (Moved moved : books.backoffice().moved()) {
      Leg leg = legs.get(moved.leg());
      breaches.holds(
          "movement-has-its-leg",
          moved.transferId(),
          leg != null && leg.point().equals(moved.point()));
    }
  }

  /** Each settlement that is due has been made once, in full, or is owed. */
  private void settlements() {
    Map<LegId, Long> byLeg = new HashMap<>();
    Map<LegId, AssetCode> points = new HashMap<>();
    books.backoffice().legs().forEach(leg -> points.put(leg.leg(), leg.point()));
    for (Settlement due : books.backoffice().settlements()) {
      byLeg.merge(due.leg(), due.units(), Math::addExact);
      TransferId id = movements.claimOf(TransferId.settle(due.leg(), due.command()));
      long made = Math.addExact(movements.units(id), movements.writtenOffUnits(id));
      long waiting = movements.suspendedUnits(id);
      boolean open = !due.owed() || books.backoffice().owed().contains(id.value());
      if (made != 0 || waiting != 0 || !open) {
        breaches.same(
            "settlement-is-made-or-owed",
            id,
            Objects.requireNonNull(points.get(due.leg()), "settlement without a leg"),
            due.units(),
            Math.addExact(made, waiting));
      }
    }
    for (Leg leg : books.backoffice().legs()) {
      if (!leg.sells()) {
        breaches.same(
            "executed-is-its-settlements",
            "leg " + leg.leg(),
            leg.point(),
            leg.executedUnits(),
            byLeg.getOrDefault(leg.leg(), 0L));
      }
    }
  }

  /** intermediary account = still held + traded but not yet settled, at the merchant itself. */
  private void intermediaries() {
    Map<AssetCode, Long> expected = new TreeMap<>();
    books.merchants().keySet().forEach(point -> expected.put(point, 0L));
    for (Leg leg : books.backoffice().legs()) {
      long inFlight =
          leg.sells()
              ? heldUnits(leg)
              : Math.subtractExact(
                  leg.executedUnits(), movements.units(leg.leg(), TransferKind.SETTLE));
      expected.merge(leg.point(), inFlight, Math::addExact);
    }
    expected.forEach(
        (point, units) -> {
          breaches.same(
              "our-book-is-held-and-unsettled",
              "intermediary of " + point,
              point,
              units,
              movements.intermediaryUnits(point));
          List<Line> lines = books.merchants().getOrDefault(point, List.of());
          breaches.same(
              "merchants-intermediary-is-held-and-unsettled",
              "intermediary of " + point,
              point,
              Math.subtractExact(
                  units, movements.receivableUnits(point, Receivable::merchantUnits)),
              lines.isEmpty() ? 0 : lines.getLast().intermediaryUnits());
        });
  }

  /** Line by line, both ways; and the merchant's running balance adds up. */
  private void statement(AssetCode point, List<Line> lines) {
    Map<TransferId, Moved> ours = new LinkedHashMap<>(movements.ofMerchant(point));
    long running = 0;
    long trial = 0;
    for (Line line : lines) {
      running = Math.addExact(running, Moved.intermediaryUnits(line.kind(), line.units()));
      breaches.same(
          "merchants-balance-adds-up",
          "line " + line.transferId(),
          point,
          running,
          line.intermediaryUnits());
      Moved own = ours.remove(line.transferId());
      if (own == null && line.transferId().isConformance()) {
        trial = Math.addExact(trial, Moved.intermediaryUnits(line.kind(), line.units()));
        continue;
      }
      if (own == null) {
        breaches.same("line-is-in-our-book", line.transferId(), point, line.units(), 0);
        continue;
      }
      breaches.same("line-has-our-units", line.transferId(), point, own.units(), line.units());
      breaches.holds("line-says-the-same", line.transferId(), saysTheSame(own, line));
    }
    breaches.same("conformance-left-nothing", "statement of " + point, point, 0, trial);
    ours.values().stream()
        .filter(own -> !movements.isMissing(own.transferId()))
        .forEach(
            own ->
                breaches.same(
                    "our-line-is-at-the-merchant", own.transferId(), point, own.units(), 0));
  }

  private static boolean saysTheSame(Moved own, Line line) {
    return own.kind() == line.kind()
        && Objects.equals(own.uid(), line.uid())
        && Objects.equals(own.reverses(), line.reverses())
        && own.merchantReference().equals(line.merchantReference())
        && own.leg().group().toString().equals(line.orderGroup());
  }

  private void mirrors() {
    Map<String, Long> expected = new TreeMap<>();
    for (AssetCode point : movements.merchants()) {
      long fees = movements.feeUnits(point);
      long held = movements.intermediaryUnits(point);
      long suspended = movements.suspendedUnits(point);
      long elsewhere = movements.receivableUnits(point, Receivable::mirrorUnits);
      long owedToUs = movements.receivableUnits(point, r -> r.settled() ? 0 : r.units());
      expected.put("INTERMEDIARY:" + point, held - suspended - elsewhere);
      expected.put("SUSPENSE:" + point, suspended);
      expected.put("RECEIVABLE:" + point, owedToUs);
      expected.put("FEE:" + point, fees);
      expected.put("OUTSIDE:" + point, elsewhere - owedToUs - held - fees);
    }
    for (Account account : books.ledger().accounts()) {
      Long units = expected.remove(account.kind() + ":" + account.owner());
      if (MIRRORS.contains(account.kind())) {
        breaches.same(
            "mirror-is-our-book",
            account.code(),
            account.asset(),
            units == null ? 0 : units,
            account.balanceUnits());
      }
    }
    expected.forEach(
        (name, units) ->
            breaches.same(
                "mirror-is-our-book",
                name,
                new AssetCode(name.substring(name.indexOf(':') + 1)),
                units,
                0));
  }

  private long heldUnits(Leg leg) {
    long left =
        Math.addExact(
            leg.executedUnits(),
            Math.addExact(
                movements.givenBackUnits(leg.leg()), movements.units(leg.leg(), TransferKind.FEE)));
    long reserved = movements.units(leg.leg(), TransferKind.RESERVE);
    return Math.subtractExact(reserved, left);
  }
}
