package io.dams.matching.engine;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.LegId;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A log of random commands in a world so small that they meet: few users, contracts and prices;
 * groups of every form; cancels of anything; halts; repeats; and whatever is wrong.
 */
public final class RandomLog {

  /** A command with its append time. */
  public record Entry(CoreOrder command, Instant at) {}

  private static final List<String> POINTS = List.of("SKY", "BEAN", "MART", "TEA");

  private final Random random;
  private final List<OrderGroupTerms> submitted = new ArrayList<>();
  private final int shard;
  private Instant now;
  private int commands;

  /** The same seed gives the same log. */
  public RandomLog(long seed) {
    this(seed, Market.START, 0);
  }

  /** A log of this shard that begins at this time. */
  public RandomLog(long seed, Instant start, int shard) {
    this.random = new Random(seed);
    this.now = start;
    this.shard = shard;
  }

  /** The next command. */
  public Entry next() {
    int number = commands++;
    now = now.plusMillis(random.nextInt(50) - 5);
    if (number < POINTS.size()) {
      return new Entry(publish(POINTS.get(number), ContractState.OPEN, 100, 12), now);
    }
    int dice = random.nextInt(1_000);
    CoreOrder command;
    if (dice < 750) {
      command = new CoreOrder.SubmitOrderGroup(submission(number));
    } else if (dice < 900) {
      command = cancel();
    } else if (dice < 930) {
      command = anyPublish();
    } else if (dice < 945 && !submitted.isEmpty()) {
      command = new CoreOrder.SubmitOrderGroup(any(submitted));
    } else if (dice < 948) {
      command = cancelAll();
    } else {
      now = dice < 950 ? now.plus(Duration.ofDays(3)) : now.plusMillis(500);
      command = new CoreOrder.Tick();
    }
    return new Entry(command, now);
  }

  private CoreOrder cancel() {
    if (submitted.isEmpty() || random.nextInt(20) == 0) {
      return new CoreOrder.CancelOrderGroup(id(1_000_000), null);
    }
    int recent = Math.max(0, submitted.size() - 60);
    OrderGroupTerms terms = submitted.get(recent + random.nextInt(submitted.size() - recent));
    @Nullable LegId leg =
        random.nextBoolean()
            ? null
            : terms.group().leg(random.nextInt(terms.legs().size() + 1) % 8);
    return new CoreOrder.CancelOrderGroup(terms.group(), leg);
  }

  private CoreOrder cancelAll() {
    UserId user = new UserId(1 + random.nextInt(5));
    ContractId contract = ContractId.of(new AssetCode(any(POINTS)), Market.TOKEN);
    return switch (random.nextInt(3)) {
      case 0 -> new CoreOrder.CancelOrders(user, null);
      case 1 -> new CoreOrder.CancelOrders(null, contract);
      default -> new CoreOrder.CancelOrders(user, contract);
    };
  }

  private CoreOrder anyPublish() {
    String point = any(POINTS);
    return switch (random.nextInt(30)) {
      case 0, 1, 2 -> publish(point, ContractState.HALTED, 100, 12);
      case 3 -> publish(point, ContractState.OPEN, 50, 12);
      case 4 -> publish(point, ContractState.OPEN, 100, 8);
      default -> publish(point, ContractState.OPEN, 100, 12);
    };
  }

  private CoreOrder publish(String point, ContractState state, long lot, long maxPrice) {
    AssetCode code = new AssetCode(point);
    return new CoreOrder.PublishContract(
        new ContractTerms(
            ContractId.of(code, Market.TOKEN),
            code,
            Market.TOKEN,
            shard,
            0,
            2,
            lot,
            1,
            1,
            30,
            maxPrice,
            0,
            state));
  }

  private OrderGroupTerms submission(int number) {
    OrderGroupId id =
        !submitted.isEmpty() && random.nextInt(100) == 0 ? any(submitted).group() : id(number);
    long user = 1 + random.nextInt(5);
    List<String> points = new ArrayList<>(POINTS);
    Collections.shuffle(points, random);
    int legs = random.nextInt(10) < 5 ? 1 : 2 + random.nextInt(3);
    int odd = random.nextInt(legs);
    Side oddSide = random.nextBoolean() ? Side.BUY : Side.SELL;
    TimeInForce timeInForce = timeInForce(legs);
    List<LegTerms> terms = new ArrayList<>();
    for (int i = 0; i < legs; i++) {
      Side side = (i == odd) == (oddSide == Side.BUY) ? Side.BUY : Side.SELL;
      boolean eager = timeInForce == TimeInForce.FOK && random.nextInt(4) > 0;
      terms.add(leg(id.leg(i), points.get(i), side, user, eager));
    }
    @Nullable Instant expiresAt =
        random.nextInt(4) == 0 ? now.plusMillis(random.nextInt(5_000) - 50) : null;
    int named = random.nextInt(200) == 0 ? shard + 1 : shard;
    OrderGroupTerms group =
        new OrderGroupTerms(
            id, new UserId(user), Market.TOKEN, named, timeInForce, expiresAt, now, terms);
    submitted.add(group);
    return group;
  }

  private LegTerms leg(LegId leg, String point, Side side, long user, boolean eager) {
    AssetCode code = new AssetCode(point);
    long lots = 1 + random.nextInt(eager ? 3 : random.nextInt(50) == 0 ? 40 : 12);
    // Buyers tend to pay more than sellers ask, so that half of what comes trades.
    long price = 1 + random.nextInt(9) + (side == Side.BUY ? random.nextInt(4) : 0);
    if (eager) {
      price = side == Side.BUY ? 8 : 1 + random.nextInt(3);
    }
    long lot = random.nextInt(100) == 0 ? 50 : 100;
    return new LegTerms(
        leg, ContractId.of(code, Market.TOKEN), code, side, lots, lot, price, 0, "uid-" + user);
  }

  private TimeInForce timeInForce(int legs) {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> TimeInForce.FOK;
      case 3, 4 -> legs == 1 ? TimeInForce.IOC : TimeInForce.GTC;
      default -> TimeInForce.GTC;
    };
  }

  private OrderGroupId id(int number) {
    long base = OrderGroupId.next(now, () -> 0L).value();
    return new OrderGroupId(base + ((long) (number & 0x3FFFF) << 3));
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
