package io.dams.frontoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.Party;
import io.dams.contracts.topic.InputOrder;
import io.dams.contracts.topic.OrderEvent;
import io.dams.contracts.topic.StatementEvent;
import io.dams.contracts.topic.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** A swap that is placed, and what others tell of it. */
abstract class SwapScene extends FrontofficeTest {

  static final OrderGroupId OTHER_GROUP = new OrderGroupId(16);
  static final Party OTHER = new Party(OTHER_GROUP, OTHER_GROUP.leg(0), new UserId(999_999));
  static final Instant AT = Instant.now().truncatedTo(ChronoUnit.MICROS);

  @BeforeEach
  void contracts() {
    publishContracts();
  }

  /** Sells 10 lots of SKY (fee 10), buys 20 lots of BEAN. */
  OrderGroupTerms placeSwap(User user) {
    Answer placed =
        place(
            user,
            OrderIT.legs(
                OrderIT.leg("SKY-DMT", "SELL", "1000", "49"),
                OrderIT.leg("BEAN-DMT", "BUY", "200", "20")));
    assertThat(placed.status()).as("%s", placed.body()).isEqualTo(202);
    byte[] command = awaitRecords(Topics.INPUT_ORDER, placed.text("groupId"), 1).getFirst().value();
    return ((InputOrder.PlaceOrderGroup) json.readValue(command, InputOrder.class)).group();
  }

  static Party party(OrderGroupTerms group, int leg) {
    return new Party(group.group(), group.group().leg(leg), group.user());
  }

  static CoreEvent.Traded trade(
      io.dams.contracts.id.ContractId contract,
      long lots,
      long lotUnits,
      long price,
      Party buy,
      Party sell) {
    return new CoreEvent.Traded(contract, lots, lotUnits, price, buy, sell, Side.SELL);
  }

  void tell(OrderGroupTerms group, OrderEvent event) {
    tell(Topics.ORDER_EVENT, group.group().toString(), event, UUID.randomUUID().toString());
  }

  void moved(
      OrderGroupTerms group,
      TransferId transfer,
      TransferKind kind,
      LegId leg,
      String point,
      long units) {
    tell(
        Topics.STATEMENT,
        group.group().toString(),
        new StatementEvent.PointsMoved(
            transfer, kind, new AssetCode(point), units, group.group(), leg, group.user(), AT),
        UUID.randomUUID().toString());
  }

  long events(User user) {
    return jdbc.sql("SELECT last_sequence FROM account_stream WHERE account_id = ?")
        .param(user.id())
        .query(Long.class)
        .single();
  }

  SseReader stream(User user, String lastEventId) {
    return new SseReader(uri("/v1/stream"), user.accessToken(), lastEventId, json);
  }
}
