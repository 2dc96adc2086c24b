package io.dams.frontoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.GroupEnd;
import io.dams.contracts.topic.CoreEvent.LegEnd;
import io.dams.contracts.topic.OrderEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import tools.jackson.databind.JsonNode;

/** How the order groups of a user go on, as told step by step. */
class ProgressIT extends SwapScene {

  @Autowired KafkaListenerEndpointRegistry listeners;

  @Test
  void showsEveryStatusByStreamAndByQuery() {
    User user = newUser(Map.of(Simulated.SKY, 5_000L, Simulated.BEAN, 0L));
    try (SseReader stream = stream(user, "0")) {
      OrderGroupTerms group = placeSwap(user);
      LegId sell = group.group().leg(0);
      LegId buy = group.group().leg(1);
      await(() -> stream.events().size() == 1);
      moved(group, TransferId.reserve(sell), TransferKind.RESERVE, sell, "SKY", 1_010);
      await(() -> stream.events().size() == 2);
      tell(group, new OrderEvent.OrderGroupSubmitted(group, AT));
      await(() -> stream.events().size() == 3);
      core(new CoreEvent.OrderGroupAccepted(group));
      core(trade(SKY_DMT, 10, 100, 5_000, OTHER, party(group, 0)));
      core(trade(BEAN_DMT, 15, 10, 2_000, party(group, 1), OTHER));
      core(new CoreEvent.LegEnded(group.group(), sell, LegEnd.FILLED, 10, 1));
      core(new CoreEvent.LegEnded(group.group(), buy, LegEnd.CANCELLED, 15, 1));
      seen(core(new CoreEvent.OrderGroupEnded(group.group(), GroupEnd.PARTLY_FILLED, 20_000)));
      moved(group, TransferId.settle(buy, 1), TransferKind.SETTLE, buy, "BEAN", 150);
      moved(group, TransferId.fee(sell), TransferKind.FEE, sell, "SKY", 10);
      await(() -> stream.events().size() == 11);

      assertThat(stream.events()).extracting(SseReader.Event::type).containsOnly("order");
      assertThat(stream.events())
          .extracting(SseReader.Event::id)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 11).boxed().toList());
      assertThat(stream.events())
          .extracting(event -> event.body().get("status").asString())
          .containsExactly(
              "ACCEPTED",
              "ACCEPTED",
              "SUBMIT",
              "SUBMIT",
              "PARTLY_FILLED",
              "PARTLY_FILLED",
              "PARTLY_FILLED",
              "PARTLY_FILLED",
              "PARTLY_FILLED",
              "PARTLY_FILLED",
              "PARTLY_FILLED");
      assertThat(stream.events())
          .extracting(event -> event.body().get("settled").asBoolean())
          .containsExactly(
              false, false, false, false, false, false, false, false, false, false, true);
      Answer query = get(user, "/v1/order-groups/" + group.group());
      assertThat(query.body()).isEqualTo(stream.events().getLast().body());
      assertThat(query.body().at("/open").asBoolean()).isFalse();
      assertThat(query.text("legs/0/executed")).isEqualTo("1000");
      assertThat(query.text("legs/0/feeCharged")).isEqualTo("10");
      assertThat(query.text("legs/1/executed")).isEqualTo("150");
      assertThat(query.text("legs/1/settledQuantity")).isEqualTo("150");
      assertThat(query.text("legs/1/status")).isEqualTo("CANCELLED");
    }
  }

  /** Events that come together take effect together: of no group is one lost or told too early. */
  @Test
  void tellsEachStepOfEachGroupInARunOfEvents() {
    User first = newUser(Map.of(Simulated.SKY, 5_000L, Simulated.BEAN, 0L));
    User second = newUser(Map.of(Simulated.SKY, 5_000L, Simulated.BEAN, 0L));
    OrderGroupTerms one = placeSwap(first);
    OrderGroupTerms two = placeSwap(second);
    var container = Objects.requireNonNull(listeners.getListenerContainer("core-events"));
    container.stop();
    core(new CoreEvent.OrderGroupAccepted(two));
    core(new CoreEvent.OrderGroupAccepted(one));
    for (int i = 0; i < 5; i++) {
      core(trade(SKY_DMT, 1, 100, 5_000, OTHER, party(two, 0)));
      core(trade(SKY_DMT, 2, 100, 5_000, OTHER, party(one, 0)));
    }
    core(trade(BEAN_DMT, 5, 10, 2_000, party(one, 1), party(two, 1)));
    core(new CoreEvent.LegEnded(one.group(), one.group().leg(0), LegEnd.FILLED, 10, 5));
    core(new CoreEvent.LegEnded(one.group(), one.group().leg(1), LegEnd.CANCELLED, 5, 1));
    CoreEvent last =
        core(new CoreEvent.OrderGroupEnded(one.group(), GroupEnd.PARTLY_FILLED, 20_000));
    container.start();
    seen(last);

    assertThat(told(first, one))
        .containsExactly(
            "0+0", "0+0", "2+0", "4+0", "6+0", "8+0", "10+0", "10+5", "10+5", "10+5", "10+5");
    assertThat(told(second, two))
        .containsExactly("0+0", "0+0", "1+0", "2+0", "3+0", "4+0", "5+0", "5+5");
    Answer ended = get(first, "/v1/order-groups/" + one.group());
    assertThat(ended.text("status")).isEqualTo("PARTLY_FILLED");
    assertThat(ended.body().at("/open").asBoolean()).isFalse();
    assertThat(get(first, "/v1/order-groups/" + one.group() + "/trades").body().at("/items"))
        .hasSize(6);
    assertThat(get(second, "/v1/order-groups/" + two.group()).body().at("/open").asBoolean())
        .isTrue();
  }

  @Test
  void takesTheWordOfTheCoreBeforeThatOfBackofficeComes() {
    User user = newUser(Map.of(Simulated.SKY, 5_000L, Simulated.BEAN, 0L));
    OrderGroupTerms group = placeSwap(user);
    core(new CoreEvent.OrderGroupAccepted(group));
    core(trade(SKY_DMT, 1, 100, 5_000, OTHER, party(group, 0)));
    seen(core(new CoreEvent.CancelRejected(group.group(), null, CoreEvent.CancelReject.TOO_LATE)));
    tell(group, new OrderEvent.OrderGroupSubmitted(group, AT));
    moved(
        group,
        TransferId.reserve(group.group().leg(0)),
        TransferKind.RESERVE,
        group.group().leg(0),
        "SKY",
        1_010);
    String path = "/v1/order-groups/" + group.group();
    await(() -> get(user, path).text("legs/0/reserved").equals("1010"));
    assertThat(get(user, path).text("status")).isEqualTo("PARTLY_FILLED");
    assertThat(get(user, path).body().at("/open").asBoolean()).isTrue();
  }

  /** Executed lots of both legs, as the events tell them; their numbers have no gap. */
  private List<String> told(User user, OrderGroupTerms group) {
    List<JsonNode> bodies =
        jdbc
            .sql("SELECT body FROM account_event WHERE account_id = ? ORDER BY sequence")
            .param(user.id())
            .query(String.class)
            .list()
            .stream()
            .map(json::readTree)
            .toList();
    assertThat(events(user)).isEqualTo(bodies.size());
    assertThat(bodies)
        .allMatch(body -> body.path("groupId").asString().equals(group.group().toString()));
    return bodies.stream()
        .map(
            body ->
                body.at("/legs/0/executed").asInt() / 100
                    + "+"
                    + body.at("/legs/1/executed").asInt() / 10)
        .toList();
  }
}
