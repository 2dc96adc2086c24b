package io.dams.systemtests.chaos;

import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TransferKind;
import io.dams.sandbox.client.Customer.Leg;
import io.dams.sandbox.client.Market;
import io.dams.sandbox.merchant.Fault;
import io.dams.sandbox.merchant.Operation;
import io.dams.systemtests.chaos.Step.Asking;
import io.dams.systemtests.chaos.Step.Cancel;
import io.dams.systemtests.chaos.Step.Order;
import io.dams.systemtests.chaos.Step.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The load, as a pure function of the seed: any step can be told without those before it.
 *
 * @param customers how many take part
 */
record Steps(long seed, int customers) {

  private static final long MANY = 0x9E3779B97F4A7C15L;
  private static final int TROUBLE_ONE_IN = 6;

  /** Longer than anybody waits for a merchant's answer. */
  private static final int HANG_MILLIS = 4_000;

  /** The step of a number. */
  Step step(int number) {
    RandomGenerator random = new SplittableRandom(seed * MANY + number);
    Order order = order(random);
    return new Step(
        number,
        random.nextInt(customers),
        order,
        asking(random),
        cancel(random, order),
        random.nextInt(TROUBLE_ONE_IN) == 0 ? trouble(random) : null);
  }

  private static Order order(RandomGenerator random) {
    int percent = random.nextInt(100);
    List<Market> markets = new ArrayList<>(Market.ALL);
    Collections.shuffle(markets, random);
    Market one = markets.getFirst();
    if (percent < 26) {
      return gtc(sell(random, one, 0));
    } else if (percent < 50) {
      return gtc(buy(random, one, 0));
    } else if (percent < 62) {
      Leg leg = random.nextBoolean() ? sell(random, one, 2) : buy(random, one, 2);
      return new Order.Legs(List.of(leg), "IOC", null);
    } else if (percent < 74) {
      return gtc(buyOneSellMany(random, markets));
    } else if (percent < 86) {
      return gtc(buyManySellOne(random, markets));
    } else if (percent < 94) {
      return new Order.Swap(one, markets.get(1), 1 + random.nextInt(4));
    }
    Leg[] legs =
        random.nextBoolean() ? new Leg[] {sell(random, one, -3)} : buyOneSellMany(random, markets);
    return new Order.Legs(List.of(legs), "GTC", Duration.ofMillis(500 + random.nextInt(4_000)));
  }

  private static Leg[] buyOneSellMany(RandomGenerator random, List<Market> markets) {
    return new Leg[] {
      sell(random, markets.get(0), 2),
      sell(random, markets.get(1), 2),
      buy(random, markets.get(2), 2)
    };
  }

  private static Leg[] buyManySellOne(RandomGenerator random, List<Market> markets) {
    return new Leg[] {
      sell(random, markets.get(0), 2),
      buy(random, markets.get(1), 2),
      buy(random, markets.get(2), 2)
    };
  }

  private static Order gtc(Leg... legs) {
    return new Order.Legs(List.of(legs), "GTC", null);
  }

  /**
   * @param eager by how much it is cheaper than those that wait
   */
  private static Leg sell(RandomGenerator random, Market market, int eager) {
    return Leg.sell(
        market, 1 + random.nextInt(6), market.middleUnits() + random.nextInt(10) - 4L - eager);
  }

  private static Leg buy(RandomGenerator random, Market market, int eager) {
    return Leg.buy(
        market, 1 + random.nextInt(6), market.middleUnits() - random.nextInt(10) + 4L + eager);
  }

  private static Asking asking(RandomGenerator random) {
    int percent = random.nextInt(100);
    if (percent < 6) {
      return Asking.TWICE_AT_ONCE;
    } else if (percent < 12) {
      return Asking.AGAIN;
    }
    return percent < 15 ? Asking.AGAIN_WITH_ANOTHER_BODY : Asking.ONCE;
  }

  private static @Nullable Cancel cancel(RandomGenerator random, Order order) {
    int percent = random.nextInt(100);
    if (percent >= 35) {
      return null;
    }
    int legs = order instanceof Order.Legs many ? many.legs().size() : 1;
    int leg = legs > 1 && percent < 12 ? random.nextInt(legs) : -1;
    int millis = random.nextInt(3) == 0 ? 0 : random.nextInt(1_500);
    return new Cancel(Duration.ofMillis(millis), leg, random.nextInt(4) == 0);
  }

  private static Trouble trouble(RandomGenerator random) {
    Market merchant = Market.ALL.get(random.nextInt(Market.ALL.size()));
    int times = 1 + random.nextInt(4);
    TransferKind kind = any(random, TransferKind.values());
    Fault fault =
        switch (random.nextInt(11)) {
          case 0 -> refusal().on(TransferKind.RESERVE).times(times);
          case 1 -> refusal().on(kind);
          case 2 -> Fault.of(new Fault.Hang(HANG_MILLIS)).on(kind).times(times);
          case 3 -> Fault.of(new Fault.Stall(HANG_MILLIS)).on(kind).times(times);
          case 4 -> Fault.of(new Fault.DropReply()).on(kind).times(times);
          case 5 -> Fault.of(new Fault.DropReply()).on(Operation.TRANSFER).times(times);
          case 6 -> Fault.of(new Fault.ServerError(503, true)).on(kind).times(times);
          case 7 ->
              Fault.of(new Fault.WrongAnswer(form(random))).on(Operation.TRANSFER).times(times);
          case 8 -> Fault.of(new Fault.Hang(HANG_MILLIS)).on(question(random));
          case 9 ->
              Fault.of(new Fault.Refuse(MerchantProblem.ACCOUNT_CLOSED))
                  .on(random.nextBoolean() ? TransferKind.SETTLE : TransferKind.RETURN)
                  .times(times);
          default -> Fault.of(new Fault.Unavailable()).times(2 * times);
        };
    return new Trouble(merchant, fault);
  }

  private static Fault refusal() {
    return Fault.of(new Fault.Refuse(MerchantProblem.LIMIT_EXCEEDED));
  }

  private static Fault.Form form(RandomGenerator random) {
    return any(random, Fault.Form.values());
  }

  private static Operation question(RandomGenerator random) {
    return random.nextBoolean() ? Operation.QUERY : Operation.CANCEL;
  }

  private static <T> T any(RandomGenerator random, T[] all) {
    return all[random.nextInt(all.length)];
  }
}
