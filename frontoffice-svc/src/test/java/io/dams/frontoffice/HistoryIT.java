package io.dams.frontoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.Party;
import io.dams.contracts.topic.CoreEvent.RejectReason;
import io.dams.contracts.topic.InputOrder;
import io.dams.contracts.topic.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One's own orders and trades, in pages: what is told meanwhile moves no page. */
class HistoryIT extends FrontofficeTest {

  private static final OrderGroupId OTHER_GROUP = new OrderGroupId(32);
  private static final Party OTHER =
      new Party(OTHER_GROUP, OTHER_GROUP.leg(0), new UserId(999_997));
  private static final Instant AT = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @BeforeEach
  void contracts() {
    publishContracts();
  }

  @Test
  void aCursorOverEqualTimesNeitherRepeatsNorPassesOver() {
    User user = newUser(Map.of(Simulated.SKY, 9_000L));
    OrderGroupTerms one = accepted(user);
    OrderGroupTerms two = accepted(user);
    List<String> told = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      told.addFirst(traded(i % 2 == 0 ? one : two, AT).id());
    }
    assertThat(trades(user, "limit=1", "")).isEqualTo(told);
    assertThat(trades(user, "limit=2", "")).isEqualTo(told);
    assertThat(trades(user, "limit=7", "")).isEqualTo(told);
  }

  @Test
  void aTradeToldLateOrByAClockThatSteppedBackMovesNoPage() {
    User user = newUser(Map.of(Simulated.SKY, 9_000L));
    OrderGroupTerms group = accepted(user);
    List<String> told = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      told.addFirst(traded(group, AT.plusMillis(i)).id());
    }
    Answer first = get(user, "/v1/trades?limit=3");
    String newest = traded(group, AT.plusMillis(100)).id();
    late(user, group, 1, AT.plusMillis(4)); // among those that were read
    late(user, group, 2, AT.plusMillis(1)); // among those that were not
    List<String> rest = trades(user, "limit=2", first.text("next"));
    assertThat(ids(first)).isEqualTo(told.subList(0, 3));
    assertThat(rest).containsExactly(told.get(3), told.get(4), "7-2", told.get(5));
    assertThat(trades(user, "limit=2", ""))
        .containsExactly(
            newest,
            told.get(0),
            told.get(1),
            "7-1",
            told.get(2),
            told.get(3),
            told.get(4),
            "7-2",
            told.get(5));
  }

  @Test
  void pagingOverAStatusThatChangesPassesOverNoGroup() {
    User user = newUser(Map.of(Simulated.SKY, 9_000L));
    List<String> placed = new ArrayList<>();
    List<OrderGroupTerms> groups = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      groups.addFirst(sell(user, "SKY-DMT"));
      placed.addFirst(groups.getFirst().group().toString());
    }
    String open = "/v1/order-groups?status=ACCEPTED&status=SUBMIT&limit=2";
    Answer first = get(user, open);
    assertThat(groupIds(first)).isEqualTo(placed.subList(0, 2));
    reject(groups.get(0));
    reject(groups.get(1));
    reject(groups.get(3));
    OrderGroupTerms fresh = sell(user, "SKY-DMT");
    Answer second = get(user, open + "&after=" + first.text("next"));
    assertThat(groupIds(second)).containsExactly(placed.get(2), placed.get(4));
    Answer third = get(user, open + "&after=" + second.text("next"));
    assertThat(groupIds(third)).containsExactly(placed.get(5));
    assertThat(groupIds(get(user, open))).startsWith(fresh.group().toString());

    // now with groups that come into the status, before the place and behind it
    String rejected = "/v1/order-groups?status=REJECTED&limit=2";
    Answer newest = get(user, rejected);
    assertThat(groupIds(newest)).containsExactly(placed.get(0), placed.get(1));
    reject(fresh);
    reject(groups.get(2));
    Answer older = get(user, rejected + "&after=" + newest.text("next"));
    assertThat(groupIds(older)).containsExactly(placed.get(2), placed.get(3));
    assertThat(groupIds(get(user, rejected + "&after=" + older.text("next")))).isEmpty();
    assertThat(groupIds(get(user, open))).containsExactly(placed.get(4), placed.get(5));
  }

  @Test
  void findsGroupsByContractAndByTime() {
    User user = newUser(Map.of(Simulated.SKY, 9_000L, Simulated.MART, 900_000L));
    String sky = sell(user, "SKY-DMT").group().toString();
    OrderGroupTerms later = sell(user, "MART-DMT");
    String mart = later.group().toString();
    String path = "/v1/order-groups?";
    assertThat(groupIds(get(user, path + "contract=SKY-DMT"))).containsExactly(sky);
    assertThat(groupIds(get(user, path + "contract=BEAN-DMT"))).isEmpty();
    Instant placed = later.group().createdAt();
    assertThat(groupIds(get(user, path + "from=" + placed))).containsExactly(mart);
    assertThat(groupIds(get(user, path + "to=" + placed))).containsExactly(sky);
    assertThat(groupIds(get(user, path + "to=" + placed.plusMillis(1)))).containsExactly(mart, sky);
    assertThat(groupIds(get(user, path + "from=-999999999-01-01T00:00:00Z"))).hasSize(2);
    assertThat(get(user, path + "status=TRADING").status()).isEqualTo(400);
  }

  @Test
  void findsTradesByContractAndByTimeAndNobodyElses() {
    User user = newUser(Map.of(Simulated.SKY, 9_000L));
    User stranger = newUser();
    OrderGroupTerms group = accepted(user);
    String before = traded(group, AT).id();
    String after = traded(group, AT.plusSeconds(1)).id();
    assertThat(trades(user, "contract=SKY-DMT", "")).containsExactly(after, before);
    assertThat(trades(user, "contract=MART-DMT", "")).isEmpty();
    assertThat(trades(user, "from=" + AT.plusSeconds(1), "")).containsExactly(after);
    assertThat(trades(user, "to=" + AT.plusSeconds(1), "")).containsExactly(before);
    assertThat(trades(stranger, "limit=10", "")).isEmpty();
    assertThat(get(user, "/v1/trades?after=x").status()).isEqualTo(400);
    Answer page = get(user, "/v1/trades");
    assertThat(page.text("items/0/quantity")).isEqualTo("100");
    assertThat(page.text("items/0/price")).isEqualTo("50.00");
    assertThat(page.text("items/0/groupId")).isEqualTo(group.group().toString());
    assertThat(page.text("items/0/side")).isEqualTo("SELL");
  }

  /** Sells 10 lots. */
  private OrderGroupTerms sell(User user, String contract) {
    String quantity = contract.startsWith("MART") ? "100.00" : "1000";
    Answer placed = place(user, OrderIT.legs(OrderIT.leg(contract, "SELL", quantity, "49")));
    assertThat(placed.status()).as("%s", placed.body()).isEqualTo(202);
    byte[] command = awaitRecords(Topics.INPUT_ORDER, placed.text("groupId"), 1).getFirst().value();
    return ((InputOrder.PlaceOrderGroup) json.readValue(command, InputOrder.class)).group();
  }

  private OrderGroupTerms accepted(User user) {
    OrderGroupTerms group = sell(user, "SKY-DMT");
    core(new CoreEvent.OrderGroupAccepted(group));
    return group;
  }

  private void reject(OrderGroupTerms group) {
    seen(core(new CoreEvent.OrderGroupRejected(group, RejectReason.CONTRACT_HALTED)));
  }

  private CoreEvent traded(OrderGroupTerms group, Instant at) {
    Party own = new Party(group.group(), group.group().leg(0), group.user());
    CoreEvent event = core(new CoreEvent.Traded(SKY_DMT, 1, 100, 5_000, OTHER, own, Side.SELL), at);
    seen(event);
    return event;
  }

  /** A trade of another shard, whose transaction commits only now. */
  private void late(User user, OrderGroupTerms group, long sequence, Instant at) {
    LegId leg = group.group().leg(0);
    jdbc.sql(
            """
            INSERT INTO order_trade (group_id, core_sequence, leg_id, account_id, shard, lots,
                   price_units, at)
            VALUES (?, ?, ?, ?, 7, 1, 5000, ?)
            """)
        .params(
            group.group().value(),
            sequence,
            leg.value(),
            user.id(),
            at.toString().replace("T", " ").replace("Z", ""))
        .update();
  }

  /** All pages from a place on. */
  private List<String> trades(User user, String query, String after) {
    List<String> all = new ArrayList<>();
    String next = after;
    do {
      Answer page = get(user, "/v1/trades?" + query + (next.isEmpty() ? "" : "&after=" + next));
      assertThat(page.status()).as("%s", page.body()).isEqualTo(200);
      all.addAll(ids(page));
      next = page.text("next");
    } while (!next.isEmpty());
    return all;
  }

  private static List<String> ids(Answer page) {
    List<String> ids = new ArrayList<>();
    page.body().at("/items").forEach(item -> ids.add(item.path("tradeId").asString()));
    return ids;
  }

  private static List<String> groupIds(Answer page) {
    List<String> ids = new ArrayList<>();
    page.body().at("/items").forEach(item -> ids.add(item.path("groupId").asString()));
    return ids;
  }
}
