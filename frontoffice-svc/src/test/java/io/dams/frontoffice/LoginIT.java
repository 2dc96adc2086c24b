package io.dams.frontoffice;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.dams.contracts.topic.LoggedIn;
import io.dams.contracts.topic.Topics;
import io.dams.platform.testing.TestIdentity;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class LoginIT extends FrontofficeTest {

  @Test
  void registersANewPhoneAndLogsItInAgain() {
    String phone = newPhone();
    Answer first = login(phone);
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.body().at("/registered").asBoolean()).isTrue();
    assertThat(first.body().at("/expiresInSeconds").asInt()).isEqualTo(600);
    forgetPause();
    Answer second = login(phone);
    assertThat(second.body().at("/registered").asBoolean()).isFalse();
    assertThat(second.text("accountId")).isEqualTo(first.text("accountId"));
    assertThat(count("SELECT COUNT(*) FROM unify_acct_mapping WHERE account_id = ?", first))
        .isEqualTo(1);

    List<ConsumerRecord<String, byte[]>> events =
        awaitRecords(Topics.LOGIN, first.text("accountId"), 2);
    LoggedIn event = json.readValue(events.getFirst().value(), LoggedIn.class);
    assertThat(event.registered()).isTrue();
    assertThat(event.user()).hasToString(first.text("accountId"));
    assertThat(json.readValue(events.getLast().value(), LoggedIn.class).registered()).isFalse();
  }

  @Test
  void keepsNeitherPhoneNorCodeNorTokenReadable() {
    String phone = newPhone();
    Answer login = login(phone);
    forgetPause();
    post(null, "/v1/auth/codes", "{\"phone\":\"" + phone + "\"}");
    String code = Simulated.SMS.last(phone).orElseThrow().code();
    String tables =
        jdbc.sql(
                """
                SELECT GROUP_CONCAT(HEX(phone), HEX(phone_hash), username) FROM account
                UNION ALL SELECT GROUP_CONCAT(HEX(phone_hash), HEX(code_hash)) FROM login_code
                UNION ALL SELECT GROUP_CONCAT(HEX(token_hash)) FROM refresh_token
                UNION ALL SELECT GROUP_CONCAT(HEX(bucket)) FROM login_limit
                """)
            .query(String.class)
            .list()
            .toString();
    assertThat(tables).doesNotContain(hex(phone)).doesNotContain(hex(code));
    assertThat(tables)
        .doesNotContain(hex(login.text("refreshToken")))
        .contains("u" + login.text("accountId"));
  }

  @Test
  void refusesAWrongCodeAndBoundsTheAttempts() {
    String phone = newPhone();
    post(null, "/v1/auth/codes", "{\"phone\":\"" + phone + "\"}");
    String right = Simulated.SMS.last(phone).orElseThrow().code();
    String wrong = right.equals("000000") ? "000001" : "000000";
    for (int i = 0; i < 5; i++) {
      assertThat(login(phone, wrong).code()).isEqualTo("code-wrong");
    }
    Answer answer = login(phone, right);
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.code()).isEqualTo("too-many-attempts");
    assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 61L);
  }

  @Test
  void takesACodeOnceAndNotAfterItsTime() {
    String phone = newPhone();
    assertThat(login(phone).status()).isEqualTo(200);
    String used = Simulated.SMS.last(phone).orElseThrow().code();
    assertThat(login(phone, used).code()).isEqualTo("code-expired");

    String late = newPhone();
    post(null, "/v1/auth/codes", "{\"phone\":\"" + late + "\"}");
    jdbc.sql("UPDATE login_code SET expires_at = NOW(6) - INTERVAL 1 SECOND").update();
    assertThat(login(late, Simulated.SMS.last(late).orElseThrow().code()).code())
        .isEqualTo("code-expired");
  }

  @Test
  void sendsNoSecondCodeAtOnceAndNoMoreThanTheHourAllows() {
    String phone = newPhone();
    String body = "{\"phone\":\"" + phone + "\"}";
    assertThat(post(null, "/v1/auth/codes", body).status()).isEqualTo(202);
    Answer tooSoon = post(null, "/v1/auth/codes", body);
    assertThat(tooSoon.status()).isEqualTo(429);
    assertThat(tooSoon.code()).isEqualTo("too-many-codes");
    assertThat(tooSoon.body().at("/retryAfterSeconds").asInt()).isBetween(1, 60);
    assertThat(tooSoon.headers().firstValue("Retry-After"))
        .hasValue(tooSoon.text("retryAfterSeconds"));
    for (int i = 0; i < 4; i++) {
      forgetPause();
      assertThat(post(null, "/v1/auth/codes", body).status()).isEqualTo(202);
    }
    forgetPause();
    assertThat(post(null, "/v1/auth/codes", body).code()).isEqualTo("too-many-codes");
    assertThat(Simulated.SMS.last(phone).orElseThrow().number()).isEqualTo(5);
  }

  @Test
  void boundsCodesOfOneDevice() {
    int refused = 0;
    for (int i = 0; i < 12; i++) {
      Answer answer =
          post(
              null,
              "/v1/auth/codes",
              "{\"phone\":\"%s\",\"device\":\"one-device\"}".formatted(newPhone()));
      refused += answer.status() == 429 ? 1 : 0;
    }
    assertThat(refused).isEqualTo(2);
  }

  @Test
  void saysWhenTheSmsProviderDoesNotTakeTheCode() {
    Simulated.SMS.failNext(1);
    Answer answer = post(null, "/v1/auth/codes", "{\"phone\":\"" + newPhone() + "\"}");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("sms-unavailable");
  }

  @Test
  void refusesABlockedAccountAndOneThatIsMappedElsewhere() {
    User blocked = newUser();
    jdbc.sql("UPDATE account SET status = 2 WHERE account_id = ?").param(blocked.id()).update();
    forgetPause();
    assertThat(login(blocked.phone()).code()).isEqualTo("account-blocked");

    User mapped = newUser();
    jdbc.sql("UPDATE unify_acct_mapping SET account_id = 1 WHERE account_id = ?")
        .param(mapped.id())
        .update();
    forgetPause();
    assertThat(login(mapped.phone()).code()).isEqualTo("account-mismatch");
  }

  @Test
  void rotatesRefreshTokensAndEndsTheSessionWhenOneComesAgain() {
    User user = newUser();
    Answer second = refresh(user.refreshToken());
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.text("refreshToken")).isNotEqualTo(user.refreshToken());
    Answer third = refresh(second.text("refreshToken"));
    assertThat(third.status()).isEqualTo(200);

    Answer reused = refresh(user.refreshToken());
    assertThat(reused.status()).isEqualTo(401);
    assertThat(reused.code()).isEqualTo("refresh-token-reused");
    assertThat(refresh(third.text("refreshToken")).code()).isEqualTo("refresh-token-invalid");
    assertThat(
            jdbc.sql("SELECT revoke_reason FROM login_session WHERE account_id = ?")
                .param(user.id())
                .query(String.class)
                .single())
        .isEqualTo("REUSED");
  }

  @Test
  void endsASessionAtLogout() {
    User user = newUser();
    assertThat(
            post(null, "/v1/auth/logout", "{\"refreshToken\":\"" + user.refreshToken() + "\"}")
                .status())
        .isEqualTo(204);
    assertThat(refresh(user.refreshToken()).code()).isEqualTo("refresh-token-invalid");
    assertThat(refresh("unknown").code()).isEqualTo("refresh-token-invalid");
  }

  @Test
  void signsAccessTokensThatItsPublicKeysVerify() throws Exception {
    User user = newUser();
    SignedJWT token = SignedJWT.parse(user.accessToken());
    JWKSet keys = JWKSet.parse(get(null, "/.well-known/jwks.json").body().toString());
    ECKey key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey();
    assertThat(key.isPrivate()).isFalse();
    assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
    assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
    assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(user.id());
    assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("frontoffice-svc");
    assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("dams");
  }

  @Test
  void guardsEveryPathByTheTokenThatBelongsThere() {
    User user = newUser();
    assertThat(get(user, "/v1/wallets").status()).isEqualTo(200);
    Answer none = get(null, "/v1/wallets");
    assertThat(none.status()).isEqualTo(401);
    assertThat(none.code()).isEqualTo("unauthenticated");
    assertThat(none.headers().firstValue("content-type")).hasValue("application/problem+json");
    String forged = user.accessToken().substring(0, user.accessToken().length() - 6) + "AAAAAA";
    assertThat(get(new User("", "", forged, ""), "/v1/wallets").status()).isEqualTo(401);
    String service = TestIdentity.token("operator", "frontoffice-svc");
    assertThat(get(new User("", "", service, ""), "/v1/wallets").status()).isEqualTo(401);
    assertThat(get(user, "/ops/contracts/SKY-DMT").status()).isEqualTo(401);
    assertThat(
            send(
                    null,
                    HttpRequest.newBuilder(uri("/ops/contracts/SKY-DMT"))
                        .header(
                            "Authorization", TestIdentity.bearer("ledger-svc", "frontoffice-svc")))
                .status())
        .isEqualTo(403);
    assertThat(get(user, "/somewhere").status()).isEqualTo(403);
    assertThat(get(null, "/v1/brands").status()).isEqualTo(200);
  }

  private Answer refresh(String token) {
    return post(null, "/v1/auth/refresh", "{\"refreshToken\":\"" + token + "\"}");
  }

  /** Lets a minute pass for the pause between two codes. */
  private void forgetPause() {
    jdbc.sql("DELETE FROM login_limit WHERE window_end < window_start + INTERVAL 2 MINUTE")
        .update();
  }

  private long count(String sql, Answer login) {
    return jdbc.sql(sql).param(login.text("accountId")).query(Long.class).single();
  }

  private static String hex(String text) {
    StringBuilder hex = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hex.append(String.format("%02X", b));
    }
    return hex.toString();
  }
}
