package io.dams.frontoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.OrderEvent;
import io.dams.contracts.topic.OrderEvent.SubmitFailure;
import io.dams.contracts.topic.StatementEvent;
import io.dams.contracts.topic.Topics;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Order groups that never come to the core. */
class SubmitFailureIT extends SwapScene {

  @Test
  void namesTheReasonOfASubmitFailureAndUnbindsAnInvalidToken() {
    User user = newUser(Map.of(Simulated.SKY, 5_000L, Simulated.BEAN, 0L));
    OrderGroupTerms group = placeSwap(user);
    tell(
        group,
        new OrderEvent.OrderGroupSubmitFailed(
            group,
            SubmitFailure.MEMBER_TOKEN_INVALID,
            group.group().leg(0),
            "SKY refused the member's token",
            AT));
    String path = "/v1/order-groups/" + group.group();
    await(() -> get(user, path).text("status").equals("SUBMIT_FAILURE"));
    Answer failed = get(user, path);
    assertThat(failed.text("reason")).isEqualTo("MEMBER_TOKEN_INVALID");
    assertThat(failed.text("refusedLeg")).isEqualTo(group.group().leg(0).toString());
    assertThat(failed.text("legs/0/status")).isEqualTo("NOT_SUBMITTED");
    Answer wallets = get(user, "/v1/wallets");
    assertThat(wallets.body().at("/wallets")).hasSize(1);
    assertThat(wallets.text("wallets/0/exCode")).isEqualTo("BEAN");
    Answer late = post(user, path + "/cancel", UUID.randomUUID().toString(), "");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.code()).isEqualTo("too-late");
  }

  @Test
  void takesAMerchantsLongWords() {
    User user = newUser(Map.of(Simulated.SKY, 5_000L, Simulated.BEAN, 0L));
    OrderGroupTerms group = placeSwap(user);
    LegId sell = group.group().leg(0);
    tell(
        Topics.STATEMENT,
        group.group().toString(),
        new StatementEvent.PointsStuck(
            TransferId.reserve(sell),
            TransferKind.RESERVE,
            new AssetCode("SKY"),
            1_010,
            group.group(),
            sell,
            group.user(),
            "r".repeat(255),
            AT),
        UUID.randomUUID().toString());
    tell(
        group,
        new OrderEvent.OrderGroupSubmitFailed(
            group, SubmitFailure.MERCHANT_REFUSED, sell, "d".repeat(5_000), AT));
    String path = "/v1/order-groups/" + group.group();
    await(() -> get(user, path).text("status").equals("SUBMIT_FAILURE"));
    assertThat(get(user, path).text("detail")).isEqualTo("d".repeat(500));
    await(() -> get(user, path).body().at("/legs/0/delayed").asBoolean());
  }

  @Test
  void aTokenRefusedLateDoesNotUnbindWhatWasBoundAnewSince() {
    User user = newUser(Map.of(Simulated.SKY, 5_000L, Simulated.BEAN, 0L));
    OrderGroupTerms group = placeSwap(user);
    assertThat(post(user, "/v1/wallets", "{\"exCode\":\"SKY\"}").status()).isEqualTo(200);
    tell(
        group,
        new OrderEvent.OrderGroupSubmitFailed(
            group, SubmitFailure.MEMBER_TOKEN_INVALID, group.group().leg(0), "late", AT));
    await(
        () ->
            get(user, "/v1/order-groups/" + group.group()).text("status").equals("SUBMIT_FAILURE"));
    assertThat(get(user, "/v1/wallets").body().at("/wallets")).hasSize(2);
  }
}
