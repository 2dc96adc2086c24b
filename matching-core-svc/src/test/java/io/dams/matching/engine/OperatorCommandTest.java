package io.dams.matching.engine;

import static io.dams.matching.engine.Market.buy;
import static io.dams.matching.engine.Market.sell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.TimeInForce;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What operators tell an engine through its log. */
class OperatorCommandTest {

  private static final ContractId SKY = ContractId.of(new AssetCode("SKY"), Market.TOKEN);

  private final Market market = new Market();

  @Test
  void cancelsAllOfAUser() {
    market.submit("A", 1, sell("SKY", 2, 10));
    market.submit("B", 2, sell("SKY", 3, 10));
    market.submit("C", 1, buy("BEAN", 1, 4));
    assertThat(market.apply(new CoreOrder.CancelOrders(new UserId(1), null)))
        .containsExactly(
            "A.0 CANCELLED 0 in 0",
            "A ended CANCELLED, purse 0",
            "C.0 CANCELLED 0 in 0",
            "C ended CANCELLED, purse 4",
            "2 cancelled",
            "SKY [] [10x3] last 0",
            "BEAN [] [] last 0");
    assertThat(market.engine.openOrders()).isEqualTo(1);
  }

  @Test
  void cancelsAllOnAContractAndWhatThatLeavesWithoutPurpose() {
    market.submit("A", 1, sell("SKY", 2, 10), buy("BEAN", 4, 5));
    market.submit("B", 2, sell("SKY", 3, 10));
    market.submit("C", 2, sell("MART", 3, 10));
    assertThat(market.apply(new CoreOrder.CancelOrders(null, SKY)))
        .containsExactly(
            "A.0 CANCELLED 0 in 0",
            "B.0 CANCELLED 0 in 0",
            "B ended CANCELLED, purse 0",
            "2 cancelled",
            "A.1 FUNDS_EXHAUSTED 0 in 0",
            "A ended CANCELLED, purse 0",
            "SKY [] [] last 0");
  }

  @Test
  void cancelsOfAUserOnAContractOnlyThese() {
    market.submit("A", 1, sell("SKY", 2, 10));
    market.submit("B", 1, sell("BEAN", 2, 10));
    market.submit("C", 2, sell("SKY", 2, 10));
    assertThat(market.apply(new CoreOrder.CancelOrders(new UserId(1), SKY))).hasSize(4);
    assertThat(market.engine.openOrders()).isEqualTo(2);
  }

  @Test
  void cancelsOnlySoManyAtOnceAndSaysThatMoreAreLeft() {
    for (int i = 0; i <= Engine.CANCELS_PER_COMMAND; i++) {
      market.submit("G" + i, 1, sell("SKY", 1, 10));
    }
    CoreOrder all = new CoreOrder.CancelOrders(null, SKY);
    assertThat(market.apply(all)).contains("10000 cancelled, more left");
    assertThat(market.engine.openOrders()).isEqualTo(1);
    assertThat(market.apply(all)).contains("1 cancelled");
    assertThat(market.engine.openOrders()).isZero();
  }

  @Test
  void aSubmissionThatIsPassedOverIsRejectedAndNeverMatched() {
    List<CoreEvent> events = new ArrayList<>();
    CoreOrder submission =
        new CoreOrder.SubmitOrderGroup(
            market.group("A", 1, TimeInForce.GTC, null, sell("SKY", 2, 10)));
    market.engine.skip(submission, 100, Instant.EPOCH, event -> events.add(event.toEvent()));
    assertThat(events)
        .singleElement()
        .extracting(CoreEvent::body)
        .isEqualTo(
            new CoreEvent.OrderGroupRejected(market.terms("A"), CoreEvent.RejectReason.SKIPPED));
    assertThat(market.engine.openOrders()).isZero();
    assertThat(market.engine.offset()).isEqualTo(100);
    // Delivered again it stays what it became.
    market.engine.apply(submission, 101, Instant.EPOCH, event -> events.add(event.toEvent()));
    assertThat(events).hasSize(1);
  }

  @Test
  void anyOtherCommandThatIsPassedOverOnlyLetsTimePass() {
    market.submit("A", 1, TimeInForce.GTC, Market.START.plusSeconds(5), sell("SKY", 2, 10));
    List<CoreEvent> events = new ArrayList<>();
    market.engine.skip(
        null, 100, Market.START.plusSeconds(6), event -> events.add(event.toEvent()));
    assertThat(events.getFirst().body()).isInstanceOf(CoreEvent.LegEnded.class);
    assertThat(market.engine.openOrders()).isZero();
  }

  @Test
  void refusesToGoOnBeyondASwitchToRulesThatItDoesNotKnow() {
    CoreOrder newer = new CoreOrder.SwitchBehaviour(Engine.NEWEST_BEHAVIOUR + 1);
    String before = market.engine.stateHash();
    assertThatThrownBy(() -> market.apply(newer)).isInstanceOf(IllegalStateException.class);
    assertThat(market.engine.stateHash()).as("nothing changed").isEqualTo(before);
  }

  @Test
  void aSwitchToKnownRulesSaysNothing() {
    assertThat(market.apply(new CoreOrder.SwitchBehaviour(Engine.NEWEST_BEHAVIOUR))).isEmpty();
  }

  @Test
  void aLoggedSkipItselfChangesNothing() {
    String before = market.state();
    assertThat(market.apply(new CoreOrder.SkipCommand(1, "why"))).isEmpty();
    assertThat(market.state()).isEqualTo(before);
  }
}
