package io.dams.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.merchant.RequestSignature;
import io.dams.sandbox.partner.PartnerSimulator;
import io.dams.transfer.World.Case;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Who gets in at the partners' door: forged, replayed, stale, re-serialised, rotated. */
@TransferService
class PartnerDoorIT {

  private static final String PATH = "/v1/partner/orders";
  private static final String BODY =
      """
      {"outOrderId":"%s","outUserId":"ann","userId":"777777","outAmount":"5"}\
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private final String body = BODY.formatted(UUID.randomUUID());
  @LocalServerPort int port;
  private TransferHttp http;
  private int app;
  private JsonNode secret;

  /** A request as it is signed, each part of which can be spoiled. */
  private record Signing(String keyId, String secret, long seconds, String nonce, String path) {}

  @BeforeEach
  void register() {
    http = new TransferHttp(port);
    app = http.app(Case.INTERNAL, Map.of());
    secret = http.secret(app, "REQUEST", 0);
  }

  @Test
  void aSignedRequestGetsInAndItsReplayDoesNot() throws Exception {
    Signing signing = signing(secret);

    assertThat(post(signing, body, body).statusCode()).isEqualTo(202);
    HttpResponse<String> replayed = post(signing, body, body);

    assertThat(replayed.statusCode()).isEqualTo(401);
    assertThat(replayed.body()).contains("urn:dams:problem:replayed");
    assertThat(post(signing(secret), body, body).statusCode()).isEqualTo(202);
  }

  @Test
  void aForgedOrChangedRequestDoesNot() throws Exception {
    String stranger = Base64.getEncoder().encodeToString(new byte[32]);
    Signing good = signing(secret);
    long now = good.seconds();

    assertRefused(new Signing(good.keyId(), stranger, now, nonce(), PATH), body, body);
    assertRefused(new Signing("app-0-none", good.secret(), now, nonce(), PATH), body, body);
    assertRefused(new Signing(good.keyId(), good.secret(), now - 400, nonce(), PATH), body, body);
    assertRefused(new Signing(good.keyId(), good.secret(), now + 400, nonce(), PATH), body, body);
    assertRefused(new Signing(good.keyId(), good.secret(), now, "short", PATH), body, body);
    assertRefused(new Signing(good.keyId(), good.secret(), now, nonce(), "/other"), body, body);
    assertRefused(good, body, body.replace("\"5\"", "\"6\""));
  }

  @Test
  void aBodyThatWasWrittenAnewIsAnotherBody() throws Exception {
    assertRefused(signing(secret), body, body.replace(",", ", "));
  }

  @Test
  void aRefusedRequestUsesNoNonceUp() throws Exception {
    Signing signing = signing(secret);
    assertRefused(signing, body, body.replace("\"5\"", "\"6\""));

    assertThat(post(signing, body, body).statusCode()).isEqualTo(202);
  }

  @Test
  void bothSecretsAreTakenWhileOneReplacesTheOther() throws Exception {
    JsonNode next = http.secret(app, "REQUEST", 60);
    assertThat(post(signing(secret), body, body).statusCode()).isEqualTo(202);
    assertThat(post(signing(next), body, body).statusCode()).isEqualTo(202);

    JsonNode last = http.secret(app, "REQUEST", 0);

    assertRefused(signing(secret), body, body);
    assertRefused(signing(next), body, body);
    assertThat(post(signing(last), body, body).statusCode()).isEqualTo(202);
  }

  @Test
  void aSecretOfCallbacksSignsNoRequest() throws Exception {
    JsonNode callback = http.secret(app, "CALLBACK", 60);
    String key = callback.path("secret").asString().substring("whsec_".length());

    assertRefused(
        new Signing(callback.path("keyId").asString(), key, now(), nonce(), PATH), body, body);
  }

  @Test
  void noAppSeesOrDecidesWhatIsNotItsOwn() throws Exception {
    PartnerSimulator partner = World.partner(Case.INTERNAL);
    String name = "PD_" + UUID.randomUUID();
    assertThat(partner.moveIn(name, "ann", "777777", BigDecimal.ONE).status()).isEqualTo(401);
    http.app(Case.INTERNAL, Map.of());
    assertThat(partner.moveIn(name, "ann", "777777", BigDecimal.ONE).status()).isEqualTo(202);
    assertThat(partner.call("GET", PATH + "/" + name, Map.of()).status()).isEqualTo(200);

    http.app(Case.INTERNAL, Map.of());

    Map<String, Object> word = Map.of("state", "DONE", "outAmount", "1");
    assertThat(partner.call("GET", PATH + "/" + name, Map.of()).status()).isEqualTo(404);
    assertThat(partner.call("POST", PATH + "/" + name + "/result", word).status()).isEqualTo(404);
    assertThat(partner.call("POST", PATH + "/dams-none/result", word).status()).isEqualTo(404);
  }

  @Test
  void aNameThatNoOrderCanHaveIsOfNone() throws Exception {
    http.app(Case.INTERNAL, Map.of());
    Map<String, Object> word = Map.of("state", "DONE", "outAmount", "1");
    for (String name : List.of("%C3%A4", "%E2%82%AC1", "%F0%9F%92%B0", "x".repeat(200))) {
      String path = PATH + "/" + name;
      assertThat(World.partner(Case.INTERNAL).call("GET", path, Map.of()).status()).isEqualTo(404);
      assertThat(World.partner(Case.INTERNAL).call("POST", path + "/result", word).status())
          .isEqualTo(404);
    }
  }

  @Test
  void aBodyThatIsTooLongIsNotRead() throws Exception {
    String longBody = "{\"remark\":\"" + "x".repeat(70_000) + "\"}";

    assertThat(post(signing(secret), longBody, longBody).statusCode()).isEqualTo(413);
  }

  private void assertRefused(Signing signing, String signed, String sent) throws Exception {
    HttpResponse<String> answer = post(signing, signed, sent);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
    assertThat(answer.body()).contains("urn:dams:problem:signature-invalid");
  }

  private HttpResponse<String> post(Signing signing, String signed, String sent) throws Exception {
    String signature =
        RequestSignature.sign(
            Base64.getDecoder().decode(signing.secret()),
            "POST",
            signing.path(),
            signing.seconds(),
            signing.nonce(),
            signed.getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + PATH))
            .header("Content-Type", "application/json")
            .header(RequestSignature.KEY_HEADER, signing.keyId())
            .header(RequestSignature.TIMESTAMP_HEADER, Long.toString(signing.seconds()))
            .header(RequestSignature.NONCE_HEADER, signing.nonce())
            .header(RequestSignature.SIGNATURE_HEADER, signature)
            .POST(BodyPublishers.ofString(sent))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static Signing signing(JsonNode secret) {
    return new Signing(
        secret.path("keyId").asString(), secret.path("secret").asString(), now(), nonce(), PATH);
  }

  private static long now() {
    return Clock.systemUTC().instant().getEpochSecond();
  }

  private static String nonce() {
    return UUID.randomUUID().toString();
  }
}
