package io.dams.frontoffice;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.pushy.apns.server.RejectionReason;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.GroupEnd;
import io.dams.contracts.topic.CoreEvent.LegEnd;
import io.dams.contracts.topic.CoreEvent.RejectReason;
import io.dams.contracts.topic.InputOrder;
import io.dams.contracts.topic.PushRequested;
import io.dams.contracts.topic.Topics;
import io.dams.sandbox.push.ApnsSimulator;
import io.dams.sandbox.push.FcmSimulator.Fault;
import io.dams.sandbox.push.FcmSimulator.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Pushes to servers that speak the protocols of APNs and FCM, with faults. */
class PushIT extends FrontofficeTest {

  @Test
  void tellsEachDeviceOfAUserInItsLanguage() {
    String phone = newPhone();
    User ios = session(phone);
    User android = session(phone);
    String apns = DeviceIT.iosToken();
    String fcm = DeviceIT.androidToken();
    DeviceIT.putDevice(this, ios, "IOS", apns, "en");
    DeviceIT.putDevice(this, android, "ANDROID", fcm, "zh");
    OrderGroupId group = requested(ios, "SUBMIT_FAILURE", "INSUFFICIENT_POINTS");
    await(() -> settled(group) == 2);

    ApnsSimulator.Push push = Simulated.APNS.received(apns).getFirst();
    JsonNode payload = json.readTree(push.payload());
    assertThat(payload.at("/aps/alert/title").asString()).isEqualTo("Order not placed");
    assertThat(payload.at("/aps/alert/body").asString()).contains("not have so many points");
    assertThat(payload.at("/group").asString()).isEqualTo(group.toString());
    assertThat(payload.at("/template").asString()).isEqualTo("SUBMIT_FAILURE");
    assertThat(push.collapseId()).isEqualTo(group.toString());
    assertThat(Duration.between(Instant.now(), push.expiration()))
        .isBetween(Duration.ofHours(23), Duration.ofHours(24));

    Message message = Simulated.FCM.received(fcm).getFirst();
    assertThat(message.title()).isEqualTo("下单失败");
    assertThat(message.body()).contains("积分不足");
    assertThat(message.tag()).isEqualTo(group.toString());
    assertThat(message.data()).containsEntry("template", "SUBMIT_FAILURE");
    assertThat(Long.parseLong(message.ttl().replace("s", ""))).isBetween(82_800L, 86_400L);
  }

  @Test
  void tellsWhatTheCoreMadeOfAnOrder() {
    publishContracts();
    User user = newUser(Map.of(Simulated.SKY, 9_000L));
    String token = android(user);
    OrderGroupTerms filled = sell(user);
    core(new CoreEvent.OrderGroupAccepted(filled));
    core(new CoreEvent.LegEnded(filled.group(), filled.group().leg(0), LegEnd.CANCELLED, 0, 0));
    seen(core(new CoreEvent.OrderGroupEnded(filled.group(), GroupEnd.CANCELLED, 0)));
    OrderGroupTerms halted = sell(user);
    seen(core(new CoreEvent.OrderGroupRejected(halted, RejectReason.DUPLICATE_GROUP)));
    seen(core(new CoreEvent.OrderGroupRejected(halted, RejectReason.CONTRACT_HALTED)));
    await(() -> settled(filled.group()) + settled(halted.group()) == 2);
    assertThat(Simulated.FCM.seen(token))
        .extracting(Message::title)
        .containsExactlyInAnyOrder("Order cancelled", "Order refused");
  }

  @Test
  void goesOnWithTheTraceOfItsOrder() {
    publishContracts();
    User user = newUser(Map.of(Simulated.SKY, 9_000L));
    android(user);
    OrderGroupTerms killed = sell(user);
    String trace = UUID.randomUUID().toString().replace("-", "");
    core(new CoreEvent.OrderGroupAccepted(killed));
    core(new CoreEvent.LegEnded(killed.group(), killed.group().leg(0), LegEnd.KILLED, 0, 0));
    core(
        new CoreEvent.OrderGroupEnded(killed.group(), GroupEnd.KILLED, 0),
        Instant.now(),
        "00-" + trace + "-00f067aa0ba902b7-01");
    await(() -> settled(killed.group()) == 1);
    assertThat(
            jdbc.sql("SELECT traceparent FROM obligation WHERE kind = 'PUSH' AND reference LIKE ?")
                .param(killed.group() + "-%")
                .query(String.class)
                .single())
        .startsWith("00-" + trace + "-");
  }

  @Test
  void owesAMessageThatIsAskedForTwiceOnce() {
    User user = newUser();
    String token = android(user);
    OrderGroupId group = requested(user, "SUBMIT_FAILURE", "EXPIRED");
    requested(user, group, "SUBMIT_FAILURE", "EXPIRED");
    requested(user, group, "FILLED", "");
    await(() -> settled(group) == 2);
    assertThat(Simulated.FCM.received(token)).hasSize(2);
    assertThat(Simulated.FCM.seen(token)).hasSize(1);
  }

