package io.dams.backoffice;

import io.dams.backoffice.World.Merchant;
import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.money.FeeRatio;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.order.TimeInForce;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Order groups of new users, who are members of the merchants that they need. */
public final class Orders {

  /** Point units in a lot. */
  public static final long LOT = 10;

  private static final AssetCode TOKEN = new AssetCode("DMT");
  private static final AtomicLong USERS = new AtomicLong(1_000);

  private final UserId user = new UserId(USERS.incrementAndGet());
  private final OrderGroupId group = OrderGroupId.next(Instant.now(), ThreadLocalRandom.current());
  private final List<LegTerms> legs = new ArrayList<>();

  /** Starts a group of a new user. */
  public static Orders group() {
    return new Orders();
  }

  /** The user's account at a merchant. */
  public String uid(Merchant merchant) {
    return "u" + user + "-" + merchant;
  }

  /** Sells lots of a merchant's point, with 3.33 % fee; the user has exactly what is needed. */
  public Orders sell(Merchant merchant, long lots) {
    LegTerms leg = leg(merchant, Side.SELL, lots);
    join(merchant, leg.reserveUnits());
    legs.add(leg);
    return this;
  }

  /** Sells lots that the user does not have. */
  public Orders sellWithout(Merchant merchant, long lots) {
    join(merchant, 0);
    legs.add(leg(merchant, Side.SELL, lots));
    return this;
  }

  /** Buys lots of a merchant's point. */
  public Orders buy(Merchant merchant, long lots) {
    join(merchant, 0);
    legs.add(leg(merchant, Side.BUY, lots));
    return this;
  }

  /** What is asked for. */
  public OrderGroupTerms terms() {
    return terms(null);
  }

  /** What is asked for, until some time. */
  public OrderGroupTerms terms(Instant expiresAt) {
    return new OrderGroupTerms(
        group,
        user,
        TOKEN,
        0,
        TimeInForce.GTC,
        expiresAt,
        Instant.now().truncatedTo(ChronoUnit.MICROS),
        legs);
  }

  private LegTerms leg(Merchant merchant, Side side, long lots) {
    LegId id = group.leg(legs.size());
    long fee = side == Side.SELL ? new FeeRatio(33_300).feeUnits(lots * LOT) : 0;
    return new LegTerms(
        id,
        ContractId.of(merchant.point(), TOKEN),
        merchant.point(),
        side,
        lots,
        LOT,
        100,
        fee,
        uid(merchant));
  }

  private void join(Merchant merchant, long units) {
    World.merchant(merchant).join(uid(merchant), "+86%011d".formatted(user.value()), units);
  }
}
