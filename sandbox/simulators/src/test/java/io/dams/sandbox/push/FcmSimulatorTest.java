package io.dams.sandbox.push;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FcmSimulatorTest {

  private static final String DEVICE = "a-device-of-the-sandbox";
  private static final FcmAccount ACCOUNT = FcmAccount.of("a-project");

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private FcmSimulator push;

  @BeforeEach
  void start() throws Exception {
    Path file = folder.resolve("account.json");
    Files.writeString(file, ACCOUNT.credentials(URI.create("http://127.0.0.1:1")));
    push = FcmSimulator.start(0, file, null);
  }

  @AfterEach
  void stop() {
    push.close();
    http.close();
  }

  @Test
  void showsADeviceTheLastMessageOfEachTag() throws Exception {
    String access = access(ACCOUNT);
    assertThat(send(access, "old", "g1").statusCode()).isEqualTo(200);
    assertThat(send(access, "other", "g2").statusCode()).isEqualTo(200);
    assertThat(send(access, "new", "g1").statusCode()).isEqualTo(200);
    assertThat(get("/sandbox/devices/" + DEVICE))
        .contains("\"title\":\"new\"", "\"title\":\"other\"", "\"tag\":\"g1\"")
        .doesNotContain("\"title\":\"old\"");
    assertThat(get("/sandbox/devices/of-somebody-else")).isEqualTo("[]");
  }

  @Test
  void givesAccessToTheAccountOfItsFileOnly() throws Exception {
    assertThat(token(FcmAccount.of("a-project")).statusCode()).isEqualTo(400);
    assertThat(send("invented", "x", "g").statusCode()).isEqualTo(401);
    assertThat(get("/sandbox/devices/" + DEVICE)).isEqualTo("[]");
  }

  private String access(FcmAccount account) throws Exception {
    return token(account).body().replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
  }

  private HttpResponse<String> token(FcmAccount account) throws Exception {
    long now = Instant.now().getEpochSecond();
    String claims =
        """
        {"iss":"%s","aud":"https://oauth2.googleapis.com/token","iat":%d,"exp":%d,
         "scope":"https://www.googleapis.com/auth/firebase.messaging"}
        """
            .formatted(account.email(), now, now + 3_600);
    String signed =
        base64("{\"alg\":\"RS256\"}".getBytes(US_ASCII)) + "." + base64(claims.getBytes(US_ASCII));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(account.keys().getPrivate());
    signature.update(signed.getBytes(US_ASCII));
    return post(
        "/token",
        "",
        "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion="
            + signed
            + "."
            + base64(signature.sign()));
  }

  private HttpResponse<String> send(String access, String title, String tag) throws Exception {
    return post(
        "/v1/projects/a-project/messages:send",
        access,
        """
        {"message":{"token":"%s","notification":{"title":"%s","body":"b"},"data":{},
         "android":{"ttl":"60s","priority":"HIGH","notification":{"tag":"%s"}}}}
        """
            .formatted(DEVICE, title, tag));
  }

  private HttpResponse<String> post(String path, String access, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(push.baseUrl().resolve(path))
            .header("Authorization", "Bearer " + access)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private String get(String path) throws Exception {
    return http.send(
            HttpRequest.newBuilder(push.baseUrl().resolve(path)).build(), BodyHandlers.ofString())
        .body();
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
