package io.dams.ledger.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.OrderGroupAccepted;
import io.dams.contracts.topic.OrderEvent.OrderGroupSubmitted;
import io.dams.contracts.topic.StatementEvent.PointsMoved;
import io.dams.contracts.topic.Topics;
import io.dams.ledger.testing.Groups;
import io.dams.ledger.testing.Ids;
import io.dams.ledger.testing.Wire;
import io.dams.platform.testing.RealServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.listener.BatchListenerFailedException;
import tools.jackson.databind.json.JsonMapper;

/** What a topic brings is judged by the allow-list, as a request is: its caller is the sender. */
@RealServers(schema = "ledger")
class SendersIT {

  private static final Duration BOUND = Duration.ofSeconds(150);

  /** Nobody else's, and on no topic. */
  private static final int SHARD = 90;

  @Autowired JsonMapper json;
  @Autowired JdbcClient jdbc;
  @Autowired CoreEventListener coreEvents;

  private Wire wire;

  @BeforeEach
  void connect() {
    wire = new Wire(json);
  }

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void aStatementThatIsNotTheBackofficesIsParkedAndMovesNothing() {
    OrderGroupTerms order = order();
    LegId leg = order.legs().getFirst().leg();
    TransferId reserve = TransferId.reserve(leg);
    wire.statement(
        "transfer-svc",
        new PointsMoved(
            reserve,
            TransferKind.RESERVE,
            order.legs().getFirst().point(),
            100,
            order.group(),
            leg,
            order.user(),
            Groups.PLACED_AT));
    assertThat(reasonOfParked(order.group())).contains("transfer-svc is not allowed MIRROR");
    assertThat(count("journal WHERE reference", "points-" + reserve)).isZero();
  }

  @Test
  void aSubmissionThatIsNotTheBackofficesIsParkedAndOpensNothing() {
    OrderGroupTerms order = order();
    wire.order("frontoffice-svc", new OrderGroupSubmitted(order, Groups.PLACED_AT));
    assertThat(reasonOfParked(order.group())).contains("frontoffice-svc is not allowed OPEN_GROUP");
    assertThat(known(order)).isZero();
  }

  @Test
  void whatIsNotTheCoresStopsItsStreamAfterWhatCameBeforeIt() {
    List<OrderGroupTerms> orders = List.of(order(), order(), order());
    assertThatThrownBy(
            () ->
                coreEvents.on(
                    List.of(
                        accepted(1, orders.get(0), "matching-core-svc"),
                        accepted(2, orders.get(1), "backoffice-svc"),
                        accepted(3, orders.get(2), "matching-core-svc"))))
        .isInstanceOfSatisfying(
            BatchListenerFailedException.class, e -> assertThat(e.getIndex()).isEqualTo(1))
        .hasRootCauseMessage(
            "backoffice-svc is not allowed TRADE: OrderGroupAccepted 90-2 of backoffice-svc at "
                + Topics.CORE_EVENT
                + "-90@2");
    assertThat(orders).extracting(this::known).containsExactly(1L, 0L, 0L);
    coreEvents.on(
        List.of(
            accepted(2, orders.get(1), "matching-core-svc"),
            accepted(3, orders.get(2), "matching-core-svc")));
    assertThat(orders).extracting(this::known).containsExactly(1L, 1L, 1L);
  }

  private static OrderGroupTerms order() {
    return Groups.of(Ids.user()).sell(Ids.point("SE"), 3, 50).terms();
  }

  private ConsumerRecord<String, byte[]> accepted(
      long sequence, OrderGroupTerms order, String sender) {
    var event =
        new CoreEvent(
            SHARD, sequence, sequence, true, Groups.PLACED_AT, new OrderGroupAccepted(order));
    var record =
        new ConsumerRecord<>(
            Topics.CORE_EVENT, SHARD, sequence, "" + SHARD, json.writeValueAsBytes(event));
    Map.of(Topics.CE_ID, event.id(), Topics.CE_TYPE, "OrderGroupAccepted", Topics.CE_SOURCE, sender)
        .forEach((name, value) -> record.headers().add(name, bytes(value)));
    return record;
  }

  private String reasonOfParked(OrderGroupId group) {
    await().atMost(BOUND).until(() -> count("message_parked WHERE message_key", group) == 1);
    return jdbc.sql("SELECT reason FROM message_parked WHERE message_key = ?")
        .param(group.toString())
        .query(String.class)
        .single();
  }

  private long known(OrderGroupTerms order) {
    return count("point_order_group_history WHERE group_id", order.group());
  }

  private long count(String where, Object value) {
    return jdbc.sql("SELECT COUNT(*) FROM " + where + " = ?")
        .param(value.toString())
        .query(Long.class)
        .single();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
