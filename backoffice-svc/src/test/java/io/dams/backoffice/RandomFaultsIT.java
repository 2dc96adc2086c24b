package io.dams.backoffice;

import static io.dams.backoffice.World.Merchant.BEAN;
import static io.dams.backoffice.World.Merchant.MART;
import static io.dams.backoffice.World.Merchant.SKY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.FeeRatio;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.GroupEnd;
import io.dams.contracts.topic.CoreEvent.LegEnd;
import io.dams.contracts.topic.CoreEvent.LegEnded;
import io.dams.contracts.topic.CoreEvent.OrderGroupEnded;
import io.dams.contracts.topic.CoreEvent.OrderGroupRejected;
import io.dams.contracts.topic.CoreEvent.Party;
import io.dams.contracts.topic.CoreEvent.RejectReason;
import io.dams.contracts.topic.CoreEvent.Traded;
import io.dams.contracts.topic.InputOrder;
import io.dams.contracts.topic.OrderEvent;
import io.dams.sandbox.merchant.Fault;
import io.dams.sandbox.merchant.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Groups of random shape, merchants with random faults, random cancels, and a core that fills at
 * random; then rest, and every unit is accounted for at the merchants. Replay with {@code
 * -Ddams.seed=…}; {@code -Ddams.groups=…} makes it longer.
 */
@BackofficeIT
class RandomFaultsIT {

  private static final int GROUPS = Integer.getInteger("dams.groups", 40);

  @Autowired private JdbcTemplate jdbc;

