package io.dams.systemtests.bench.core;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.ContractState;
import io.dams.contracts.order.ContractTerms;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.order.TimeInForce;
import io.dams.contracts.topic.CoreOrder;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Commands for one shard with one contract. The same seed gives the same flow. */
final class CoreFlow {

  private static final AssetCode POINT = new AssetCode("SKY");
  private static final AssetCode TOKEN = new AssetCode("DMT");
  private static final ContractId CONTRACT = ContractId.of(POINT, TOKEN);
  private static final long MIDDLE_PRICE = 10_000;

  /** More than any flow has. */
  static final CoreOrder.SetBounds BOUNDS = new CoreOrder.SetBounds(10_000_000, 10_000_000);

  private static final int RECENT = 4_096;

  private final int shard;
  private final Random random;
  private final Instant now;
  private final long firstId;
  private final OrderGroupId[] recent = new OrderGroupId[RECENT];
  private int groups;

  CoreFlow(int shard, long seed, Instant now) {
    this.shard = shard;
    this.random = new Random(seed);
    this.now = now;
    this.firstId = OrderGroupId.next(now, () -> 0L).value();
  }

  /** The command that makes the contract known; the first of a log. */
  CoreOrder contract() {
    return new CoreOrder.PublishContract(
        new ContractTerms(
            CONTRACT,
            POINT,
            TOKEN,
            shard,
            0,
            2,
            100,
            1,
            1,
            1_000_000,
            1_000_000,
            0,
            ContractState.OPEN));
  }

  /** Orders on both sides, of which one in five crosses, and for two orders one cancel. */
  CoreOrder mixed() {
    if (groups > RECENT && random.nextInt(3) == 0) {
      return new CoreOrder.CancelOrderGroup(recent[random.nextInt(RECENT)], null);
    }
    Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
    long away = random.nextInt(50) - 10L;
    long price = side == Side.BUY ? MIDDLE_PRICE - away : MIDDLE_PRICE + away;
    return order(side, 1 + random.nextInt(10), price);
  }

  /** A sell order that stays in the book. */
  CoreOrder resting() {
    return order(Side.SELL, 1, MIDDLE_PRICE + random.nextInt(5_000));
  }

  private CoreOrder order(Side side, long lots, long price) {
    OrderGroupId id = new OrderGroupId(firstId + ((long) groups << 3));
    recent[groups % RECENT] = id;
    groups++;
    long user = 1 + random.nextInt(10_000);
    LegTerms leg =
        new LegTerms(id.leg(0), CONTRACT, POINT, side, lots, 100, price, 0, "uid-" + user);
    return new CoreOrder.SubmitOrderGroup(
        new OrderGroupTerms(
            id, new UserId(user), TOKEN, shard, TimeInForce.GTC, null, now, List.of(leg)));
  }
}
