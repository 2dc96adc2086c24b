package io.dams.matching.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.order.ContractState;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.TimeInForce;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;

/** The engine's tables against sorted collections, by random changes; the seed is printed. */
class LookupsTest {

  private static final int CHANGES = 5_000;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final Market market = new Market();
  private Instant now = Market.START;

  LookupsTest() {
    System.out.println("seed " + seed);
  }

  @RepeatedTest(3)
  void findsTheGroupsThatAreLiveAndOnlyThese() {
    Books books = books();
    Groups groups = new Groups();
    TreeMap<OrderGroupId, Group> live = new TreeMap<>();
    for (int i = 0; i < CHANGES; i++) {
      // Few ids, so that each comes again, and neighbours in the table move up.
      OrderGroupTerms terms = terms(Market.id(random.nextInt(400)), null);
      Group group = live.remove(terms.group());
      assertThat(groups.find(terms.group())).as("seed %d", seed).isSameAs(group);
      if (group == null) {
        live.put(terms.group(), groups.open(terms, books));
      } else {
        group.inFunding = random.nextInt(4) == 0;
        groups.forget(group);
      }
      assertThat(groups.find(terms.group())).as("seed %d", seed).isSameAs(live.get(terms.group()));
      if (random.nextBoolean()) {
        groups.reuse();
      }
    }
    assertThat(groups.sorted())
        .as("seed %d", seed)
        .containsExactly(live.values().toArray(Group[]::new));
    assertThat(groups.size()).isEqualTo(live.size());
  }

  @RepeatedTest(3)
  void namesTheGroupThatExpiresNext() {
    Expiries expiries = new Expiries();
    Comparator<Group> order =
        Comparator.comparing((Group it) -> it.terms.expiresAt()).thenComparing(Group::id);
    TreeSet<Group> sorted = new TreeSet<>(order);
    List<Group> all = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      if (random.nextInt(5) < 3 || sorted.isEmpty()) {
        Group group = new Group(terms(Market.id(i), now.plusSeconds(random.nextInt(CHANGES / 10))));
        expiries.add(group);
        sorted.add(group);
        all.add(group);
      } else {
        Group group = random.nextBoolean() ? expiries.first() : all.get(random.nextInt(all.size()));
        expiries.remove(group); // Perhaps a second time.
        sorted.remove(group);
      }
      if (!sorted.isEmpty()) {
        assertThat(expiries.first()).as("seed %d", seed).isSameAs(sorted.first());
        Instant moment = sorted.first().terms.expiresAt();
        assertThat(expiries.isDue(moment)).isTrue();
        assertThat(expiries.isDue(moment.minusNanos(1))).isFalse();
      }
    }
  }

  @RepeatedTest(3)
  void remembersAWeekOfIdsInWhateverOrderTheyCome() {
    KnownGroups known = new KnownGroups();
    TreeMap<OrderGroupId, OrderGroupTerms> week = new TreeMap<>();
    for (int i = 0; i < CHANGES; i++) {
      now = now.plus(Duration.ofMinutes(random.nextInt(10)));
      known.advance(now);
      while (!week.isEmpty()
          && week.firstKey().createdAt().isBefore(now.minus(KnownGroups.WINDOW))) {
        week.pollFirstEntry();
      }
      // Most are as new as can be; some are late, some older than the window.
      long ageMillis = random.nextInt(5) > 0 ? random.nextInt(100) : random.nextInt(700_000_000);
      OrderGroupId id = new OrderGroupId(OrderGroupId.leastAt(now.minusMillis(ageMillis)) + 8L * i);
      OrderGroupTerms terms = terms(id, null);
      assertThat(known.isStale(id))
          .as("seed %d", seed)
          .isEqualTo(id.createdAt().isBefore(now.minus(KnownGroups.WINDOW)));
      assertThat(known.contains(id)).as("seed %d", seed).isEqualTo(week.containsKey(id));
      if (!week.containsKey(id)) {
        known.remember(terms);
        week.put(id, terms);
      }
      assertThat(known.contains(terms)).isTrue();
      assertThat(known.contains(terms(id, now))).as("another body").isFalse();
    }
    assertThat(state(known)).as("seed %d", seed).isEqualTo(state(rebuilt(week)));
  }

  private static KnownGroups rebuilt(TreeMap<OrderGroupId, OrderGroupTerms> week) {
    KnownGroups known = new KnownGroups();
    week.values().forEach(known::remember);
    return known;
  }

  private static String state(KnownGroups known) {
    StringBuilder bytes = new StringBuilder();
    StateWriter state = new StateWriter(1 << 10, it -> bytes.append(Arrays.toString(it)));
    known.writeTo(state);
    state.finish();
    return bytes.toString();
  }

  private static Books books() {
    Books books = new Books(0);
    books.publish(Market.contract("SKY", ContractState.OPEN));
    return books;
  }

  private OrderGroupTerms terms(OrderGroupId id, @Nullable Instant expiresAt) {
    OrderGroupTerms any = market.group("?", 1, TimeInForce.GTC, null, Market.sell("SKY", 1, 1));
    return new OrderGroupTerms(
        id,
        any.user(),
        any.token(),
        0,
        TimeInForce.GTC,
        expiresAt,
        any.placedAt(),
        List.of(
            new LegTerms(
                id.leg(0),
                any.legs().getFirst().contract(),
                any.legs().getFirst().point(),
                any.legs().getFirst().side(),
                1,
                100,
                1,
                0,
                "uid")));
  }
}
