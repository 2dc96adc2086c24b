package io.dams.ledger.testing;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.order.TimeInForce;
import io.dams.contracts.topic.CoreEvent.Party;
import io.dams.contracts.topic.CoreEvent.Traded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Order groups and trades for tests. */
public final class Groups {

  public static final Instant PLACED_AT = Instant.parse("2026-01-02T03:04:05Z");
  public static final long LOT = 100;

  private final OrderGroupId group = Ids.group();
  private final UserId user;
  private final List<LegTerms> legs = new ArrayList<>();

  private Groups(UserId user) {
    this.user = user;
  }

  public static Groups of(UserId user) {
    return new Groups(user);
  }

  public Groups sell(AssetCode point, long lots, long price) {
    return leg(point, Side.SELL, lots, price, lots);
  }

  public Groups buy(AssetCode point, long lots, long price) {
    return leg(point, Side.BUY, lots, price, 0);
  }

  public OrderGroupTerms terms() {
    return new OrderGroupTerms(group, user, Ids.DMT, 0, TimeInForce.GTC, null, PLACED_AT, legs);
  }

  /** A trade between a buy and a sell leg, by their numbers. */
  public static Traded trade(
      OrderGroupTerms buyer,
      int buyLeg,
      OrderGroupTerms seller,
      int sellLeg,
      long lots,
      long price) {
    LegTerms buy = buyer.legs().get(buyLeg);
    LegTerms sell = seller.legs().get(sellLeg);
    return new Traded(
        buy.contract(),
        lots,
        LOT,
        price,
        new Party(buyer.group(), buy.leg(), buyer.user()),
        new Party(seller.group(), sell.leg(), seller.user()),
        Side.SELL);
  }

  private Groups leg(AssetCode point, Side side, long lots, long price, long feeUnits) {
    legs.add(
        new LegTerms(
            group.leg(legs.size()),
            ContractId.of(point, Ids.DMT),
            point,
            side,
            lots,
            LOT,
            price,
            feeUnits,
            "uid-" + user));
    return this;
  }
}
