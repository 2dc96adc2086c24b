package io.dams.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.ContractState;
import io.dams.contracts.order.ContractTerms;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.order.TimeInForce;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every record of every topic reads back as it was written, by its declared type. */
class TopicJsonTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant AT = Instant.parse("2026-01-31T12:00:00.123456Z");
  private static final UserId USER = new UserId(42);
  private static final OrderGroupId GROUP = new OrderGroupId(4_611_686_018_427_387_904L);
  private static final AssetCode SKY = new AssetCode("SKY");
  private static final AssetCode DMT = new AssetCode("DMT");
  private static final ContractId SKY_DMT = ContractId.of(SKY, DMT);

  private static final TransferId SETTLE = TransferId.settle(GROUP.leg(1), 12);

  private static final OrderGroupTerms TERMS =
      new OrderGroupTerms(
          GROUP,
          USER,
          DMT,
          0,
          TimeInForce.GTC,
          AT.plusSeconds(60),
          AT,
          List.of(
              new LegTerms(GROUP.leg(0), SKY_DMT, SKY, Side.SELL, 10, 100, 7, 10, "sky-1001"),
              new LegTerms(
                  GROUP.leg(1),
                  new ContractId("BEAN-DMT"),
                  new AssetCode("BEAN"),
                  Side.BUY,
                  3,
                  10,
                  20,
                  0,
                  "bean-7")));

  private static final ContractTerms CONTRACT =
      new ContractTerms(
          SKY_DMT, SKY, DMT, 0, 0, 2, 100, 1, 1, 10_000, 1_000_000, 10_000, ContractState.HALTED);

  private static final CoreEvent.Party PARTY = new CoreEvent.Party(GROUP, GROUP.leg(0), USER);

  private static final Map<Class<?>, List<?>> SAMPLES =
      Map.of(
          InputOrder.class,
          List.of(
              new InputOrder.PlaceOrderGroup(TERMS),
              new InputOrder.CancelOrderGroup(GROUP, USER, GROUP.leg(1)),
              new InputOrder.CancelOrderGroup(GROUP, USER, null)),
          CoreOrder.class,
          List.of(
              new CoreOrder.SubmitOrderGroup(TERMS),
              new CoreOrder.CancelOrderGroup(GROUP, null),
              new CoreOrder.PublishContract(CONTRACT),
              new CoreOrder.CancelOrders(USER, SKY_DMT),
              new CoreOrder.SkipCommand(7, "it cannot be applied"),
              new CoreOrder.SwitchBehaviour(2),
              new CoreOrder.SetBounds(100_000, 1_000_000),
              new CoreOrder.Tick()),
          OrderEvent.class,
          List.of(
              new OrderEvent.OrderGroupSubmitted(TERMS, AT),
              new OrderEvent.OrderGroupSubmitFailed(
                  TERMS,
                  OrderEvent.SubmitFailure.INSUFFICIENT_POINTS,
                  GROUP.leg(0),
                  "9 available",
                  AT)),
          StatementEvent.class,
          List.of(
              new StatementEvent.PointsMoved(
                  TransferId.reserve(GROUP.leg(0)),
                  TransferKind.RESERVE,
                  SKY,
                  1010,
                  GROUP,
                  GROUP.leg(0),
                  USER,
                  AT),
              new StatementEvent.PointsStuck(
                  TransferId.release(GROUP.leg(0)),
                  TransferKind.RETURN,
                  SKY,
                  1,
                  GROUP,
                  GROUP.leg(0),
                  USER,
                  "ACCOUNT_CLOSED",
                  AT),
              new StatementEvent.PointsSuspended(
                  SETTLE,
                  TransferKind.SETTLE,
                  SKY,
                  5,
                  GROUP,
                  GROUP.leg(1),
                  USER,
                  "ACCOUNT_CLOSED",
                  AT),
              new StatementEvent.PointsClaimed(
                  SETTLE, TransferId.again(SETTLE, 1), SKY, 5, GROUP, GROUP.leg(1), USER, AT),
              new StatementEvent.ReceivableBooked(
                  TransferId.reserve(GROUP.leg(0)),
                  TransferKind.RESERVE,
                  SKY,
                  1010,
                  GROUP,
                  GROUP.leg(0),
                  USER,
                  "RESERVE_MISSING",
                  AT),
              new StatementEvent.ReceivableSettled(
                  TransferId.reserve(GROUP.leg(0)),
                  TransferKind.RESERVE,
                  SKY,
                  1010,
                  GROUP,
                  GROUP.leg(0),
                  USER,
                  AT)),
          CoreEvent.Body.class,
          List.of(
              new CoreEvent.OrderGroupAccepted(TERMS),
              new CoreEvent.OrderGroupRejected(TERMS, CoreEvent.RejectReason.EXPIRED),
              new CoreEvent.Traded(SKY_DMT, 3, 100, 7, PARTY, PARTY, Side.BUY),
              new CoreEvent.LegEnded(GROUP, GROUP.leg(0), CoreEvent.LegEnd.LINK_ENDED, 3, 1),
              new CoreEvent.OrderGroupEnded(GROUP, CoreEvent.GroupEnd.PARTLY_FILLED, 8),
              new CoreEvent.CancelRejected(GROUP, null, CoreEvent.CancelReject.TOO_LATE),
              new CoreEvent.ContractPublished(CONTRACT),
              new CoreEvent.ContractRefused(CONTRACT, "lotUnits"),
              new CoreEvent.OrdersCancelled(USER, null, 3, true),
              new CoreEvent.DepthChanged(
                  SKY_DMT, List.of(new CoreEvent.Level(7, 3)), List.of(), 7)));

  static Stream<Class<?>> topics() {
    return SAMPLES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void readsBackWhatItWrote(Class<?> topic) {
    for (Object sample : SAMPLES.getOrDefault(topic, List.of())) {
      String text = JSON.writerFor(topic).writeValueAsString(sample);
      assertThat(JSON.readValue(text, topic)).as(text).isEqualTo(sample);
      assertThat(JSON.readTree(text).get("type").asString())
          .isEqualTo(sample.getClass().getSimpleName());
    }
  }

  @ParameterizedTest
  @MethodSource("topics")
  void hasASampleOfEveryRecord(Class<?> topic) {
    Set<Class<?>> sampled =
        SAMPLES.getOrDefault(topic, List.of()).stream()
            .map(Object::getClass)
            .collect(Collectors.toSet());
    assertThat(sampled)
        .isEqualTo(Arrays.stream(topic.getPermittedSubclasses()).collect(Collectors.toSet()));
  }

  @Test
  void writesTheTypeAlsoWhenOnlyTheValueIsKnown() {
    JsonNode json = JSON.valueToTree(new CoreOrder.Tick());
    assertThat(json.get("type").asString()).isEqualTo("Tick");
  }

  @Test
  void readsAnEventBackWithItsBody() {
    CoreEvent event = new CoreEvent(0, 7, 12, true, AT, new CoreEvent.OrderGroupAccepted(TERMS));
    assertThat(JSON.readValue(JSON.writeValueAsString(event), CoreEvent.class)).isEqualTo(event);
    assertThat(event.id()).isEqualTo("0-7");
  }

  @Test
  void readsTheOtherTopicsBack() {
    PushRequested push = new PushRequested(USER, GROUP, "SUBMIT_FAILURE", "EXPIRED");
    LoggedIn login = new LoggedIn(USER, true, "", AT);
    assertThat(JSON.readValue(JSON.writeValueAsString(push), PushRequested.class)).isEqualTo(push);
    WalletBound bound = new WalletBound(USER, SKY, "sky-1001", AT);
    assertThat(JSON.readValue(JSON.writeValueAsString(login), LoggedIn.class)).isEqualTo(login);
    assertThat(JSON.readValue(JSON.writeValueAsString(bound), WalletBound.class)).isEqualTo(bound);
  }

  @Test
  void writesIdsAsTextAndTimesInIso() {
    JsonNode json = JSON.valueToTree(new InputOrder.CancelOrderGroup(GROUP, USER, GROUP.leg(1)));
    assertThat(json.get("groupId").asString()).isEqualTo("4611686018427387904");
    assertThat(json.get("groupId").isString()).isTrue();
    assertThat(json.get("leg").isString()).isTrue();
    JsonNode moved =
        JSON.valueToTree(SAMPLES.getOrDefault(StatementEvent.class, List.of()).getFirst());
    assertThat(moved.get("at").asString()).isEqualTo("2026-01-31T12:00:00.123456Z");
  }

  @Test
  void passesOverFieldsThatItDoesNotKnow() {
    assertThat(
            JSON.readValue(
                "{\"type\":\"CancelOrderGroup\",\"group\":\"8\",\"leg\":null,\"new\":{\"a\":1}}",
                CoreOrder.class))
        .isEqualTo(new CoreOrder.CancelOrderGroup(new OrderGroupId(8), null));
    assertThat(LegId.of("9").group()).isEqualTo(new OrderGroupId(8));
  }
}