  @Test
  void aMessageWhoseAnswerWasLostIsSeenOnce() {
    User user = newUser();
    String fcm = android(user);
    Simulated.FCM.next(new Fault.DropReply());
    OrderGroupId first = requested(user, "FILLED", "");
    await(() -> settled(first) == 1);
    assertThat(Simulated.FCM.received(fcm)).hasSize(2);
    assertThat(Simulated.FCM.seen(fcm)).hasSize(1);

    User other = newUser();
    String apns = ios(other);
    Simulated.APNS.next(new ApnsSimulator.Fault.AnswerLate(10_000));
    OrderGroupId second = requested(other, "FILLED", "");
    await(() -> settled(second) == 1);
    assertThat(Simulated.APNS.received(apns)).hasSizeGreaterThan(1);
    assertThat(Simulated.APNS.seen(apns)).hasSize(1);
    assertThat(Simulated.APNS.received(apns))
        .extracting(ApnsSimulator.Push::apnsId)
        .containsOnly(Simulated.APNS.received(apns).getFirst().apnsId());
  }

  @Test
  void waitsAsLongAsTheServiceAsks() {
    User user = newUser();
    String token = android(user);
    Simulated.FCM.next(new Fault.Refuse(429, "QUOTA_EXCEEDED", "600"));
    OrderGroupId group = requested(user, "FILLED", "");
    await(() -> attempts(group) == 1 && pauseSeconds(group) > 60);
    assertThat(pauseSeconds(group)).isBetween(560L, 600L);
    assertThat(Simulated.FCM.received(token)).isEmpty();
    hasten(group);
    await(() -> settled(group) == 1);
    assertThat(Simulated.FCM.received(token)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = RejectionReason.class,
      names = {"TOO_MANY_REQUESTS", "SERVICE_UNAVAILABLE", "INTERNAL_SERVER_ERROR", "SHUTDOWN"})
  void triesAgainWhatPassesByItself(RejectionReason reason) {
    User user = newUser();
    String token = ios(user);
    Simulated.APNS.next(new ApnsSimulator.Fault.Refuse(reason));
    OrderGroupId group = requested(user, "FILLED", "");
    await(() -> settled(group) == 1);
    assertThat(attempts(group)).isEqualTo(2);
    assertThat(Simulated.APNS.received(token)).hasSize(1);
  }

  @Test
  void asksForAccessAnewWhenItIsTakenAway() {
    User user = newUser();
    String token = android(user);
    OrderGroupId first = requested(user, "FILLED", "");
    await(() -> settled(first) == 1);
    Simulated.FCM.revokeAccess();
    Simulated.FCM.next(new Fault.Garble(502, "<html>bad gateway</html>"));
    OrderGroupId second = requested(user, "FILLED", "");
    await(() -> settled(second) == 1);
    assertThat(Simulated.FCM.received(token)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UNREGISTERED", "INVALID_ARGUMENT"})
  void forgetsADeviceThatFcmDoesNotKnowAnyMore(String code) {
    User user = newUser();
    android(user);
    Simulated.FCM.next(new Fault.Refuse(code.equals("UNREGISTERED") ? 404 : 400, code, null));
    OrderGroupId group = requested(user, "FILLED", "");
    await(() -> settled(group) == 1);
    assertThat(get(user, "/v1/device").status()).isEqualTo(404);
    assertThat(attempts(group)).isEqualTo(1);
  }

  @Test
  void forgetsADeviceThatApnsDoesNotKnowAnyMore() {
    User gone = newUser();
    Simulated.APNS.unregister(ios(gone), Instant.now().plusSeconds(5));
    User bad = newUser();
    ios(bad);
    OrderGroupId first = requested(gone, "FILLED", "");
    await(() -> settled(first) == 1);
    Simulated.APNS.next(new ApnsSimulator.Fault.Refuse(RejectionReason.BAD_DEVICE_TOKEN));
    OrderGroupId second = requested(bad, "FILLED", "");
    await(() -> settled(second) == 1);
    assertThat(get(gone, "/v1/device").status()).isEqualTo(404);
    assertThat(get(bad, "/v1/device").status()).isEqualTo(404);
  }

  @Test
  void keepsADeviceThatRegisteredSinceItsTokenWasDead() {
    User user = newUser();
    String token = ios(user);
    Simulated.APNS.unregister(token, Instant.now().minus(Duration.ofDays(1)));
    OrderGroupId group = requested(user, "FILLED", "");
    await(() -> settled(group) == 1);
    assertThat(get(user, "/v1/device").status()).isEqualTo(200);
  }

  @Test
  void tellsNothingToWhoLoggedOut() {
    User user = newUser();
    String token = android(user);
    Simulated.FCM.next(new Fault.Refuse(503, "UNAVAILABLE", "600"));
    OrderGroupId owed = requested(user, "FILLED", "");
    await(() -> attempts(owed) == 1 && pauseSeconds(owed) > 60);
    DeviceIT.logout(this, user);
    hasten(owed);
    await(() -> settled(owed) == 1);
    OrderGroupId later = requested(user, "FILLED", "");
    User again = newUser();
    String other = android(again);
    OrderGroupId marker = requested(again, "FILLED", "");
    await(() -> settled(marker) == 1);
    await(() -> taken(later));
    assertThat(Simulated.FCM.received(token)).isEmpty();
    assertThat(Simulated.FCM.received(other)).hasSize(1);
    assertThat(owed(later)).isZero();
  }

  @Test
  void tellsADeviceThatHasAnotherTokenByNowByThatToken() {
    User user = newUser();
    String before = android(user);
    Simulated.FCM.next(new Fault.Refuse(503, "UNAVAILABLE", "600"));
    OrderGroupId group = requested(user, "FILLED", "");
    await(() -> attempts(group) == 1 && pauseSeconds(group) > 60);
    String after = android(user);
    hasten(group);
    await(() -> settled(group) == 1);
    assertThat(Simulated.FCM.received(before)).isEmpty();
    assertThat(Simulated.FCM.received(after)).hasSize(1);
  }

  @Test
  void givesUpWhatIsWorthNothingAnyMore() {
    User user = newUser();
    String token = android(user);
    Simulated.FCM.next(new Fault.Refuse(503, "UNAVAILABLE", "600"));
    OrderGroupId group = requested(user, "FILLED", "");
    await(() -> attempts(group) == 1 && pauseSeconds(group) > 60);
    jdbc.sql(
            """
            UPDATE obligation SET created_at = created_at - INTERVAL 25 HOUR
             WHERE reference LIKE ?
            """)
        .param(group + "-%")
        .update();
    hasten(group);
    await(() -> settled(group) == 1);
    assertThat(Simulated.FCM.received(token)).isEmpty();
  }

  @Test
  void showsOperatorsWhatIsRefusedForOurFault() {
    User user = newUser();
    String token = android(user);
    Simulated.FCM.next(new Fault.WrongField("message.android.ttl"));
    OrderGroupId group = requested(user, "FILLED", "");
    await(
        () -> ops("GET", "/ops/obligations?limit=200", "").body().toString().contains(group + "-"));
    assertThat(get(user, "/v1/device").status()).isEqualTo(200);
    hasten(group);
    await(() -> settled(group) == 1);
    assertThat(Simulated.FCM.received(token)).hasSize(1);
  }

  private String ios(User user) {
    String token = DeviceIT.iosToken();
    assertThat(DeviceIT.putDevice(this, user, "IOS", token, "en").status()).isEqualTo(200);
    return token;
  }

  private String android(User user) {
    String token = DeviceIT.androidToken();
    assertThat(DeviceIT.putDevice(this, user, "ANDROID", token, "en").status()).isEqualTo(200);
    return token;
  }

  /** A further session of a phone. */
  private User session(String phone) {
    jdbc.sql("DELETE FROM login_limit").update();
    Answer login = login(phone);
    return new User(
        phone, login.text("accountId"), login.text("accessToken"), login.text("refreshToken"));
  }

  private OrderGroupTerms sell(User user) {
    Answer placed = place(user, OrderIT.legs(OrderIT.leg("SKY-DMT", "SELL", "1000", "49")));
    assertThat(placed.status()).as("%s", placed.body()).isEqualTo(202);
    byte[] command = awaitRecords(Topics.INPUT_ORDER, placed.text("groupId"), 1).getFirst().value();
    return ((InputOrder.PlaceOrderGroup) json.readValue(command, InputOrder.class)).group();
  }

  /** The ledger asks for a message. */
  private OrderGroupId requested(User user, String template, String reason) {
    OrderGroupId group = OrderGroupId.next(Instant.now(), new Random());
    requested(user, group, template, reason);
    return group;
  }

  private void requested(User user, OrderGroupId group, String template, String reason) {
    tell(
        Topics.PUSH,
        user.id(),
        new PushRequested(UserId.of(user.id()), group, template, reason),
        group + "-" + UUID.randomUUID());
  }

  private boolean taken(OrderGroupId group) {
    return count("SELECT COUNT(*) FROM message_history WHERE message_id LIKE ?", group) > 0;
  }

  private long owed(OrderGroupId group) {
    return count("SELECT COUNT(*) FROM obligation WHERE reference LIKE ?", group);
  }

  private long settled(OrderGroupId group) {
    return count(
        "SELECT COUNT(*) FROM obligation WHERE state = 'SETTLED' AND reference LIKE ?", group);
  }

  private long attempts(OrderGroupId group) {
    return count("SELECT COALESCE(SUM(attempts), 0) FROM obligation WHERE reference LIKE ?", group);
  }

  private long pauseSeconds(OrderGroupId group) {
    return count(
        """
        SELECT TIMESTAMPDIFF(SECOND, NOW(6), next_attempt_at) FROM obligation
         WHERE reference LIKE ?
        """,
        group);
  }

  private long count(String sql, OrderGroupId group) {
    return jdbc.sql(sql).param(group + "-%").query(Long.class).single();
  }

  private void hasten(OrderGroupId group) {
    String reference =
        jdbc.sql("SELECT reference FROM obligation WHERE reference LIKE ?")
            .param(group + "-%")
            .query(String.class)
            .single();
    assertThat(ops("POST", "/ops/obligations/PUSH/" + reference + "/hasten", "").status())
        .isEqualTo(200);
  }
}
