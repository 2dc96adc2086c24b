package io.dams.frontoffice.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.order.TimeInForce;
import io.dams.contracts.topic.CoreEvent.CancelReject;
import io.dams.contracts.topic.CoreEvent.GroupEnd;
import io.dams.contracts.topic.CoreEvent.LegEnd;
import io.dams.contracts.topic.CoreEvent.LegEnded;
import io.dams.contracts.topic.CoreEvent.RejectReason;
import io.dams.contracts.topic.OrderEvent.SubmitFailure;
import io.dams.frontoffice.progress.GroupProgress.CancelState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GroupProgressTest {

  private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");
  private static final OrderGroupId GROUP = new OrderGroupId(1600);
  private static final LegId SELL = GROUP.leg(0);
  private static final LegId BUY = GROUP.leg(1);

  @Test
  void aCancelIsNoLongerAskedForWhenTheGroupFailsOrIsRejected() {
    GroupProgress asked = accepted().cancelAsked(T);
    assertThat(GroupView.of(asked).cancel()).isEqualTo("REQUESTED");
    assertThat(
            GroupView.of(asked.submitFailed(SubmitFailure.CANCELLED, null, "as asked", T)).cancel())
        .isNull();
    assertThat(GroupView.of(asked.rejected(RejectReason.EXPIRED, T)).cancel()).isNull();
  }

  @Test
  void goesFromAcceptedToFilledAndSettled() {
    GroupProgress group = accepted().submitted(T).entered(T);
    assertThat(GroupView.of(group).status()).isEqualTo("SUBMIT");
    group = group.traded(SELL, 4, 50, T).traded(BUY, 2, 100, T);
    assertThat(GroupView.of(group).status()).isEqualTo("PARTLY_FILLED");
    assertThat(GroupView.of(group).open()).isTrue();
    group =
        group
            .traded(SELL, 6, 50, T)
            .traded(BUY, 3, 100, T)
            .legEnded(new LegEnded(GROUP, SELL, LegEnd.FILLED, 10, 2), T)
            .legEnded(new LegEnded(GROUP, BUY, LegEnd.FILLED, 5, 2), T)
            .ended(GroupEnd.FILLED, T);
    assertThat(GroupView.of(group).status()).isEqualTo("FILLED");
    assertThat(group.settled()).isFalse();
    group = group.moved(BUY, TransferKind.SETTLE, 50, false, T);
    assertThat(group.settled()).isFalse();
    group = group.moved(SELL, TransferKind.FEE, 33, false, T);
    assertThat(group.settled()).isTrue();
  }

  @Test
  void chargesTheFeeByWhatIsExecuted() {
    GroupProgress group = accepted().entered(T).traded(SELL, 5, 50, T);
    assertThat(GroupView.of(group).legs().getFirst().feeCharged()).isEqualTo("16"); // ⌊33 × 5/10⌋
  }

  @Test
  void settlesAPartlyFilledGroupWhenTheRestIsReturned() {
    GroupProgress group =
        accepted()
            .entered(T)
            .traded(SELL, 5, 50, T)
            .traded(BUY, 2, 100, T)
            .legEnded(new LegEnded(GROUP, BUY, LegEnd.CANCELLED, 2, 1), T)
            .legEnded(new LegEnded(GROUP, SELL, LegEnd.LINK_ENDED, 5, 1), T)
            .ended(GroupEnd.PARTLY_FILLED, T)
            .moved(BUY, TransferKind.SETTLE, 20, false, T)
            .moved(SELL, TransferKind.RETURN, 500 + 17, false, T);
    assertThat(group.settled()).isFalse();
    assertThat(group.moved(SELL, TransferKind.FEE, 16, false, T).settled()).isTrue();
    assertThat(group.status().open()).isFalse();
    assertThat(GroupView.of(group).status()).isEqualTo("PARTLY_FILLED");
  }

  @Test
  void namesTheReasonWhenItIsNotSubmitted() {
    GroupProgress group =
        accepted()
            .moved(SELL, TransferKind.RESERVE, 1033, false, T)
            .submitFailed(SubmitFailure.ACCOUNT_CLOSED, BUY, "closed", T);
    GroupView view = GroupView.of(group);
    assertThat(view.status()).isEqualTo("SUBMIT_FAILURE");
    assertThat(view.reason()).isEqualTo("ACCOUNT_CLOSED");
    assertThat(view.refusedLeg()).isEqualTo(BUY);
    assertThat(view.settled()).isFalse();
    assertThat(group.moved(SELL, TransferKind.RETURN, 1033, false, T).settled()).isTrue();
  }

  @Test
  void isNotSettledWhileAMovementIsDelayed() {
    GroupProgress group =
        accepted()
            .submitFailed(SubmitFailure.MERCHANT_REFUSED, SELL, "", T)
            .moved(SELL, TransferKind.RESERVE, 10, false, T)
            .stuck(SELL, T);
    assertThat(GroupView.of(group).legs().getFirst().delayed()).isTrue();
    assertThat(group.moved(SELL, TransferKind.RETURN, 10, true, T).settled()).isTrue();
  }

  @Test
  void ignoresWhatIsLate() {
    GroupProgress traded = accepted().entered(T).traded(SELL, 1, 50, T);
    assertThat(traded.submitted(T)).isSameAs(traded);
    assertThat(traded.rejected(RejectReason.DUPLICATE_GROUP, T)).isSameAs(traded);
    GroupProgress failed = accepted().submitFailed(SubmitFailure.EXPIRED, null, "", T);
    assertThat(failed.submitFailed(SubmitFailure.EXPIRED, null, "", T)).isSameAs(failed);
    assertThat(failed.cancelAsked(T)).isSameAs(failed);
  }

  @Test
  void refusesWhatContradictsItsBooks() {
    GroupProgress traded = accepted().entered(T).traded(SELL, 1, 50, T);
    assertThatThrownBy(() -> traded.legEnded(new LegEnded(GROUP, SELL, LegEnd.CANCELLED, 2, 1), T))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("seen were 1");
    assertThatThrownBy(() -> traded.submitFailed(SubmitFailure.EXPIRED, null, "", T))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> traded.ended(GroupEnd.FILLED, T)).hasMessageContaining("open leg");
    assertThatThrownBy(() -> traded.traded(SELL, 10, 50, T))
        .hasMessageContaining("more than it ordered");
  }

  @Test
  void saysThatACancelCameTooLate() {
    GroupProgress asked = accepted().entered(T).cancelAsked(T);
    assertThat(asked.cancel()).isEqualTo(CancelState.REQUESTED);
    assertThat(asked.cancelRefused(CancelReject.TOO_LATE, T).cancel())
        .isEqualTo(CancelState.TOO_LATE);
    assertThat(accepted().cancelRefused(CancelReject.TOO_LATE, T).cancel())
        .isEqualTo(CancelState.NONE);
  }

  /** Between the three topics there is no order: each way to merge them ends in the same group. */
  @Property(tries = 500)
  void endsTheSameHoweverTheTopicsAreMerged(@ForAll long seed) {
    List<List<UnaryOperator<GroupProgress>>> topics =
        List.of(
            List.of(group -> group.submitted(T)),
            List.of(
                group -> group.entered(T),
                group -> group.traded(SELL, 4, 50, T),
                group -> group.traded(BUY, 2, 100, T),
                group -> group.legEnded(new LegEnded(GROUP, BUY, LegEnd.CANCELLED, 2, 1), T),
                group -> group.legEnded(new LegEnded(GROUP, SELL, LegEnd.LINK_ENDED, 4, 1), T),
                group -> group.ended(GroupEnd.PARTLY_FILLED, T)),
            List.of(
                group -> group.moved(SELL, TransferKind.RESERVE, 1033, false, T),
                group -> group.moved(BUY, TransferKind.SETTLE, 20, false, T),
                group -> group.moved(SELL, TransferKind.RETURN, 620, false, T),
                group -> group.moved(SELL, TransferKind.FEE, 13, false, T)));
    GroupProgress expected = run(topics.stream().flatMap(List::stream).toList());
    assertThat(expected.settled()).isTrue();
    assertThat(run(merge(topics, new Random(seed)))).isEqualTo(expected);
  }

  private static List<UnaryOperator<GroupProgress>> merge(
      List<List<UnaryOperator<GroupProgress>>> topics, Random random) {
    List<List<UnaryOperator<GroupProgress>>> left = new ArrayList<>();
    topics.forEach(topic -> left.add(new ArrayList<>(topic)));
    List<UnaryOperator<GroupProgress>> merged = new ArrayList<>();
    while (!left.isEmpty()) {
      List<UnaryOperator<GroupProgress>> topic = left.get(random.nextInt(left.size()));
      merged.add(topic.removeFirst());
      if (topic.isEmpty()) {
        left.remove(topic);
      }
    }
    return merged;
  }

  private static GroupProgress run(List<UnaryOperator<GroupProgress>> steps) {
    GroupProgress group = accepted();
    for (UnaryOperator<GroupProgress> step : steps) {
      group = step.apply(group);
    }
    return group;
  }

  /** Sells 10 lots of 100 SKY with a fee of 33, buys 5 lots of 10 BEAN. */
  private static GroupProgress accepted() {
    AssetCode sky = new AssetCode("SKY");
    AssetCode bean = new AssetCode("BEAN");
    AssetCode token = new AssetCode("DMT");
    return GroupProgress.accepted(
        new OrderGroupTerms(
            GROUP,
            new UserId(1),
            token,
            0,
            TimeInForce.GTC,
            null,
            T,
            List.of(
                new LegTerms(SELL, ContractId.of(sky, token), sky, Side.SELL, 10, 100, 50, 33, "a"),
                new LegTerms(BUY, ContractId.of(bean, token), bean, Side.BUY, 5, 10, 100, 0, "b"))),
        2,
        List.of(0, 0));
  }
}
