package io.dams.systemtests.audit;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.Side;
import io.dams.systemtests.audit.Books.Account;
import io.dams.systemtests.audit.Books.Group;
import io.dams.systemtests.audit.Books.Hold;
import io.dams.systemtests.audit.Books.LedgerGroup;
import io.dams.systemtests.audit.Books.Leg;
import io.dams.systemtests.audit.Books.Traded;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Invariant 1: for each asset the sum of all ledger entries is zero; no balance that may not be
 * negative is negative; holds equal open obligations.
 */
final class Conservation {

  private static final Set<String> FLOORED = Set.of("USER", "HELD", "PURSE");

  /** The ledger names the hold of an order group so; other holds have other obligations. */
  private static final String ORDER = "order-";

  private final Books books;
  private final Map<OrderGroupId, List<Leg>> legs;
  private final Breaches breaches = new Breaches(1);

  private Conservation(Books books) {
    this.books = books;
    this.legs =
        books.backoffice().legs().stream().collect(Collectors.groupingBy(leg -> leg.leg().group()));
  }

  static List<Breach> check(Books books) {
    var check = new Conservation(books);
    check.sums();
    check.accounts();
    check.holds();
    check.purses();
    return check.breaches.found();
  }

  private void sums() {
    books
        .ledger()
        .assetSums()
        .forEach((asset, units) -> breaches.same("entries-sum-to-zero", asset, asset, 0, units));
    books
        .ledger()
        .journalSums()
        .forEach(
            j ->
                breaches.same(
                    "journal-is-balanced",
                    "journal " + j.journal() + " (" + j.reference() + ")",
                    j.asset(),
                    0,
                    j.units()));
  }

  private void accounts() {
    for (Account account : books.ledger().accounts()) {
      AssetCode asset = account.asset();
      breaches.same(
          "balance-is-its-entries",
          account.code(),
          asset,
          account.entryUnits(),
          account.balanceUnits());
      if (FLOORED.contains(account.kind())) {
        breaches.atLeast("no-negative-balance", account.code(), asset, 0, account.balanceUnits());
      }
    }
  }

  /** What is set aside on an account is what its open holds say, and each has a living group. */
  private void holds() {
    Map<String, Long> openUnits = new HashMap<>();
    for (Hold hold : books.ledger().holds()) {
      if (hold.openUnits() > 0) {
        openUnits.merge(hold.user() + ":" + hold.asset(), hold.openUnits(), Math::addExact);
      }
      obligationOf(hold);
    }
    for (Account account : books.ledger().accounts()) {
      if (account.kind().equals("HELD")) {
        long expected = openUnits.getOrDefault(account.owner() + ":" + account.asset(), 0L);
        breaches.same(
            "held-is-open-holds",
            account.code(),
            account.asset(),
            expected,
            account.balanceUnits());
      }
    }
  }

  private void obligationOf(Hold hold) {
    if (hold.asset() == null || !hold.id().startsWith(ORDER)) {
      return;
    }
    OrderGroupId id = OrderGroupId.of(hold.id().substring(ORDER.length()));
    @Nullable Group group = books.backoffice().groups().get(id);
    boolean owed =
        group != null
            && (group.live()
                || books.backoffice().owed().contains("void-" + id)
                || books.backoffice().owed().contains("hold-" + id)
                || isLedgerBehind(id));
    breaches.holds("open-hold-has-a-living-group", "hold " + id, owed || hold.openUnits() == 0);
    breaches.same(
        "hold-posts-its-trades",
        "hold " + id,
        hold.asset(),
        tradedUnits(id, Side.BUY),
        hold.postedUnits());
  }

  /** A purse holds what the group's sells earned and its buys did not spend; nothing at its end. */
  private void purses() {
    for (Account account : books.ledger().accounts()) {
      if (account.kind().equals("PURSE")) {
        OrderGroupId id = OrderGroupId.of(account.owner());
        @Nullable LedgerGroup group = books.ledger().groups().get(id);
        boolean ended = group != null && group.ended();
        long expected =
            ended ? 0 : Math.subtractExact(tradedUnits(id, Side.SELL), tradedUnits(id, Side.BUY));
        breaches.same(
            "purse-is-earned-less-spent",
            account.code(),
            account.asset(),
            expected,
            account.balanceUnits());
      }
    }
  }

  private boolean isLedgerBehind(OrderGroupId id) {
    @Nullable LedgerGroup group = books.ledger().groups().get(id);
    return group != null && !group.ended() && group.accepted();
  }

  private long tradedUnits(OrderGroupId group, Side side) {
    long units = 0;
    for (Leg leg : legs.getOrDefault(group, List.of())) {
      if (leg.side() == side) {
        Traded traded = books.ledger().trades().getOrDefault(leg.leg(), Traded.NOTHING);
        units = Math.addExact(units, traded.notionalUnits());
      }
    }
    return units;
  }
}
