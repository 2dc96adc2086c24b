package io.dams.frontoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.Level;
import io.dams.contracts.topic.OrderEvent;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a stream tells, from where it is resumed, and to whom. */
class StreamedEventsIT extends SwapScene {

  @Test
  void resumesAStreamAfterTheLastEventThatWasSeen() {
    User user = newUser(Map.of(Simulated.SKY, 5_000L, Simulated.BEAN, 0L));
    OrderGroupTerms group;
    try (SseReader stream = stream(user, "")) {
      assertThat(stream.status()).isEqualTo(200);
      group = placeSwap(user);
      await(() -> stream.events().size() == 1);
    }
    tell(group, new OrderEvent.OrderGroupSubmitted(group, AT));
    core(new CoreEvent.OrderGroupAccepted(group));
    seen(core(trade(SKY_DMT, 1, 100, 5_000, OTHER, party(group, 0))));
    String path = "/v1/order-groups/" + group.group();
    await(() -> events(user) == 4 || events(user) == 3);
    long last = events(user);
    try (SseReader stream = stream(user, "1")) {
      await(() -> stream.events().size() == last - 1);
      assertThat(stream.events())
          .extracting(SseReader.Event::id)
          .containsExactlyElementsOf(LongStream.rangeClosed(2, last).boxed().toList());
      assertThat(stream.events().getLast().body()).isEqualTo(get(user, path).body());
    }
    try (SseReader stream = stream(user, "77")) {
      await(() -> stream.events().size() == 1);
      assertThat(stream.events().getFirst().type()).isEqualTo("reset");
      assertThat(stream.events().getFirst().id()).isEqualTo(last);
    }
    jdbc.sql("DELETE FROM account_event WHERE account_id = ? AND sequence < 3")
        .param(user.id())
        .update();
    try (SseReader stream = stream(user, "1")) {
      await(() -> stream.events().size() == last - 1);
      assertThat(stream.events().getFirst().type()).isEqualTo("reset");
      assertThat(stream.events().getFirst().id()).isEqualTo(2);
      assertThat(stream.events().get(1).id()).isEqualTo(3);
    }
  }

  @Test
  void showsNobodyElsesEvents() {
    User owner = newUser(Map.of(Simulated.SKY, 5_000L, Simulated.BEAN, 0L));
    User stranger = newUser();
    try (SseReader stream = stream(stranger, "0");
        SseReader own = stream(owner, "0")) {
      placeSwap(owner);
      await(() -> own.events().size() == 1);
      assertThat(stream.events()).isEmpty();
    }
    try (SseReader none = new SseReader(uri("/v1/stream"), "", "", json)) {
      assertThat(none.status()).isEqualTo(401);
    }
  }

  @Test
  void streamsDepthAndTradesOfTheMarket() {
    depth(SKY_DMT, List.of(new Level(5_000, 1)), List.of());
    try (SseReader stream = market("")) {
      await(() -> stream.events().size() == 1);
      assertThat(stream.events().getFirst().type()).isEqualTo("depth");
      core(trade(SKY_DMT, 1, 100, 5_000, OTHER, OTHER));
      depth(SKY_DMT, List.of(), List.of());
      await(() -> stream.events().size() >= 3);
      SseReader.Event trade = stream.events().get(1);
      assertThat(trade.type()).isEqualTo("trade");
      assertThat(trade.body().get("price").asString()).isEqualTo("50.00");
      assertThat(stream.events().get(2).type()).isEqualTo("depth");
      try (SseReader resumed = market(Long.toString(trade.id() - 1))) {
        await(() -> resumed.events().size() >= 2);
        assertThat(resumed.events().getFirst().body()).isEqualTo(trade.body());
      }
    }
  }

  private SseReader market(String lastEventId) {
    return new SseReader(uri("/v1/market/stream?contract=SKY-DMT"), "", lastEventId, json);
  }
}
