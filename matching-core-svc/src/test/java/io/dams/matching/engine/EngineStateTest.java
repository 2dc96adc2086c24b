package io.dams.matching.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dams.contracts.topic.CoreEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The written state of an engine: the same state, the same bytes, and an engine that goes on. */
class EngineStateTest {

  private static final int COMMANDS = Integer.getInteger("dams.commands", 1_000);

  static LongStream seeds() {
    return LongStream.of(1, 2, 3, new Random().nextLong());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void goesOnAsTheEngineThatWroteIt(long seed) {
    Random random = new Random(seed);
    // Few purses divided in a command, so that the queue is carried over.
    Engine engine = new Engine(0, 2);
    Engine restored = new Engine(0, 2);
    RandomLog log = new RandomLog(seed);
    int restorations = 0;
    for (int offset = 0; offset < COMMANDS; offset++) {
      if (random.nextInt(10) == 0) {
        List<byte[]> state = state(restored, 1 + random.nextInt(2_000));
        restored = Engine.readFrom(state.iterator(), 2);
        assertThat(state(restored, 64))
            .as("seed %d, offset %d", seed, offset)
            .usingElementComparator(Arrays::compare)
            .isEqualTo(state(engine, 64));
        restorations++;
      }
      RandomLog.Entry entry = log.next();
      List<CoreEvent> expected = new ArrayList<>();
      List<CoreEvent> events = new ArrayList<>();
      engine.apply(entry.command(), offset, entry.at(), event -> expected.add(event.toEvent()));
      restored.apply(entry.command(), offset, entry.at(), event -> events.add(event.toEvent()));
      assertThat(events).as("seed %d, offset %d", seed, offset).isEqualTo(expected);
    }
    assertThat(restorations).isPositive();
    assertThat(restored.stateHash()).isEqualTo(engine.stateHash());
    assertThat(restored.openGroups()).isEqualTo(engine.openGroups());
    assertThat(restored.openOrders()).isEqualTo(engine.openOrders());
  }

  /** Or recorded hashes of earlier days could not be compared any more. */
  @Test
  void writesTheBytesThatEarlierVersionsWrote() {
    Engine engine = new Engine(0, 2);
    RandomLog log = new RandomLog(7);
    for (int offset = 0; offset < 5_000; offset++) {
      RandomLog.Entry entry = log.next();
      engine.apply(entry.command(), offset, entry.at(), _ -> {});
    }
    assertThat(engine.openOrders()).isPositive();
    assertThat(engine.sequence()).isEqualTo(19_764);
    assertThat(engine.stateHash())
        .isEqualTo("5e0893ac7472f66d54e1fbab0e7079dfdd91dcc6e160f86da8f380d4fe155bad");
  }

  @Test
  void keepsPartsOfALegApartThatQueuedApart() {
    Market market = new Market();
    market.submit("L", 1, Market.sell("SKY", 9, 1), Market.buy("BEAN", 9, 1));
    market.submit("X", 2, Market.buy("SKY", 1, 1));
    market.submit("B", 3, Market.buy("BEAN", 5, 1));
    market.submit("Y", 4, Market.buy("SKY", 1, 1));
    market.cancel("B");
    Engine restored = Engine.readFrom(state(market.engine, 100).iterator());
    assertThat(restored.stateHash()).isEqualTo(market.engine.stateHash());
  }

  @Test
  void changesItsBytesWithEveryCommandThatChangesTheState() {
    Market market = new Market();
    String empty = market.state();
    market.submit("A", 1, Market.sell("SKY", 2, 10));
    String one = market.state();
    market.submit("B", 2, Market.buy("SKY", 1, 10));
    String traded = market.state();
    market.cancel("A");
    assertThat(List.of(empty, one, traded, market.state())).doesNotHaveDuplicates();
  }

  @Test
  void givesChunksOfTheSizeAskedForAndTheSameBytesInAnySize() {
    Engine engine = new Market().engine;
    List<byte[]> chunks = state(engine, 64);
    assertThat(chunks.subList(0, chunks.size() - 1)).allMatch(chunk -> chunk.length == 64);
    assertThat(chunks.getLast()).hasSizeBetween(1, 64);
    assertThat(joined(chunks)).isEqualTo(joined(state(engine, 1_000_000)));
  }

  @Test
  void refusesWhatIsCutOffOrGoesOnOrHasAnotherFormat() {
    byte[] state = joined(state(new Market().engine, 1 << 16));
    for (int length = 0; length < state.length; length++) {
      refuses(Arrays.copyOf(state, length), "cut off");
    }
    refuses(Arrays.copyOf(state, state.length + 1), "goes on after its end");
    byte[] other = state.clone();
    other[3]++;
    refuses(other, "format");
  }

  private static void refuses(byte[] state, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Engine.readFrom(List.of(state).iterator()))
        .withMessageContaining(reason);
  }

  private static List<byte[]> state(Engine engine, int chunkBytes) {
    List<byte[]> chunks = new ArrayList<>();
    engine.writeTo(chunkBytes, chunks::add);
    return chunks;
  }

  private static byte[] joined(List<byte[]> chunks) {
    byte[] all = new byte[chunks.stream().mapToInt(chunk -> chunk.length).sum()];
    int length = 0;
    for (byte[] chunk : chunks) {
      System.arraycopy(chunk, 0, all, length, chunk.length);
      length += chunk.length;
    }
    return all;
  }
}
