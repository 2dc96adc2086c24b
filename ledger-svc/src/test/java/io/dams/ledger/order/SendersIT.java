package io.dams.ledger.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.OrderGroupAccepted;
import io.dams.contracts.topic.OrderEvent.OrderGroupSubmitted;
import io.dams.contracts.topic.StatementEvent.PointsMoved;
import io.dams.contracts.topic.Topics;
import io.dams.ledger.testing.Groups;
import io.dams.ledger.testing.Ids;
import io.dams.ledger.testing.LedgerHttp;
import io.dams.ledger.testing.Wire;
import io.dams.platform.testing.RealServers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.listener.BatchListenerFailedException;
import tools.jackson.databind.json.JsonMapper;

/** What a topic brings is judged by the allow-list, as a request is: its caller is the sender. */
@RealServers(schema = "ledger")
class SendersIT {

  /** Nobody else's, and on no topic. */
  private static final int SHARD = 90;

  @LocalServerPort int port;
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
    PointsMoved forged = reserve(order());
    wire.statement("transfer-svc", forged);
    wire.awaitHeard();
    assertThat(booked(forged)).isZero();
    assertThat(reasonsOfParked(forged.group()))
        .singleElement(STRING)
        .contains("transfer-svc is not allowed MIRROR");
  }

  @Test
  void whatFollowsAForgedMessageTakesEffectWhenAnOperatorHasDiscardedIt() {
    PointsMoved statement = reserve(order());
    wire.statement("transfer-svc", statement);
    wire.statement(statement);
    wire.awaitHeard();
    assertThat(booked(statement)).isZero();
    assertThat(reasonsOfParked(statement.group())).hasSize(2);

    List<Long> parked = parked(statement.group());
    assertThat(ops("POST", parked.getFirst() + "/replay").statusCode())
        .as("it is forged still")
        .isEqualTo(409);
    assertThat(ops("DELETE", parked.getFirst().toString()).statusCode()).isEqualTo(200);
    assertThat(booked(statement)).isZero();
    assertThat(ops("POST", parked.getLast() + "/replay").body()).isEqualTo("{\"replayed\":1}");

    assertThat(booked(statement)).isEqualTo(1);
    assertThat(parked(statement.group())).isEmpty();
  }

  @Test
  void aSubmissionThatIsNotTheBackofficesIsParkedAndOpensNothing() {
    OrderGroupTerms order = order();
    wire.order("frontoffice-svc", new OrderGroupSubmitted(order, Groups.PLACED_AT));
    wire.awaitHeard();
    assertThat(known(order)).isZero();
    assertThat(reasonsOfParked(order.group()))
        .singleElement(STRING)
        .contains("frontoffice-svc is not allowed OPEN_GROUP");
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

  /** What moves the points of the order's leg to the intermediary. */
  private static PointsMoved reserve(OrderGroupTerms order) {
    LegTerms leg = order.legs().getFirst();
    return new PointsMoved(
        TransferId.reserve(leg.leg()),
        TransferKind.RESERVE,
        leg.point(),
        100,
        order.group(),
        leg.leg(),
        order.user(),
        Groups.PLACED_AT);
  }

  private HttpResponse<String> ops(String method, String rest) {
    return new LedgerHttp(port, json).call("operator", method, "/ops/parked/" + rest, "");
  }

  private List<Long> parked(OrderGroupId group) {
    return jdbc.sql("SELECT id FROM message_parked WHERE message_key = ? ORDER BY id")
        .param(group.toString())
        .query(Long.class)
        .list();
  }

  private List<String> reasonsOfParked(OrderGroupId group) {
    return jdbc.sql("SELECT reason FROM message_parked WHERE message_key = ? ORDER BY id")
        .param(group.toString())
        .query(String.class)
        .list();
  }

  private long booked(PointsMoved statement) {
    return count("journal WHERE reference", "points-" + statement.transferId());
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
