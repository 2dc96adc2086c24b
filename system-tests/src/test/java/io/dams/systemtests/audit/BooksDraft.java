package io.dams.systemtests.audit;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.StatementPage.Line;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Books that can still be changed. {@link #sound()} tells one small history that breaks nothing:
 *
 * <ul>
 *   <li>group 1 (user 2, linked, ended): sold 600 of 1000 SKY (fee 10 → 6), bought 200 BEAN;
 *   <li>group 2 (user 1, hold, live): buys 1000 SKY, got 600; 500 tokens held, 300 posted;
 *   <li>group 3 (user 1, sell only, live): sells 500 BEAN (fee 16), sold 200;
 *   <li>group 4 (user 2, failed): its reserve of 505 SKY was returned;
 *   <li>group 5 (user 2, failed): its reserve at BEAN was refused.
 * </ul>
 */
final class BooksDraft {

  static final AssetCode SKY = new AssetCode("SKY");
  static final AssetCode BEAN = new AssetCode("BEAN");
  static final AssetCode DMT = new AssetCode("DMT");

  final List<Books.Account> accounts = new ArrayList<>();
  final List<Books.JournalSum> journalSums = new ArrayList<>();
  final List<Books.Hold> holds = new ArrayList<>();
  final Map<LegId, Books.Traded> trades = new HashMap<>();
  final Map<OrderGroupId, Books.LedgerGroup> ledgerGroups = new HashMap<>();
  final Map<OrderGroupId, Books.Group> groups = new HashMap<>();
  final List<Books.Leg> legs = new ArrayList<>();
  final List<Books.Moved> moved = new ArrayList<>();
  final Set<String> owed = new HashSet<>();
  final List<Books.Settlement> settlements = new ArrayList<>();
  final List<Books.Suspended> suspense = new ArrayList<>();
  final List<Books.Receivable> receivables = new ArrayList<>();
  final Map<AssetCode, List<Line>> merchants = new TreeMap<>();
  final Map<AssetCode, Long> assetSums = new TreeMap<>();

  /** What customers are told follows from legs and movements, but for these changes. */
  final Map<LegId, UnaryOperator<Books.Told>> toldOtherwise = new HashMap<>();

  final Map<OrderGroupId, String> acceptedOtherwise = new HashMap<>();
  final Set<OrderGroupId> neverAccepted = new HashSet<>();
  final Set<String> closed = new HashSet<>();
  final List<Books.Transfer> transfers = new ArrayList<>();
  final List<Books.PartnerSays> partner = new ArrayList<>();
  long strangers;
  final Set<String> stuck = new HashSet<>();
  final Set<String> errorBook = new HashSet<>();
  final Map<AssetCode, Books.Amount> amounts = new TreeMap<>();
  long tradeJournals = 1;

  static final Books.Amount ORDERS = new Books.Amount(500, 400, 600);

  static OrderGroupId group(long number) {
    return new OrderGroupId(number * 8);
  }

  static BooksDraft sound() {
    var draft = new BooksDraft();
    draft.merchants.put(SKY, new ArrayList<>());
    draft.merchants.put(BEAN, new ArrayList<>());
    draft.amounts.put(SKY, ORDERS);
    draft.linkedAndEnded();
    draft.heldAndLive();
    draft.sellingAndLive();
    draft.failed();
    draft.account("issuer:DMT", "ISSUER", "DMT", DMT, -1_000);
    draft.account("user:1:DMT", "USER", "1", DMT, 750);
    draft.account("held:1:DMT", "HELD", "1", DMT, 200);
    draft.account("purse:8", "PURSE", "8", DMT, 0);
    draft.account("user:2:DMT", "USER", "2", DMT, 50);
    draft.account("outside:SKY", "OUTSIDE", "SKY", SKY, -6);
    draft.account("intermediary:SKY", "INTERMEDIARY", "SKY", SKY, 0);
    draft.account("fee:SKY", "FEE", "SKY", SKY, 6);
    draft.account("outside:BEAN", "OUTSIDE", "BEAN", BEAN, -316);
    draft.account("intermediary:BEAN", "INTERMEDIARY", "BEAN", BEAN, 316);
    draft.account("fee:BEAN", "FEE", "BEAN", BEAN, 0);
    return draft;
  }

  private void linkedAndEnded() {
    OrderGroupId id = group(1);
    groups.put(id, new Books.Group(id, "ENDED", null));
    ledgerGroups.put(id, new Books.LedgerGroup("PARTLY_FILLED", "LINKED", true, true));
    leg(id.leg(0), SKY, Side.SELL, "ENDED", 1_000, 10, 600, 300);
    leg(id.leg(1), BEAN, Side.BUY, "ENDED", 500, 0, 200, 250);
    move(TransferId.reserve(id.leg(0)), TransferKind.RESERVE, SKY, 1_010, id.leg(0), null);
    TransferId reserve = TransferId.reserve(id.leg(0));
    move(TransferId.release(id.leg(0)), TransferKind.RETURN, SKY, 404, id.leg(0), reserve);
    move(TransferId.fee(id.leg(0)), TransferKind.FEE, SKY, 6, id.leg(0), reserve);
  }

  private void heldAndLive() {
    OrderGroupId id = group(2);
    groups.put(id, new Books.Group(id, "SUBMITTED", "PREPARED"));
    ledgerGroups.put(id, new Books.LedgerGroup("PARTLY_FILLED", "HOLD", true, false));
    holds.add(new Books.Hold("order-" + id, "1", DMT, "PLACED", 500, 300));
    leg(id.leg(0), SKY, Side.BUY, "PREPARED", 1_000, 0, 600, 300);
    settle(id.leg(0), SKY, 41, 350);
    settle(id.leg(0), SKY, 42, 250);
  }

  private void sellingAndLive() {
    OrderGroupId id = group(3);
    groups.put(id, new Books.Group(id, "SUBMITTED", null));
    ledgerGroups.put(id, new Books.LedgerGroup("PARTLY_FILLED", "SELL_ONLY", true, false));
    leg(id.leg(0), BEAN, Side.SELL, "PREPARED", 500, 16, 200, 250);
    move(TransferId.reserve(id.leg(0)), TransferKind.RESERVE, BEAN, 516, id.leg(0), null);
    settle(group(1).leg(1), BEAN, 43, 200);
  }

  private void failed() {
    OrderGroupId id = group(4);
    groups.put(id, new Books.Group(id, "FAILED", null));
    ledgerGroups.put(id, new Books.LedgerGroup("SUBMIT_FAILURE", "SELL_ONLY", false, false));
    leg(id.leg(0), SKY, Side.SELL, "ENDED", 500, 5, 0, 0);
    TransferId reserve = TransferId.reserve(id.leg(0));
    move(reserve, TransferKind.RESERVE, SKY, 505, id.leg(0), null);
    move(TransferId.release(id.leg(0)), TransferKind.RETURN, SKY, 505, id.leg(0), reserve);
    OrderGroupId refused = group(5);
    groups.put(refused, new Books.Group(refused, "FAILED", null));
    leg(refused.leg(0), BEAN, Side.SELL, "REFUSED", 100, 3, 0, 0);
  }

  private void leg(
      LegId id,
      AssetCode point,
      Side side,
      String state,
      long quantity,
      long fee,
      long executed,
      long notional) {
    legs.add(new Books.Leg(id, point, side, state, quantity, fee, executed));
    if (executed > 0) {
      trades.put(id, new Books.Traded(executed, notional));
    }
  }

  private void settle(LegId leg, AssetCode point, long command, long units) {
    settlements.add(new Books.Settlement(leg, command, units, true));
    move(TransferId.settle(leg, command), TransferKind.SETTLE, point, units, leg, null);
  }

  /** The settlement of 200 BEAN was refused, and waits for a destination. */
  TransferId suspendBean() {
    TransferId settlement = TransferId.settle(group(1).leg(1), 43);
    moved.removeIf(line -> line.transferId().equals(settlement));
    merchants.get(BEAN).removeLast();
    suspense.add(new Books.Suspended(settlement, BEAN, 200, null));
    balance("outside:BEAN", -516);
    account("suspense:BEAN", "SUSPENSE", "BEAN", BEAN, 200);
    return settlement;
  }

  /** It is paid in another's place. */
  void claimBean(TransferId settlement) {
    TransferId claim = TransferId.again(settlement, 1);
    suspense.set(0, new Books.Suspended(settlement, BEAN, 200, claim));
    move(claim, TransferKind.SETTLE, BEAN, 200, group(1).leg(1), null);
    balance("outside:BEAN", -316);
    balance("suspense:BEAN", 0);
  }

  /** The return of 505 SKY was refused, and waits for a destination. */
  TransferId suspendSky() {
    TransferId release = TransferId.release(group(4).leg(0));
    moved.removeIf(line -> line.transferId().equals(release));
    merchants.get(SKY).removeLast();
    suspense.add(new Books.Suspended(release, SKY, 505, null));
    balance("outside:SKY", -511);
    account("suspense:SKY", "SUSPENSE", "SKY", SKY, 505);
    return release;
  }

  /** It is paid to another account, which only a settlement can. */
  void claimSky(TransferId release) {
    TransferId claim = TransferId.again(release, 1);
    suspense.set(0, new Books.Suspended(release, SKY, 505, claim));
    move(claim, TransferKind.SETTLE, SKY, 505, group(4).leg(0), null);
    balance("outside:SKY", -6);
    balance("suspense:SKY", 0);
  }

  /** The merchant has not the reserve of 516 BEAN that it confirmed. */
  void loseReserveOfBean() {
    List<Line> lines = merchants.get(BEAN);
    lines.removeFirst();
    Line settle = lines.removeLast();
    line(
        settle.transferId(),
        settle.kind(),
        BEAN,
        settle.units(),
        group(1).leg(1),
        settle.uid(),
        null,
        settle.merchantReference());
    TransferId reserve = TransferId.reserve(group(3).leg(0));
    receivables.add(new Books.Receivable(reserve, TransferKind.RESERVE, BEAN, 516, false));
    balance("intermediary:BEAN", 316 - 516);
    account("receivable:BEAN", "RECEIVABLE", "BEAN", BEAN, 516);
  }

  private void balance(String code, long units) {
    accounts.replaceAll(
        a ->
            a.code().equals(code)
                ? new Books.Account(a.code(), a.kind(), a.owner(), a.asset(), units, units)
                : a);
  }

  private void move(
      TransferId id,
      TransferKind kind,
      AssetCode point,
      long units,
      LegId leg,
      @Nullable TransferId reverses) {
    String reference = point + "-" + moved.size();
    String uid = kind == TransferKind.FEE ? null : "u-" + leg.group();
    moved.add(new Books.Moved(id, kind, point, units, leg, uid, reverses, reference));
    line(id, kind, point, units, leg, uid, reverses, reference);
  }

  private void line(
      TransferId id,
      TransferKind kind,
      AssetCode point,
      long units,
      LegId leg,
      @Nullable String uid,
      @Nullable TransferId reverses,
      String reference) {
    List<Line> lines = merchants.computeIfAbsent(point, p -> new ArrayList<>());
    long before = lines.isEmpty() ? 0 : lines.getLast().intermediaryUnits();
    long after = before + Books.Moved.intermediaryUnits(kind, units);
    lines.add(
        new Line(
            id,
            kind,
            uid,
            units,
            after,
            reverses,
            leg.group().toString(),
            reference,
            Instant.EPOCH));
  }

  void account(String code, String kind, String owner, AssetCode asset, long balance) {
    accounts.add(new Books.Account(code, kind, owner, asset, balance, balance));
    assetSums.merge(asset, balance, Long::sum);
  }

  Books books() {
    return new Books(
        new Books.Ledger(assetSums, journalSums, accounts, holds, trades, ledgerGroups),
        new Books.Backoffice(groups, legs, moved, owed, settlements, suspense, receivables),
        merchants,
        frontoffice(),
        new Books.Effects(1, tradeJournals, amounts, Map.of(SKY, ORDERS)),
        new Books.Pursuit(closed, stuck, errorBook),
        new Books.Transfers(transfers, strangers, partner));
  }

  /** A seller gets back as a settlement what was in suspense. */
  private static TransferKind purpose(Books.Leg leg, Books.Moved moved) {
    boolean back = leg.sells() && moved.kind() == TransferKind.SETTLE;
    return back ? TransferKind.RETURN : moved.kind();
  }

  private Books.Frontoffice frontoffice() {
    Map<OrderGroupId, String> accepted = new HashMap<>(acceptedOtherwise);
    groups.keySet().forEach(id -> accepted.putIfAbsent(id, "SUBMIT"));
    neverAccepted.forEach(accepted::remove);
    Map<LegId, Books.Told> told = new HashMap<>();
    for (Books.Leg leg : legs) {
      var units = new EnumMap<TransferKind, Long>(TransferKind.class);
      moved.stream()
          .filter(m -> m.leg().equals(leg.leg()))
          .forEach(m -> units.merge(purpose(leg, m), m.units(), Long::sum));
      var right =
          new Books.Told(
              leg.executedUnits(),
              units.getOrDefault(TransferKind.RESERVE, 0L),
              units.getOrDefault(TransferKind.SETTLE, 0L),
              units.getOrDefault(TransferKind.RETURN, 0L),
              units.getOrDefault(TransferKind.FEE, 0L));
      told.put(leg.leg(), toldOtherwise.getOrDefault(leg.leg(), same -> same).apply(right));
    }
    return new Books.Frontoffice(accepted, told);
  }
}
