package io.dams.systemtests.audit;

import static io.dams.systemtests.audit.BooksDraft.BEAN;
import static io.dams.systemtests.audit.BooksDraft.SKY;
import static io.dams.systemtests.audit.BooksDraft.group;
import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.systemtests.audit.Books.Leg;
import io.dams.systemtests.audit.Books.Moved;
import io.dams.systemtests.audit.Books.Settlement;
import io.dams.systemtests.audit.Books.Traded;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What was moved for each leg: reserves, settlements, fees and returns. */
class MovementsTest extends AuditScene {

  private static final LegId SOLD = group(1).leg(0);
  private static final LegId BOUGHT = group(1).leg(1);
  private static final LegId HELD_BUY = group(2).leg(0);
  private static final LegId LIVE_SELL = group(3).leg(0);
  private static final LegId FAILED_SELL = group(4).leg(0);

  @Test
  void catchesAReserveMadeTwice() {
    TransferId again = new TransferId("reserve-" + LIVE_SELL + "-again");
    Moved first = moved(TransferId.reserve(LIVE_SELL));
    draft.moved.add(
        new Moved(
            again, TransferKind.RESERVE, BEAN, 516, LIVE_SELL, first.uid(), null, "BEAN-again"));
    assertThat(rules())
        .contains(
            "reserve-is-quantity-and-fee",
            "our-line-is-at-the-merchant",
            "merchants-intermediary-is-held-and-unsettled");
  }

  @Test
  void catchesAReserveThatIsMissing() {
    draft.moved.removeIf(m -> m.transferId().equals(TransferId.reserve(LIVE_SELL)));
    assertThat(rules())
        .contains(
            "reserve-is-quantity-and-fee", "reserved-covers-what-left", "line-is-in-our-book");
  }

  @Test
  void catchesALegThatCountedOtherThanItsTrades() {
    draft.trades.put(LIVE_SELL, new Traded(210, 250));
    assertRules("executed-is-its-trades");
  }

  @Test
  void catchesPointsTakenForARefusedLeg() {
    legs(LIVE_SELL, leg -> state(leg, "REFUSED"));
    assertThat(rules()).contains("refused-leg-took-nothing");
  }

  @Test
  void catchesALegThatNobodyBringsToItsEnd() {
    legs(FAILED_SELL, leg -> state(leg, "PREPARED"));
    assertThat(rules()).contains("leg-goes-on");
  }

  @Test
  void catchesAPreparationThatNobodyOwes() {
    legs(FAILED_SELL, leg -> state(leg, "PREPARING"));
    assertThat(rules()).contains("leg-goes-on");
    draft.owed.add("reserve-" + FAILED_SELL);
    assertThat(rules()).doesNotContain("leg-goes-on");
  }

  @Test
  void catchesAMovementOfAnotherMerchant() {
    draft.moved.replaceAll(
        m ->
            m.transferId().equals(TransferId.fee(SOLD))
                ? new Moved(m.transferId(), m.kind(), BEAN, 6, SOLD, null, m.reverses(), "x")
                : m);
    assertThat(rules()).contains("movement-has-its-leg");
  }

  @Test
  void catchesASettlementThatWasLost() {
    TransferId lost = TransferId.settle(HELD_BUY, 42);
    draft.moved.removeIf(m -> m.transferId().equals(lost));
    draft.merchants.get(SKY).removeIf(line -> line.transferId().equals(lost));
    assertThat(rules()).contains("settlement-is-made-or-owed");
  }

  @Test
  void catchesASettlementOfTheWrongAmount() {
    draft.settlements.replaceAll(
        s -> s.command() == 42 ? new Settlement(s.leg(), 42, 249, true) : s);
    assertRules("settlement-is-made-or-owed", "executed-is-its-settlements");
  }

  @Test
  void catchesMoreSettledThanTraded() {
    draft.trades.put(BOUGHT, new Traded(190, 250));
    legs(BOUGHT, leg -> executed(leg, 190));
    assertThat(rules()).contains("settled-within-executed", "executed-is-its-settlements");
  }

  @Test
  void catchesAFeeThatIsAUnitTooHigh() {
    rebook(TransferId.fee(SOLD), 7);
    assertThat(rules()).contains("fee-is-charged-in-proportion");
  }

  @Test
  void catchesAReturnThatKeepsDust() {
    rebook(TransferId.release(SOLD), 403);
    assertThat(rules()).contains("rest-is-returned");
  }

  @Test
  void catchesAReturnThatWasForgotten() {
    TransferId release = TransferId.release(FAILED_SELL);
    draft.moved.removeIf(m -> m.transferId().equals(release));
    assertThat(rules()).contains("rest-is-returned");
    draft.owed.add(release.value());
    assertThat(rules()).doesNotContain("rest-is-returned");
  }

  @Test
  void catchesAFeeBeforeTheEnd() {
    legs(SOLD, leg -> state(leg, "PREPARED"));
    assertThat(rules()).contains("no-fee-before-the-end", "no-return-before-the-end");
  }

  private Moved moved(TransferId id) {
    return draft.moved.stream().filter(m -> m.transferId().equals(id)).findFirst().orElseThrow();
  }

  private void rebook(TransferId id, long units) {
    draft.moved.replaceAll(
        m ->
            m.transferId().equals(id)
                ? new Moved(
                    id,
                    m.kind(),
                    m.point(),
                    units,
                    m.leg(),
                    m.uid(),
                    m.reverses(),
                    m.merchantReference())
                : m);
  }

  private void legs(LegId id, UnaryOperator<Leg> change) {
    replace(draft.legs, leg -> leg.leg().equals(id), change);
  }

  private static Leg executed(Leg leg, long units) {
    return new Leg(
        leg.leg(),
        leg.point(),
        leg.side(),
        leg.state(),
        leg.quantityUnits(),
        leg.feeUnits(),
        units);
  }

  private static Leg state(Leg leg, String state) {
    return new Leg(
        leg.leg(),
        leg.point(),
        leg.side(),
        state,
        leg.quantityUnits(),
        leg.feeUnits(),
        leg.executedUnits());
  }
}
