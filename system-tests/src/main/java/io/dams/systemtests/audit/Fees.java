package io.dams.systemtests.audit;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.FeeRatio;
import io.dams.systemtests.audit.Books.Leg;
import java.util.List;

/**
 * Invariant 3: of a sell leg's whole fee, floor(totalFee × executed ÷ ordered) is charged and the
 * rest returned with what was not executed; to the unit, once, and only at the leg's end.
 */
final class Fees {

  private final Books books;
  private final Movements movements;
  private final Breaches breaches = new Breaches(3);

  private Fees(Books books) {
    this.books = books;
    this.movements = Movements.of(books);
  }

  static List<Breach> check(Books books) {
    var check = new Fees(books);
    books.backoffice().legs().stream().filter(Leg::sells).forEach(check::leg);
    return check.breaches.found();
  }

  private void leg(Leg leg) {
    if (leg.state().equals("ENDED")) {
      long charged =
          FeeRatio.chargedUnits(leg.feeUnits(), leg.executedUnits(), leg.quantityUnits());
      long returned =
          Math.addExact(
              Math.subtractExact(leg.quantityUnits(), leg.executedUnits()),
              Math.subtractExact(leg.feeUnits(), charged));
      made(
          "fee-is-charged-in-proportion",
          leg,
          TransferId.fee(leg.leg()),
          movements.units(leg.leg(), TransferKind.FEE),
          charged);
      made(
          "rest-is-returned",
          leg,
          movements.claimOf(TransferId.release(leg.leg())),
          movements.givenBackUnits(leg.leg()),
          returned);
    } else {
      long early = movements.units(leg.leg(), TransferKind.FEE);
      breaches.same("no-fee-before-the-end", "leg " + leg.leg(), leg.point(), 0, early);
      long back = movements.givenBackUnits(leg.leg());
      breaches.same("no-return-before-the-end", "leg " + leg.leg(), leg.point(), 0, back);
    }
  }

  /** Made, in suspense or written off in full, or not yet and then owed. */
  private void made(String rule, Leg leg, TransferId id, long movedUnits, long expectedUnits) {
    long elsewhere = Math.addExact(movements.suspendedUnits(id), movements.writtenOffUnits(id));
    long made = Math.addExact(movedUnits, elsewhere);
    boolean owed = books.backoffice().owed().contains(id.value());
    if (made != 0 || !owed) {
      breaches.same(rule, "leg " + leg.leg(), leg.point(), expectedUnits, made);
    }
  }
}
