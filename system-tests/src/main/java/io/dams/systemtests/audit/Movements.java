package io.dams.systemtests.audit;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.systemtests.audit.Books.Moved;
import io.dams.systemtests.audit.Books.Receivable;
import io.dams.systemtests.audit.Books.Suspended;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** {@code point_statement_book}, added up in the ways that the rules ask for. */
final class Movements {

  private record LegKind(LegId leg, TransferKind kind) {}

  private final Map<LegKind, Long> byLeg = new HashMap<>();
  private final Map<AssetCode, Map<TransferId, Moved>> byMerchant = new TreeMap<>();
  private final Map<TransferId, Moved> byId = new HashMap<>();

  private final Map<TransferId, Suspended> suspense = new HashMap<>();
  private final Map<TransferId, Receivable> receivables = new HashMap<>();

  private Movements() {}

  static Movements of(Books books) {
    var movements = new Movements();
    for (Moved moved : books.backoffice().moved()) {
      var key = new LegKind(moved.leg(), moved.kind());
      movements.byLeg.merge(key, moved.units(), Math::addExact);
      movements.byId.put(moved.transferId(), moved);
      movements
          .byMerchant
          .computeIfAbsent(moved.point(), point -> new LinkedHashMap<>())
          .put(moved.transferId(), moved);
    }
    books.backoffice().suspense().forEach(s -> movements.suspense.put(s.transferId(), s));
    books.backoffice().receivables().forEach(r -> movements.receivables.put(r.transferId(), r));
    return movements;
  }

  /** The settlement that took its place last; itself, when none did. */
  TransferId claimOf(TransferId movement) {
    TransferId last = movement;
    for (Suspended s = suspense.get(last); s != null && s.claim() != null; s = suspense.get(last)) {
      last = Objects.requireNonNull(s.claim());
    }
    return last;
  }

  /** Units of the movement that wait for a destination; 0 when they do not. */
  long suspendedUnits(TransferId movement) {
    Suspended suspended = suspense.get(movement);
    return suspended == null || suspended.claim() != null ? 0 : suspended.units();
  }

  /** Units that wait for a destination at the merchant. */
  long suspendedUnits(AssetCode point) {
    return sum(
        suspense.values().stream()
            .filter(s -> s.point().equals(point) && s.claim() == null)
            .mapToLong(Suspended::units)
            .toArray());
  }

  /** Units of a movement that was written off; 0 when it was not. */
  long writtenOffUnits(TransferId id) {
    Receivable receivable = receivables.get(id);
    return receivable == null || receivable.kind() == TransferKind.RESERVE ? 0 : receivable.units();
  }

  /** Whether the merchant owes us this reserve, so that its statement has not the line. */
  boolean isMissing(TransferId reserve) {
    Receivable receivable = receivables.get(reserve);
    return receivable != null && receivable.kind() == TransferKind.RESERVE;
  }

  /** What merchants owe us of a point, counted in one way or another. */
  long receivableUnits(AssetCode point, ToLongFunction<Receivable> units) {
    return sum(
        receivables.values().stream()
            .filter(receivable -> receivable.point().equals(point))
            .mapToLong(units)
            .toArray());
  }

  /** Units of one kind that moved for the leg. */
  long units(LegId leg, TransferKind kind) {
    return byLeg.getOrDefault(new LegKind(leg, kind), 0L);
  }

  /** Units that a sell leg got back: returned, or settled elsewhere after suspense. */
  long givenBackUnits(LegId leg) {
    return Math.addExact(units(leg, TransferKind.RETURN), units(leg, TransferKind.SETTLE));
  }

  /** Units that moved by the transfer; 0 when it was not made. */
  long units(TransferId id) {
    Moved moved = byId.get(id);
    return moved == null ? 0 : moved.units();
  }

  /** Lines at the merchant, by transfer. */
  Map<TransferId, Moved> ofMerchant(AssetCode point) {
    return byMerchant.getOrDefault(point, Map.of());
  }

  /** Merchants that have lines. */
  Set<AssetCode> merchants() {
    return byMerchant.keySet();
  }

  /** What our lines leave on the merchant's intermediary account. */
  long intermediaryUnits(AssetCode point) {
    return sum(ofMerchant(point).values().stream().mapToLong(Moved::intermediaryUnits).toArray());
  }

  /** What our lines paid the merchant in fees. */
  long feeUnits(AssetCode point) {
    return sum(
        ofMerchant(point).values().stream()
            .filter(moved -> moved.kind() == TransferKind.FEE)
            .mapToLong(Moved::units)
            .toArray());
  }

  private static long sum(long[] units) {
    long sum = 0;
    for (long one : units) {
      sum = Math.addExact(sum, one);
    }
    return sum;
  }
}
