package io.dams.systemtests.audit;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.systemtests.audit.Books.Amount;
import io.dams.systemtests.audit.Books.Leg;
import io.dams.systemtests.audit.Books.Moved;
import io.dams.systemtests.audit.Books.Settlement;
import io.dams.systemtests.audit.Books.Told;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Invariant 4: the effect of everything that has an id happens once. A group that was accepted
 * arrived once; a movement has the one id that follows from what it is for; a trade was paid by one
 * journal and counted once in supply, demand and volume; and what customers are told of a leg is
 * what happened to it.
 */
final class Once {

  /** What the frontoffice says of a group that ended before backoffice had a row for it. */
  private static final Set<String> WITHOUT_A_ROW = Set.of("ACCEPTED", "SUBMIT_FAILURE");

  private final Books books;
  private final Movements movements;
  private final Breaches breaches = new Breaches(4);

  private Once(Books books) {
    this.books = books;
    this.movements = Movements.of(books);
  }

  static List<Breach> check(Books books) {
    var check = new Once(books);
    check.groups();
    check.ids();
    check.told();
    check.effects();
    return check.breaches.found();
  }

  private void groups() {
    Set<OrderGroupId> arrived = books.backoffice().groups().keySet();
    books
        .frontoffice()
        .groups()
        .forEach(
            (id, status) ->
                breaches.holds(
                    "accepted-group-arrived",
                    "group " + id + " is " + status,
                    arrived.contains(id) || WITHOUT_A_ROW.contains(status)));
    arrived.forEach(
        id ->
            breaches.holds(
                "group-was-accepted", "group " + id, books.frontoffice().groups().containsKey(id)));
  }

  private void ids() {
    Set<TransferId> settlements = new HashSet<>();
    Set<TransferId> returns = new HashSet<>();
    for (Leg leg : books.backoffice().legs()) {
      if (leg.sells()) {
        TransferId release = TransferId.release(leg.leg());
        TransferId last = movements.claimOf(release);
        (last.equals(release) ? returns : settlements).add(last);
      }
    }
    for (Settlement due : books.backoffice().settlements()) {
      // one that was given up is made under the id of its claim, and no more under its own
      settlements.add(movements.claimOf(TransferId.settle(due.leg(), due.command())));
    }
    for (Moved moved : books.backoffice().moved()) {
      TransferId id = moved.transferId();
      boolean own =
          switch (moved.kind()) {
            case RESERVE -> id.equals(TransferId.reserve(moved.leg()));
            case RETURN -> returns.contains(id);
            case FEE -> id.equals(TransferId.fee(moved.leg()));
            case SETTLE -> settlements.contains(id);
          };
      breaches.holds("movement-has-the-id-of-its-purpose", id, own);
    }
  }

  private void told() {
    for (Leg leg : books.backoffice().legs()) {
      @Nullable Told told = books.frontoffice().legs().get(leg.leg());
      if (told != null) {
        told(leg, "executed", leg.executedUnits(), told.executedUnits());
        told(leg, "reserved", moved(leg, TransferKind.RESERVE), told.reservedUnits());
        long settled = leg.sells() ? 0 : moved(leg, TransferKind.SETTLE);
        long returned = leg.sells() ? movements.givenBackUnits(leg.leg()) : 0;
        told(leg, "settled", settled, told.settledUnits());
        told(leg, "returned", returned, told.returnedUnits());
        told(leg, "fee", moved(leg, TransferKind.FEE), told.feeUnits());
      }
    }
  }

  private void told(Leg leg, String what, long expected, long told) {
    breaches.same("told-" + what, "leg " + leg.leg(), leg.point(), expected, told);
  }

  private long moved(Leg leg, TransferKind kind) {
    return movements.units(leg.leg(), kind);
  }

  private void effects() {
    Books.Effects effects = books.effects();
    breaches.holds(
        "trade-has-its-journal",
        "%d trades, %d journals".formatted(effects.trades(), effects.tradeJournals()),
        effects.trades() == effects.tradeJournals());
    Set<AssetCode> points = new HashSet<>(effects.amounts().keySet());
    points.addAll(effects.orders().keySet());
    for (AssetCode point : points) {
      Amount kept = effects.amounts().getOrDefault(point, Amount.NOTHING);
      Amount added = effects.orders().getOrDefault(point, Amount.NOTHING);
      amount("supply-is-open-sells", point, added.supplyUnits(), kept.supplyUnits());
      amount("demand-is-open-buys", point, added.demandUnits(), kept.demandUnits());
      amount("volume-is-trades", point, added.volumeUnits(), kept.volumeUnits());
    }
  }

  private void amount(String rule, AssetCode point, long expected, long kept) {
    breaches.same(rule, point, point, expected, kept);
  }
}
