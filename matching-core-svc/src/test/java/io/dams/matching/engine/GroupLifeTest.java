package io.dams.matching.engine;

import static io.dams.contracts.order.TimeInForce.GTC;
import static io.dams.matching.engine.Market.buy;
import static io.dams.matching.engine.Market.sell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupLifeTest {

  private static final Instant IN_A_MINUTE = Market.START.plusSeconds(60);

  private final Market market = new Market();

  @Test
  void expiresByLogTimeAndNotBefore() {
    market.submit("A", 1, GTC, IN_A_MINUTE, sell("SKY", 5, 100));
    market.submit("B", 2, buy("SKY", 1, 100));
    assertThat(market.tick(Duration.ofMillis(59_999))).isEmpty();
    assertThat(market.engine.isDue(IN_A_MINUTE.minusMillis(1))).isFalse();
    assertThat(market.engine.isDue(IN_A_MINUTE)).isTrue();
    assertThat(market.tick(Duration.ofMillis(1)))
        .containsExactly(
            "A.0 EXPIRED 1 in 1", "A ended PARTLY_FILLED, purse 0", "SKY [] [] last 100");
    assertThat(market.engine.isDue(Instant.MAX)).isFalse();
  }

  @Test
  void expiresBeforeAnyOtherCommandOfThatTime() {
    market.submit("A", 1, GTC, IN_A_MINUTE, sell("SKY", 5, 100));
    market.later(Duration.ofMinutes(1));
    assertThat(market.submit("B", 2, buy("SKY", 5, 100)))
        .containsExactly(
            "A.0 EXPIRED 0 in 0",
            "A ended EXPIRED, purse 0",
            "B accepted",
            "SKY [100x5] [] last 0");
  }

  @Test
  void expiresInOrderOfTimeAndThenOfId() {
    market.submit("A", 1, GTC, IN_A_MINUTE.plusMillis(1), sell("SKY", 5, 100));
    market.submit("B", 1, GTC, IN_A_MINUTE, sell("SKY", 5, 100));
    market.submit("C", 1, GTC, IN_A_MINUTE, sell("SKY", 5, 100));
    assertThat(market.tick(Duration.ofMinutes(2)))
        .filteredOn(it -> it.contains("ended"))
        .containsExactly(
            "B ended EXPIRED, purse 0", "C ended EXPIRED, purse 0", "A ended EXPIRED, purse 0");
  }

  @Test
  void timeNeverGoesBack() {
    market.tick(Duration.ofMinutes(2));
    market.later(Duration.ofMinutes(-2));
    assertThat(market.submit("A", 1, GTC, IN_A_MINUTE, sell("SKY", 5, 100)))
        .containsExactly("A rejected EXPIRED");
    assertThat(market.events.getLast().at()).isEqualTo(Market.START.plusSeconds(120));
  }

  @Test
  void anExpiryBeyondAllTimeIsNoError() {
    market.submit("A", 1, GTC, Instant.MAX, sell("SKY", 5, 100));
    assertThat(market.tick(Duration.ofDays(365))).isEmpty();
    assertThat(market.cancel("A")).contains("A ended CANCELLED, purse 0");
  }

  @Test
  void theSameSubmissionAgainHasNoEffectAliveOrEnded() {
    market.submit("A", 1, sell("SKY", 5, 100));
    assertThat(market.submit(market.terms("A"))).isEmpty();
    market.cancel("A");
    assertThat(market.submit(market.terms("A"))).isEmpty();
    assertThat(market.engine.openGroups()).isZero();
  }

  @Test
  void anotherBodyOfTheSameIdIsRefusedAliveOrEnded() {
    market.submit("A", 1, sell("SKY", 5, 100));
    OrderGroupTerms terms = market.terms("A");
    OrderGroupTerms other =
        new OrderGroupTerms(
            terms.group(),
            new UserId(2),
            terms.token(),
            terms.shard(),
            terms.timeInForce(),
            null,
            terms.placedAt(),
            terms.legs());
    assertThat(market.submit(other)).containsExactly("A rejected DUPLICATE_GROUP");
    market.cancel("A");
    assertThat(market.submit(other)).containsExactly("A rejected DUPLICATE_GROUP");
    assertThat(market.submit(terms)).isEmpty();
  }

  @Test
  void aRefusedGroupStaysRefusedWhenItIsDeliveredAgain() {
    market.halt("SKY");
    assertThat(market.submit("A", 1, sell("SKY", 5, 100)))
        .containsExactly("A rejected CONTRACT_HALTED");
    market.resume("SKY");
    assertThat(market.submit(market.terms("A"))).isEmpty();
    assertThat(market.cancel("A")).containsExactly("cancel of A TOO_LATE");
  }

  @Test
  void forgetsIdsOnlyWhenTheyAreRefusedForTheirAge() {
    market.submit("A", 1, sell("SKY", 5, 100));
    market.cancel("A");
    market.submit("L", 1, sell("SKY", 5, 100));
    OrderGroupTerms late = market.group("C", 1, GTC, null, sell("SKY", 5, 100));
    market.tick(KnownGroups.WINDOW);
    assertThat(market.submit(market.terms("A"))).isEmpty();
    market.tick(Duration.ofMillis(1));
    assertThat(market.submit(late)).containsExactly("C rejected EXPIRED");
    assertThat(market.submit(market.terms("L"))).isEmpty();
    assertThat(market.cancel("A")).containsExactly("cancel of A TOO_LATE");
    assertThat(market.cancel("L")).contains("L ended CANCELLED, purse 0");
  }

  @Test
  void cancelOfALegOfNoGroupOrOfAnotherIsRefused() {
    market.submit("A", 1, sell("SKY", 5, 100));
    market.submit("B", 1, sell("SKY", 5, 100));
    assertThat(market.cancel("A", 1)).containsExactly("cancel of A.1 UNKNOWN_GROUP");
    OrderGroupId group = market.terms("A").group();
    LegId foreign = market.terms("B").group().leg(0);
    assertThat(market.apply(new CoreOrder.CancelOrderGroup(group, foreign)))
        .containsExactly("cancel of B.0 UNKNOWN_GROUP");
  }

  @Test
  void cancelOfALegThatEndedIsTooLate() {
    market.submit("L", 1, sell("SKY", 4, 10), sell("MART", 4, 10), buy("BEAN", 1, 20));
    market.cancel("L", 0);
    assertThat(market.cancel("L", 0)).containsExactly("cancel of L.0 TOO_LATE");
    assertThat(market.cancel("L", 1))
        .containsExactly(
            "L.1 CANCELLED 0 in 0",
            "L.2 FUNDS_EXHAUSTED 0 in 0",
            "L ended CANCELLED, purse 0",
            "MART [] [] last 0");
  }

  @Test
  void numbersEventsWithoutAGapAndMarksTheLastOfEachCommand() {
    market.submit("A", 1, sell("SKY", 5, 100));
    market.tick(Duration.ofSeconds(1));
    market.submit("B", 2, buy("SKY", 5, 100));
    List<CoreEvent> events = market.events;
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).sequence()).isEqualTo(i + 1);
      boolean last =
          i == events.size() - 1 || events.get(i + 1).command() > events.get(i).command();
      assertThat(events.get(i).last()).isEqualTo(last);
    }
    assertThat(market.engine.sequence()).isEqualTo(events.size());
    assertThat(events.getLast().command()).isEqualTo(5);
  }

  @Test
  void refusesAnOffsetThatItHasSeen() {
    assertThatThrownBy(
            () -> market.engine.apply(new CoreOrder.Tick(), 2, Market.START, event -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void stopsForGoodAfterAnException() {
    List<CoreEvent> events = new ArrayList<>();
    assertThatThrownBy(
            () ->
                market.engine.apply(
                    new CoreOrder.PublishContract(
                        Market.contract("TEA", io.dams.contracts.order.ContractState.OPEN)),
                    3,
                    Market.START,
                    event -> {
                      throw new IllegalStateException("no room");
                    }))
        .hasMessage("no room");
    assertThatThrownBy(
            () ->
                market.engine.apply(
                    new CoreOrder.Tick(), 4, Market.START, event -> events.add(event.toEvent())))
        .isInstanceOf(IllegalStateException.class);
    assertThat(events).isEmpty();
  }
}
