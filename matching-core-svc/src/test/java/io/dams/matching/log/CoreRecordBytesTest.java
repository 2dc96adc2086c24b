package io.dams.matching.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.order.TimeInForce;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreOrder;
import io.dams.matching.engine.Engine;
import io.dams.matching.engine.RandomLog;
import io.dams.platform.json.JsonConfiguration;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is written and read by hand against the JSON mapper of the service: the same bytes, and the
 * same command or none. {@code -Ddams.seed=N} repeats one log.
 */
class CoreRecordBytesTest {

  private static final int COMMANDS = 2_000;

  private static ObjectWriter events;
  private static ObjectWriter orders;
  private static ObjectReader orderReader;

  static LongStream seeds() {
    Long one = Long.getLong("dams.seed");
    return one != null
        ? LongStream.of(one)
        : LongStream.concat(LongStream.range(1, 4), LongStream.of(new Random().nextLong()));
  }

  @BeforeAll
  static void takeTheMapperOfTheService() {
    AtomicReference<JsonMapper> json = new AtomicReference<>();
    new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(JsonConfiguration.class, JacksonAutoConfiguration.class))
        .run(context -> json.set(context.getBean(JsonMapper.class)));
    events = json.get().writerFor(CoreEvent.class);
    orders = json.get().writerFor(CoreOrder.class);
    orderReader = json.get().readerFor(CoreOrder.class);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void writesTheEventsOfALogAsTheMapperDoes(long seed) {
    Set<String> byHand = new HashSet<>();
    Set<String> byTheMapper = new HashSet<>();
    for (CoreEvent event : eventsOf(seed)) {
      byte[] written = CoreEventWriter.write(event);
      (written == null ? byTheMapper : byHand).add(event.body().getClass().getSimpleName());
      assertWrittenAsByTheMapper(written, event);
    }
    assertThat(byHand)
        .containsExactlyInAnyOrder(
            "OrderGroupAccepted",
            "Traded",
            "LegEnded",
            "OrderGroupEnded",
            "CancelRejected",
            "DepthChanged");
    assertThat(byTheMapper).doesNotContainAnyElementsOf(byHand);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void writesAnyNumbersAndTimesAsTheMapperDoes(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < COMMANDS; i++) {
      List<CoreEvent.Level> bids = levels(random);
      CoreEvent.Body depth =
          new CoreEvent.DepthChanged(
              new ContractId("SKY-DMT"), bids, levels(random), number(random));
      CoreEvent event =
          new CoreEvent(
              random.nextInt(),
              number(random),
              number(random),
              random.nextBoolean(),
              time(random),
              depth);
      assertWrittenAsByTheMapper(CoreEventWriter.write(event), event);
    }
  }

