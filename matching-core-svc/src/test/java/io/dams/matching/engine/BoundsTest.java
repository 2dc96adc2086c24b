package io.dams.matching.engine;

import static io.dams.matching.engine.Market.buy;
import static io.dams.matching.engine.Market.sell;
import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.order.TimeInForce;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A shard keeps no more than its log allows: what is beyond is refused, not stored. */
class BoundsTest {

  private final Market market = new Market();

  @Test
  void refusesAGroupThatWouldBeOneOrderTooMany() {
    bound(3, 1_000);
    market.submit("A", 1, sell("SKY", 2, 10));
    assertThat(market.submit("B", 2, sell("SKY", 1, 10), sell("MART", 1, 10), buy("BEAN", 1, 9)))
        .containsExactly("B rejected SHARD_FULL");
    assertThat(market.submit("C", 2, sell("SKY", 1, 10), buy("BEAN", 1, 9))).contains("C accepted");
    assertThat(market.engine.openOrders()).isEqualTo(3);
    assertThat(market.submit("D", 3, sell("SKY", 1, 10))).containsExactly("D rejected SHARD_FULL");
  }

  @Test
  void aLogThatSetsNoneHasTheFirst() {
    CoreOrder.SetBounds first = CoreOrder.SetBounds.FIRST;
    assertThat(market.engine.bounds()).isEqualTo(first);
    for (int i = 0; i < first.openOrders(); i++) {
      market.submit("A" + i, 1, sell("SKY", 1, 10));
    }
    assertThat(market.submit("B", 2, sell("SKY", 1, 10))).containsExactly("B rejected SHARD_FULL");
    assertThat(market.engine.boundedOrders()).isEqualTo(first.openOrders());
    bound(first.openOrders() + 1, first.rememberedGroups());
    assertThat(market.submit("C", 2, sell("SKY", 1, 10))).contains("C accepted");
  }

  @Test
  void whatHadToBeForgottenStaysSoAcrossARestartUnderTheFirst() {
    market.submit("A", 1, TimeInForce.IOC, sell("SKY", 2, 10));
    market.submit("B", 1, TimeInForce.IOC, sell("SKY", 2, 10));
    bound(100, 1);
    bound(CoreOrder.SetBounds.FIRST.openOrders(), CoreOrder.SetBounds.FIRST.rememberedGroups());
    Engine restored = Engine.readFrom(chunks(market.engine).iterator());
    assertThat(restored.stateHash()).isEqualTo(market.engine.stateHash());
    List<CoreEvent.Body> said = new ArrayList<>();
    restored.apply(
        new CoreOrder.SubmitOrderGroup(market.terms("A")),
        restored.offset() + 1,
        Market.START,
        event -> said.add(event.toEvent().body()));
    assertThat(said)
        .containsExactly(
            new CoreEvent.OrderGroupRejected(market.terms("A"), CoreEvent.RejectReason.EXPIRED));
  }

  @Test
  void takesAGroupAgainWhenOneHasEnded() {
    bound(1, 1_000);
    market.submit("A", 1, sell("SKY", 2, 10));
    assertThat(market.submit("B", 2, sell("SKY", 1, 10))).containsExactly("B rejected SHARD_FULL");
    market.cancel("A");
    assertThat(market.submit("C", 2, sell("SKY", 1, 10))).contains("C accepted");
  }

  @Test
  void aRefusalStaysWhenThereIsRoomLater() {
    bound(1, 1_000);
    market.submit("A", 1, sell("SKY", 2, 10));
    market.submit("B", 2, sell("SKY", 1, 10));
    market.cancel("A");
    assertThat(market.submit(market.terms("B"))).as("delivered again").isEmpty();
    assertThat(market.engine.openOrders()).isZero();
  }

  @Test
  void stillExecutesWhatCannotStay() {
    bound(1, 1_000);
    market.submit("A", 1, sell("SKY", 3, 10));
    assertThat(market.submit("B", 2, TimeInForce.IOC, buy("SKY", 1, 10)))
        .contains("B ended FILLED, purse 0");
    assertThat(market.submit("C", 2, TimeInForce.FOK, buy("SKY", 1, 10)))
        .contains("C ended FILLED, purse 0");
    assertThat(market.submit("D", 2, buy("SKY", 1, 10))).containsExactly("D rejected SHARD_FULL");
  }

