package io.dams.frontoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.Side;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.Party;
import io.dams.frontoffice.wallet.Wallets;
import io.dams.sandbox.merchant.Fault;
import io.dams.sandbox.merchant.Operation;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class WalletIT extends FrontofficeTest {

  private static final AssetCode SKY = new AssetCode("SKY");

  @Autowired Wallets wallets;

  @AfterEach
  void noFaults() {
    Simulated.SKY.faults().clear();
    Simulated.BEAN.faults().clear();
    Simulated.MART.faults().clear();
    Simulated.LEDGER.clear();
  }

  @Test
  void bindsWhenTheMerchantConfirmsThePhone() {
    User user = newUser();
    Simulated.SKY.join("m" + user.id(), user.phone(), 1_234);
    Answer bound = post(user, "/v1/wallets", "{\"exCode\":\"SKY\"}");
    assertThat(bound.status()).isEqualTo(201);
    assertThat(bound.text("externalUid")).isEqualTo("m" + user.id());
    assertThat(bound.text("balance")).isEqualTo("1234");
    assertThat(post(user, "/v1/wallets", "{\"exCode\":\"SKY\"}").status()).isEqualTo(200);
    assertThat(walletRows(user)).isEqualTo(1);
    String token =
        jdbc.sql("SELECT HEX(token) FROM points_token_info WHERE account_id = ?")
            .param(user.id())
            .query(String.class)
            .single();
    assertThat(token).startsWith("01").hasSizeGreaterThan(60);
  }

  @Test
  void bindsNoPhoneThatTheMerchantDoesNotKnow() {
    User user = newUser();
    Answer stranger = post(user, "/v1/wallets", "{\"exCode\":\"SKY\"}");
    assertThat(stranger.status()).isEqualTo(422);
    assertThat(stranger.code()).isEqualTo("not-a-member");
    assertThat(post(user, "/v1/wallets", "{\"exCode\":\"NOPE\"}").code())
        .isEqualTo("unknown-brand");
    Simulated.SKY.faults().add(Fault.of(new Fault.Unavailable()).on(Operation.TOKEN));
    Answer away = post(user, "/v1/wallets", "{\"exCode\":\"SKY\"}");
    assertThat(away.status()).isEqualTo(503);
    assertThat(away.code()).isEqualTo("merchant-unavailable");
  }

  @Test
  void unbindsSoftly() {
    User user = newUser(Map.of(Simulated.SKY, 500L));
    assertThat(delete(user, "/v1/wallets/SKY").status()).isEqualTo(204);
    assertThat(get(user, "/v1/wallets").body().at("/wallets")).isEmpty();
    assertThat(walletRows(user)).isEqualTo(1);
    assertThat(post(user, "/v1/wallets", "{\"exCode\":\"SKY\"}").status()).isEqualTo(201);
    assertThat(walletRows(user)).isEqualTo(2);
    assertThat(delete(user, "/v1/wallets/BEAN").status()).isEqualTo(204);
  }

  /** It would answer, and be listened to, long after the deadline and before we lose patience. */
  @Test
  void aMerchantThatHangsCostsItsOwnRowAndTheDeadlineOnly() {
    User user = newUser(Map.of(Simulated.SKY, 500L, Simulated.BEAN, 70L, Simulated.MART, 1L));
    Simulated.BEAN
        .faults()
        .add(Fault.of(Fault.Stall.of(PATIENCE.minusSeconds(25))).on(Operation.BALANCE));
    Answer wallets = get(user, "/v1/wallets");
    assertThat(wallets.body().at("/wallets")).hasSize(3);
    assertThat(wallets.text("wallets/0/exCode")).isEqualTo("BEAN");
    assertThat(wallets.text("wallets/0/problem")).isEqualTo("merchant-unavailable");
    assertThat(wallets.body().at("/wallets/0/balance").isNull()).isTrue();
    assertThat(wallets.text("wallets/1/balance")).isEqualTo("0.01");
    assertThat(wallets.text("wallets/2/balance")).isEqualTo("500");
  }

  @Test
  void unbindsThePointsOfAUserWhoseTokenTheMerchantEnded() {
    User user = newUser(Map.of(Simulated.SKY, 500L, Simulated.BEAN, 70L));
    Simulated.SKY.revokeConsent("m" + user.id());
    Answer wallets = get(user, "/v1/wallets");
    assertThat(wallets.text("wallets/1/problem")).contains("MEMBER_TOKEN_INVALID");
    wallets = get(user, "/v1/wallets");
    assertThat(wallets.body().at("/wallets")).hasSize(1);
    assertThat(wallets.text("wallets/0/exCode")).isEqualTo("BEAN");
  }

  @Test
  void aRefusalOfAnOlderTokenDoesNotUnbindWhatWasConfirmedSince() {
    User user = newUser(Map.of(Simulated.SKY, 500L));
    UserId id = UserId.of(user.id());
    String member = "m" + user.id();
    Instant before = Instant.now();
    assertThat(post(user, "/v1/wallets", "{\"exCode\":\"SKY\"}").status()).isEqualTo(200);
    assertThat(wallets.tokenRefused(id, SKY, member, before)).isFalse();
    assertThat(wallets.tokenRefused(id, SKY, "another", Instant.now())).isFalse();
    assertThat(get(user, "/v1/wallets").text("wallets/0/balance")).isEqualTo("500");
    assertThat(wallets.tokenRefused(id, SKY, member, Instant.now())).isTrue();
    assertThat(wallets.find(id, SKY)).isNull();
    assertThat(wallets.tokenRefused(id, SKY, member, Instant.now())).isFalse();
  }

  @Test
  void bindsAMemberToOneAccountOnly() {
    User user = newUser(Map.of(Simulated.MART, 100L));
    User other = newUser();
    // the merchant gave the phone of one user to the member that another has bound
    jdbc.sql("UPDATE pointwallet SET account_id = ? WHERE account_id = ?")
        .params(other.id(), user.id())
        .update();
    Answer refused = post(user, "/v1/wallets", "{\"exCode\":\"MART\"}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("member-bound-elsewhere");
  }

  @Test
  void listsSwappablePoints() {
    publishContracts();
    User user = newUser(Map.of(Simulated.SKY, 500L, Simulated.BEAN, 70L));
    trade("SKY", 100, 5_000);
    trade("BEAN", 10, 2_000);
    Simulated.LEDGER.put(
        "/internal/point-amounts",
        """
        [{"point":"BEAN","supplyUnits":"300","demandUnits":"40","volumeUnits":"9"}]
        """);
    Answer list = get(user, "/v1/points/SKY/swappable");
    assertThat(list.body().at("/points")).hasSize(1);
    assertThat(list.text("points/0/asset")).isEqualTo("BEAN");
    assertThat(list.text("points/0/slaveAsset")).isEqualTo("DMT");
    assertThat(list.text("points/0/availableBalance")).isEqualTo("70");
    assertThat(list.text("points/0/assetValue")).isEqualTo("140.00");
    assertThat(list.text("points/0/mktSupply")).isEqualTo("300");
    assertThat(list.text("points/0/mktDemand")).isEqualTo("40");
    assertThat(list.text("points/0/mFeeRatio")).isEqualTo("0.033300");
    assertThat(list.text("points/0/exRatio")).isEqualTo("0.25000000");
    Simulated.LEDGER.clear();
    Answer without = get(user, "/v1/points/SKY/swappable");
    assertThat(without.text("points/0/availableBalance")).isEqualTo("70");
    assertThat(without.body().at("/points/0/mktSupply").isNull()).isTrue();
    assertThat(get(user, "/v1/points/NOPE/swappable").code()).isEqualTo("unknown-brand");
  }

  @Test
  void showsTokensAndSaysWhenTheLedgerIsAway() {
    publishContracts();
    User user = newUser();
    assertThat(get(user, "/v1/tokens").status()).isEqualTo(503);
    Simulated.LEDGER.put(
        "/internal/users/" + user.id() + "/balances",
        "[{\"asset\":\"DMT\",\"availableUnits\":\"1234\",\"heldUnits\":\"5\"}]");
    Answer tokens = get(user, "/v1/tokens");
    assertThat(tokens.text("tokens/0/token")).isEqualTo("DMT");
    assertThat(tokens.text("tokens/0/available")).isEqualTo("12.34");
    assertThat(tokens.text("tokens/0/held")).isEqualTo("0.05");
  }

  private void trade(String point, long lotUnits, long price) {
    var group = new OrderGroupId(8);
    Party party = new Party(group, group.leg(0), new UserId(1));
    seen(
        core(
            new CoreEvent.Traded(
                new ContractId(point + "-DMT"), 1, lotUnits, price, party, party, Side.BUY)));
  }

  private long walletRows(User user) {
    return jdbc.sql("SELECT COUNT(*) FROM pointwallet WHERE account_id = ?")
        .param(user.id())
        .query(Long.class)
        .single();
  }
}