  @Test
  void leavesTextsThatNeedAnEscapeToTheMapper() {
    for (String odd : List.of("\"", "\\", "\n", "\u0000", "\u007f", "é", "积分", "😀")) {
      CoreEvent event = event(new CoreEvent.OrderGroupAccepted(group("uid" + odd)));
      assertThat(CoreEventWriter.write(event)).as("uid" + odd).isNull();
      byte[] order = orders.writeValueAsBytes(new CoreOrder.SubmitOrderGroup(group("uid" + odd)));
      assertReadAsByTheMapper(order);
    }
    CoreEvent event = event(new CoreEvent.OrderGroupAccepted(group(" !#[]^~/")));
    assertWrittenAsByTheMapper(CoreEventWriter.write(event), event);
    assertThat(CoreEventWriter.write(event)).isNotNull();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void readsTheCommandsOfALogAsTheMapperDoes(long seed) {
    for (CoreOrder command : commandsOf(seed)) {
      byte[] bytes = orders.writeValueAsBytes(command);
      CoreOrder read = CoreOrderReader.read(bytes);
      boolean usual =
          command instanceof CoreOrder.SubmitOrderGroup
              || command instanceof CoreOrder.CancelOrderGroup;
      assertThat(read).as("seed %d", seed).isEqualTo(usual ? command : null);
      assertReadAsByTheMapper(bytes);
    }
  }

  /** A byte more, less or other, a number that is none, a text that says something else. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void readsNothingThatTheMapperWouldReadOtherwise(long seed) {
    Random random = new Random(seed);
    List<CoreOrder> commands = commandsOf(seed);
    int read = 0;
    for (int i = 0; i < 5 * COMMANDS; i++) {
      byte[] bytes = orders.writeValueAsBytes(commands.get(random.nextInt(commands.size())));
      byte[] broken = broken(bytes, random);
      read += assertReadAsByTheMapper(broken) ? 1 : 0;
    }
    assertThat(read).as("seed %d: some are still commands", seed).isPositive();
  }

  /** Whether it was read by hand. */
  private static boolean assertReadAsByTheMapper(byte[] bytes) {
    CoreOrder byHand = CoreOrderReader.read(bytes);
    if (byHand != null) {
      assertThat(byMapper(bytes)).as(text(bytes)).isEqualTo(byHand);
    }
    return byHand != null;
  }

  private static @Nullable CoreOrder byMapper(byte[] bytes) {
    try {
      return orderReader.readValue(bytes);
    } catch (JacksonException e) {
      return null;
    }
  }

  private static byte[] broken(byte[] bytes, Random random) {
    String text = text(bytes);
    int at = random.nextInt(text.length());
    String odd = any(random, "0", "9", "-", "+", "\"", "\\", " ", "null", "Z", "e1", ".5", ",");
    String instead =
        switch (random.nextInt(6)) {
          case 0 -> text.substring(0, at);
          case 1 -> text.substring(0, at) + text.substring(at + 1);
          case 2 -> text.substring(0, at) + odd + text.substring(at);
          case 3 -> text.substring(0, at) + odd + text.substring(at + 1);
          case 4 -> text.replaceFirst(":(\\d+)", ":" + odd + number(random));
          default -> text.replaceFirst("\\d\\d:\\d\\d:", any(random, "24:00:", "23:60:", "3:00:"));
        };
    return instead.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertWrittenAsByTheMapper(byte @Nullable [] written, CoreEvent event) {
    if (written != null) {
      assertThat(text(written)).isEqualTo(text(events.writeValueAsBytes(event)));
    }
  }

  private static List<CoreOrder> commandsOf(long seed) {
    RandomLog log = new RandomLog(seed);
    return Stream.generate(log::next)
        .limit(COMMANDS)
        .map(RandomLog.Entry::command)
        .collect(Collectors.toList());
  }

  private static List<CoreEvent> eventsOf(long seed) {
    Engine engine = new Engine(0);
    RandomLog log = new RandomLog(seed);
    List<CoreEvent> said = new ArrayList<>();
    for (int offset = 0; offset < COMMANDS; offset++) {
      RandomLog.Entry entry = log.next();
      engine.apply(entry.command(), offset, entry.at(), event -> said.add(event.toEvent()));
    }
    return said;
  }

  private static OrderGroupTerms group(String externalUid) {
    OrderGroupId id = new OrderGroupId(8_000_000_000_000_000_000L);
    AssetCode token = new AssetCode("DMT");
    AssetCode point = new AssetCode("SKY");
    LegTerms leg =
        new LegTerms(
            new LegId(id.value()),
            ContractId.of(point, token),
            point,
            Side.SELL,
            1,
            1,
            1,
            0,
            externalUid);
    return new OrderGroupTerms(
        id,
        new UserId(1),
        token,
        0,
        TimeInForce.GTC,
        Instant.parse("2026-01-01T00:00:00.5Z"),
        Instant.parse("2026-01-01T00:00:00Z"),
        List.of(leg));
  }

  private static CoreEvent event(CoreEvent.Body body) {
    return new CoreEvent(0, 1, 0, true, Instant.EPOCH, body);
  }

  private static List<CoreEvent.Level> levels(Random random) {
    return Stream.generate(() -> new CoreEvent.Level(number(random), number(random)))
        .limit(random.nextInt(CoreEvent.DepthChanged.LEVELS + 1))
        .toList();
  }

  /** Of any length, and the ends of the domain. */
  private static long number(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> Long.MIN_VALUE;
      case 1 -> Long.MAX_VALUE;
      case 2 -> 0;
      case 3 -> -random.nextLong(1_000);
      default -> random.nextLong() >>> 1 + random.nextInt(63);
    };
  }

  private static Instant time(Random random) {
    long[] steps = {1, 1_000, 1_000_000, 1_000_000_000};
    long step = steps[random.nextInt(steps.length)];
    long nanos = random.nextLong(1_000_000_000) / step * step;
    long seconds =
        random.nextInt(20) == 0
            ? random.nextLong(-300_000_000_000L, 300_000_000_000L)
            : random.nextLong(5_000_000_000L);
    return Instant.ofEpochSecond(seconds, nanos);
  }

  private static String any(Random random, String... texts) {
    return Arrays.asList(texts).get(random.nextInt(texts.length));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
