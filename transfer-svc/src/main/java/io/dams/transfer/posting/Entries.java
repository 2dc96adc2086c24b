package io.dams.transfer.posting;

import io.dams.contracts.ledger.LedgerAccount;
import io.dams.contracts.ledger.LedgerLine;
import io.dams.contracts.money.AssetCode;
import io.dams.transfer.order.TransferOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The accounts of an order and what moves between them. */
final class Entries {

  private Entries() {}

  /**
   * A transfer in: the app's account pays the amount, the user receives what the fee leaves, the
   * fee goes to its account. Sums to zero; an account stands once.
   */
  static List<LedgerLine> in(TransferOrder order) {
    Map<LedgerAccount, Long> moves = new LinkedHashMap<>();
    add(moves, fund(order), -order.amountUnits());
    add(moves, user(order), order.actualUnits());
    add(moves, feeAccount(order), order.feeUnits());
    return lines(moves);
  }

  /** Who is paid of a transfer out: the app's account and the fee's. Together they are the hold. */
  static List<LedgerLine> out(TransferOrder order) {
    Map<LedgerAccount, Long> moves = new LinkedHashMap<>();
    add(moves, fund(order), order.actualUnits());
    add(moves, feeAccount(order), order.feeUnits());
    return lines(moves);
  }

  /** What a transfer out sets aside. */
  static long heldUnits(TransferOrder order) {
    return Math.addExact(order.amountUnits(), order.feeUnits());
  }

  /** The user's account. */
  static LedgerAccount user(TransferOrder order) {
    return user(order, order.userId().value());
  }

  private static LedgerAccount fund(TransferOrder order) {
    return appAccount(order, order.fundUid());
  }

  private static LedgerAccount feeAccount(TransferOrder order) {
    return appAccount(order, order.feeUid());
  }

  private static LedgerAccount appAccount(TransferOrder order, @Nullable Long uid) {
    return uid == null
        ? new LedgerAccount(
            LedgerAccount.Kind.SYSTEM, "app-" + order.transferAppId(), order.fundId(), asset(order))
        : user(order, uid);
  }

  private static LedgerAccount user(TransferOrder order, long uid) {
    return new LedgerAccount(
        LedgerAccount.Kind.USER, Long.toString(uid), order.fundId(), asset(order));
  }

  private static AssetCode asset(TransferOrder order) {
    return order.currency().asset().code();
  }

  private static void add(Map<LedgerAccount, Long> moves, LedgerAccount account, long units) {
    moves.merge(account, units, Math::addExact);
  }

  private static List<LedgerLine> lines(Map<LedgerAccount, Long> moves) {
    return moves.entrySet().stream()
        .filter(move -> move.getValue() != 0)
        .map(move -> new LedgerLine(move.getKey(), move.getValue()))
        .toList();
  }
}