  private final long seed = Long.getLong("dams.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Map<World.Merchant, OrderGroupTerms> buyers = new EnumMap<>(World.Merchant.class);
  private final Map<World.Merchant, OrderGroupTerms> sellers = new EnumMap<>(World.Merchant.class);
  private final Map<LegTerms, long[]> filled = new HashMap<>();
  private Books books;

  @Test
  void everyUnitIsAccountedForAtRest() {
    System.out.println("RandomFaultsIT: -Ddams.seed=" + seed + " -Ddams.groups=" + GROUPS);
    books = new Books(jdbc);
    List<OrderGroupTerms> all = new ArrayList<>();
    for (World.Merchant merchant : World.Merchant.values()) {
      buyers.put(merchant, Orders.group().buy(merchant, 100_000).terms());
      sellers.put(merchant, Orders.group().sell(merchant, 100_000).terms());
    }
    all.addAll(buyers.values());
    all.addAll(sellers.values());
    all.forEach(Exchange::place);
    all.forEach(terms -> Exchange.submission(terms.group()));
    for (World.Merchant merchant : World.Merchant.values()) {
      for (int i = 0; i < GROUPS; i++) {
        World.merchant(merchant).faults().add(fault());
      }
    }

    List<OrderGroupTerms> groups = new ArrayList<>();
    for (int i = 0; i < GROUPS; i++) {
      OrderGroupTerms terms = shape();
      groups.add(terms);
      Exchange.place(terms);
      if (random.nextInt(5) == 0) {
        Exchange.input(
            UUID.randomUUID().toString(),
            new InputOrder.CancelOrderGroup(terms.group(), terms.user(), null));
      }
    }
    for (OrderGroupTerms terms : groups) {
      if (Exchange.decision(terms.group()) instanceof OrderEvent.OrderGroupSubmitted) {
        match(terms);
      }
    }
    all.forEach(this::end);
    for (World.Merchant merchant : World.Merchant.values()) {
      World.merchant(merchant).faults().clear();
    }
    all.addAll(groups);
    all.forEach(this::isAccountedFor);
  }

  private OrderGroupTerms shape() {
    long lots = 1 + random.nextInt(20);
    return switch (random.nextInt(4)) {
      case 0 -> Orders.group().sell(SKY, lots).sell(BEAN, lots).buy(MART, lots).terms();
      case 1 -> Orders.group().sell(MART, lots).buy(SKY, lots).buy(BEAN, lots).terms();
      case 2 -> Orders.group().sell(BEAN, lots).terms();
      default -> Orders.group().buy(SKY, lots).terms();
    };
  }

  private Fault fault() {
    Fault.Effect effect =
        switch (random.nextInt(8)) {
          case 0 -> new Fault.Refuse(MerchantProblem.INSUFFICIENT_POINTS);
          case 1 -> new Fault.Refuse(MerchantProblem.LIMIT_EXCEEDED);
          case 2, 3 -> new Fault.DropReply();
          case 4 -> new Fault.ServerError(503, random.nextBoolean());
          case 5 -> Fault.Stall.of(Duration.ofMillis(300 + random.nextInt(900)));
          case 6 -> Fault.Hang.of(Duration.ofMillis(800));
          default ->
              new Fault.WrongAnswer(
                  Fault.Form.values()[random.nextInt(Fault.Form.values().length)]);
        };
    Fault fault = Fault.of(effect).skip(random.nextInt(GROUPS)).times(1 + random.nextInt(3));
    return effect instanceof Fault.Refuse || random.nextInt(3) > 0
        ? fault.on(TransferKind.values()[random.nextInt(TransferKind.values().length)])
        : fault.on(random.nextBoolean() ? Operation.QUERY : Operation.CANCEL);
  }

  /** The core rejects the group, or fills each leg in some portions and ends it. */
  private void match(OrderGroupTerms terms) {
    if (random.nextInt(6) == 0) {
      Exchange.core(new OrderGroupRejected(terms, RejectReason.CONTRACT_HALTED));
      return;
    }
    for (int command = random.nextInt(3); command >= 0; command--) {
      List<CoreEvent.Body> trades = new ArrayList<>();
      for (LegTerms leg : terms.legs()) {
        long open = leg.lots() - lots(leg);
        long lots = open == 0 ? 0 : random.nextLong(open + 1);
        if (lots > 0) {
          trades.add(trade(terms, leg, lots));
        }
      }
      if (!trades.isEmpty()) {
        Exchange.core(trades.toArray(CoreEvent.Body[]::new));
      }
    }
    end(terms);
  }

  private Traded trade(OrderGroupTerms terms, LegTerms leg, long lots) {
    World.Merchant merchant = World.Merchant.valueOf(leg.point().code());
    OrderGroupTerms maker = (leg.side() == Side.BUY ? sellers : buyers).get(merchant);
    LegTerms other = maker.legs().getFirst();
    count(leg, lots);
    count(other, lots);
    Party mine = new Party(terms.group(), leg.leg(), terms.user());
    Party theirs = new Party(maker.group(), other.leg(), maker.user());
    return new Traded(
        leg.contract(),
        lots,
        Orders.LOT,
        100,
        leg.side() == Side.BUY ? mine : theirs,
        leg.side() == Side.BUY ? theirs : mine,
        leg.side());
  }

  private void end(OrderGroupTerms terms) {
    List<CoreEvent.Body> ends = new ArrayList<>();
    for (LegTerms leg : terms.legs()) {
      long[] counted = filled.getOrDefault(leg, new long[2]);
      ends.add(
          new LegEnded(terms.group(), leg.leg(), LegEnd.CANCELLED, counted[0], (int) counted[1]));
    }
    ends.add(new OrderGroupEnded(terms.group(), GroupEnd.CANCELLED, 0));
    Exchange.core(ends.toArray(CoreEvent.Body[]::new));
  }

  private void isAccountedFor(OrderGroupTerms terms) {
    await("seed " + seed)
        .atMost(Exchange.PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(books.groupState(terms.group())).isIn("FAILED", "REJECTED", "ENDED");
              assertThat(books.open(terms)).isEmpty();
              settled(terms);
            });
    books.agree(terms.group());
    assertThat(Exchange.orderEvents(terms.group())).hasSize(1);
    assertThat(
            jdbc.queryForObject(
                """
                SELECT COUNT(*) FROM point_error_statement_book
                WHERE group_id = ? AND resolved_at IS NULL
                """,
                Long.class,
                terms.group().value()))
        .isZero();
  }

  private void settled(OrderGroupTerms terms) {
    for (LegTerms leg : terms.legs()) {
      long executed = lots(leg) * Orders.LOT;
      if (leg.side() == Side.BUY) {
        assertThat(books.units(leg, TransferKind.SETTLE)).isEqualTo(executed);
        continue;
      }
      long charged = FeeRatio.chargedUnits(leg.feeUnits(), executed, leg.quantityUnits());
      long reserved = books.units(leg, TransferKind.RESERVE);
      assertThat(books.units(leg, TransferKind.FEE)).isEqualTo(charged);
      assertThat(books.units(leg, TransferKind.RETURN)).isEqualTo(reserved - executed - charged);
    }
  }

  private long lots(LegTerms leg) {
    return filled.getOrDefault(leg, new long[2])[0];
  }

  private void count(LegTerms leg, long lots) {
    long[] counted = filled.computeIfAbsent(leg, _ -> new long[2]);
    counted[0] += lots;
    counted[1]++;
  }
}
