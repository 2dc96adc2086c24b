package io.dams.systemtests.audit;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.systemtests.audit.Books.Moved;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code point_statement_book}, added up in the ways that the rules ask for. */
final class Movements {

  private record LegKind(LegId leg, TransferKind kind) {}

  private final Map<LegKind, Long> byLeg = new HashMap<>();
  private final Map<AssetCode, Map<TransferId, Moved>> byMerchant = new TreeMap<>();
  private final Map<TransferId, Moved> byId = new HashMap<>();

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
    return movements;
  }

  /** Units of one kind that moved for the leg. */
  long units(LegId leg, TransferKind kind) {
    return byLeg.getOrDefault(new LegKind(leg, kind), 0L);
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
