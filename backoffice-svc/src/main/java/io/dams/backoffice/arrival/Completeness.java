package io.dams.backoffice.arrival;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * 判断订单信息是否完整: whether an order that arrived says all that is needed to carry it out. Reading it has
 * checked its form already.
 */
final class Completeness {

  private static final int MAX_UID = 128;

  private Completeness() {}

  /**
   * The first rule that the order breaks; empty when it is complete.
   *
   * @param shards how many shards there are
   */
  static Optional<String> brokenRule(OrderGroupTerms terms, Set<AssetCode> merchants, int shards) {
    if (Stream.of(terms.token(), terms.timeInForce(), terms.placedAt()).anyMatch(Objects::isNull)) {
      return Optional.of("token, timeInForce and placedAt must be given");
    }
    if (terms.shard() < 0 || terms.shard() >= shards) {
      return Optional.of("shard must be 0 to " + (shards - 1));
    }
    return terms.legs().stream()
        .map(leg -> brokenRule(leg, terms.token(), merchants))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> brokenRule(
      LegTerms leg, AssetCode token, Set<AssetCode> merchants) {
    String name = "leg " + leg.leg().number();
    if (Stream.of(leg.contract(), leg.point(), leg.side(), leg.externalUid())
        .anyMatch(Objects::isNull)) {
      return Optional.of(name + " must have contract, point, side and externalUid");
    }
    if (!leg.contract().equals(ContractId.of(leg.point(), token))) {
      return Optional.of(name + " must be on the contract of its point and the group's token");
    }
    if (!merchants.contains(leg.point())) {
      return Optional.of(name + " is of a merchant that is not connected");
    }
    if (leg.externalUid().isBlank() || leg.externalUid().length() > MAX_UID) {
      return Optional.of(name + " must have an externalUid of 1 to " + MAX_UID + " characters");
    }
    return overflows(leg) ? Optional.of(name + " is too large") : Optional.empty();
  }

  private static boolean overflows(LegTerms leg) {
    try {
      return leg.reserveUnits() <= 0 || leg.limitNotionalUnits() <= 0;
    } catch (ArithmeticException e) {
      return true;
    }
  }
}
