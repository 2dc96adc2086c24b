package io.dams.sandbox.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.standardwebhooks.Webhook;
import io.dams.contracts.merchant.RequestSignature;
import io.dams.sandbox.partner.PartnerFault.About;
import io.dams.sandbox.partner.PartnerFault.Door;
import io.dams.sandbox.partner.PartnerOrder.Direction;
import io.dams.sandbox.partner.PartnerOrder.State;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartnerSimulatorTest {

  private static final byte[] SECRET = new byte[32];
  private static final String HOOK = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String CREATION =
      """
      {"orderId": "dams-1", "outUserId": "ann", "outAmount": "2.5", "currencyId": 2}
      """;

  @TempDir Path directory;
  private final HttpClient http = HttpClient.newHttpClient();
  private PartnerSimulator partner;

  @BeforeEach
  void start() {
    partner = started();
  }

  @AfterEach
  void stop() {
    partner.close();
    http.shutdownNow();
  }

  @Test
  void theSameIdIsTheSameOrder() throws Exception {
    assertThat(create(CREATION).statusCode()).isEqualTo(200);
    assertThat(create(CREATION).body()).contains("\"state\":\"DONE\"");
    assertThat(create(CREATION.replace("2.5", "3")).statusCode()).isEqualTo(409);

    assertThat(partner.orders()).hasSize(1);
    assertThat(partner.done(Direction.OUT)).isEqualByComparingTo("2.5");
  }

  @Test
  void whatWasAnsweredSurvivesAnEnd() throws Exception {
    create(CREATION);
    callback("msg_1", "{}", HOOK);
    partner.close();

    partner = started();

    assertThat(partner.orders()).extracting(PartnerOrder::orderId).containsExactly("dams-1");
    assertThat(partner.callbacks()).containsExactly(new ReceivedCallback("msg_1", "{}"));
  }

  @Test
  void aForgedRequestIsRefused() throws Exception {
    byte[] body = CREATION.getBytes(StandardCharsets.UTF_8);
    HttpRequest forged = signed("POST", "/order/create", body, new byte[] {1}).build();

    assertThat(http.send(forged, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    assertThat(partner.orders()).isEmpty();
  }

  @Test
  void aRefusalIsForGood() throws Exception {
    partner.faults().add(PartnerFault.at(Door.CREATE, new PartnerFault.Decide(State.REFUSED)));

    assertThat(create(CREATION).body()).contains("REFUSED");
    assertThat(create(CREATION).body()).contains("REFUSED");
    assertThat(partner.decide("dams-1", State.DONE, null).state()).isEqualTo(State.REFUSED);
  }

  @Test
  void doesTheWorkAndDropsTheReply() {
    partner.faults().add(PartnerFault.at(Door.CREATE, new PartnerFault.DropReply()));

    assertThat(catchThrowable(() -> create(CREATION))).isInstanceOf(IOException.class);
    assertThat(partner.orders()).hasSize(1);
  }

  @Test
  void liesAboutTheAmount() throws Exception {
    partner.leave("in-1", "ann", new BigDecimal("7"));
    partner.faults().add(PartnerFault.at(Door.INFO, new PartnerFault.Lie(About.AMOUNT)));

    assertThat(info("in-1").body()).contains("\"outAmount\":\"8\"");
    assertThat(info("in-1").body()).contains("\"outAmount\":\"7\"");
    assertThat(info("in-2").body()).contains("ORDER_NOT_FOUND");
  }

  @Test
  void takesACallbackOnceAndNoForgedOne() throws Exception {
    assertThat(callback("msg_1", "{\"a\":1}", HOOK)).isEqualTo(204);
    assertThat(callback("msg_1", "{\"a\":1}", HOOK)).isEqualTo(204);
    String other = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
    assertThat(callback("msg_2", "{\"a\":1}", other)).isEqualTo(401);

    assertThat(partner.callbacks()).hasSize(1);
  }

  private PartnerSimulator started() {
    PartnerSimulator started = PartnerSimulator.start(PartnerSettings.forTest(directory));
    started.use(
        new PartnerSettings.Keys(
            "app-1-k", Base64.getEncoder().encodeToString(SECRET), List.of(HOOK)));
    return started;
  }

  private HttpResponse<String> create(String body) throws Exception {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return http.send(
        signed("POST", "/order/create", bytes, SECRET).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> info(String order) throws Exception {
    String path = "/order/info?orderId=" + order;
    return http.send(signed("GET", path, new byte[0], SECRET).build(), BodyHandlers.ofString());
  }

  private int callback(String id, String payload, String secret) throws Exception {
    long seconds = Clock.systemUTC().instant().getEpochSecond();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(partner.callbackUrl()))
            .POST(BodyPublishers.ofString(payload))
            .header("webhook-id", id)
            .header("webhook-timestamp", Long.toString(seconds))
            .header("webhook-signature", new Webhook(secret).sign(id, seconds, payload))
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  private HttpRequest.Builder signed(String method, String path, byte[] body, byte[] secret) {
    long seconds = Clock.systemUTC().instant().getEpochSecond();
    String nonce = UUID.randomUUID().toString();
    return HttpRequest.newBuilder(partner.baseUrl().resolve(path))
        .method(method, BodyPublishers.ofByteArray(body))
        .header(RequestSignature.KEY_HEADER, "app-1-k")
        .header(RequestSignature.TIMESTAMP_HEADER, Long.toString(seconds))
        .header(RequestSignature.NONCE_HEADER, nonce)
        .header(
            RequestSignature.SIGNATURE_HEADER,
            RequestSignature.sign(secret, method, path, seconds, nonce, body));
  }
}