  @Test
  void countsThePartsOfALegThatRestApart() {
    bound(5, 1_000);
    market.submit("L", 1, sell("SKY", 9, 1), buy("BEAN", 9, 1));
    market.submit("B", 3, buy("BEAN", 5, 1));
    market.submit("C", 4, buy("BEAN", 5, 1));
    market.submit("X", 2, TimeInForce.IOC, buy("SKY", 1, 1));
    market.cancel("B");
    market.submit("D", 5, buy("BEAN", 5, 1));
    // L's buy stands behind C; its next part stands behind D.
    market.submit("Y", 2, TimeInForce.IOC, buy("SKY", 1, 1));
    assertThat(market.engine.openOrders()).as("live legs").isEqualTo(4);
    assertThat(market.submit("E", 6, buy("BEAN", 1, 1)))
        .as("L sells, C, L, D and L again buy")
        .containsExactly("E rejected SHARD_FULL");
  }

  @Test
  void aLowerBoundEndsNobody() {
    market.submit("A", 1, sell("SKY", 2, 10));
    market.submit("B", 2, sell("SKY", 2, 10));
    bound(1, 1_000);
    assertThat(market.engine.openOrders()).isEqualTo(2);
    market.cancel("A");
    assertThat(market.submit("C", 3, sell("SKY", 1, 10))).containsExactly("C rejected SHARD_FULL");
    market.cancel("B");
    assertThat(market.submit("D", 3, sell("SKY", 1, 10))).contains("D accepted");
  }

  @Test
  void aGroupThatHadToBeForgottenIsStaleAndNeverTradesTwice() {
    bound(100, 2);
    market.submit("A", 1, sell("SKY", 2, 10));
    market.cancel("A");
    market.submit("B", 1, sell("SKY", 2, 10));
    assertThat(market.submit(market.terms("A"))).as("still remembered").isEmpty();
    market.submit("C", 1, sell("SKY", 2, 10));
    assertThat(market.submit(market.terms("A"))).containsExactly("A rejected EXPIRED");
    assertThat(market.cancel("A")).containsExactly("cancel of A TOO_LATE");
    assertThat(market.submit(market.terms("B"))).as("lives").isEmpty();
  }

  @Test
  void aLowerBoundForgetsTheOldestAtOnce() {
    market.submit("A", 1, TimeInForce.IOC, sell("SKY", 2, 10));
    market.submit("B", 1, TimeInForce.IOC, sell("SKY", 2, 10));
    bound(100, 1);
    assertThat(market.submit(market.terms("A"))).containsExactly("A rejected EXPIRED");
    assertThat(market.submit(market.terms("B"))).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.dams.matching.engine.EngineStateTest#seeds")
  void keepsItsBoundsAcrossARestart(long seed) {
    Engine engine = new Engine(0);
    Engine restored = new Engine(0);
    RandomLog log = new RandomLog(seed);
    for (int offset = 0; offset < 1_000; offset++) {
      RandomLog.Entry entry = log.next();
      CoreOrder command =
          offset % 200 == 100 ? new CoreOrder.SetBounds(30 + offset / 50, 50) : entry.command();
      if (offset % 37 == 0) {
        restored = Engine.readFrom(chunks(restored).iterator());
        assertThat(restored.bounds()).isEqualTo(engine.bounds());
        assertThat(restored.stateHash()).as("seed %d", seed).isEqualTo(engine.stateHash());
      }
      List<CoreEvent> expected = new ArrayList<>();
      List<CoreEvent> events = new ArrayList<>();
      engine.apply(command, offset, entry.at(), event -> expected.add(event.toEvent()));
      restored.apply(command, offset, entry.at(), event -> events.add(event.toEvent()));
      assertThat(events).as("seed %d, offset %d", seed, offset).isEqualTo(expected);
    }
  }

  @Test
  void otherBoundsAreAnotherState() {
    String none = market.engine.stateHash();
    bound(1, 1);
    Engine other = Engine.readFrom(chunks(market.engine).iterator());
    assertThat(other.stateHash()).isEqualTo(market.engine.stateHash()).isNotEqualTo(none);
    long next = other.offset() + 1;
    other.apply(new CoreOrder.SetBounds(2, 1), next, Market.START, _ -> {});
    bound(1, 2);
    assertThat(other.offset()).isEqualTo(market.engine.offset());
    assertThat(other.stateHash()).isNotEqualTo(market.engine.stateHash());
  }

  private void bound(int openOrders, int rememberedGroups) {
    assertThat(market.apply(new CoreOrder.SetBounds(openOrders, rememberedGroups))).isEmpty();
  }

  private static List<byte[]> chunks(Engine engine) {
    List<byte[]> chunks = new ArrayList<>();
    engine.writeTo(1 << 12, chunks::add);
    return chunks;
  }
}
