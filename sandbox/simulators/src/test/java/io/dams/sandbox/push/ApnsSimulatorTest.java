package io.dams.sandbox.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import com.eatthepath.pushy.apns.PushType;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import com.eatthepath.pushy.apns.util.SimpleApnsPayloadBuilder;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApnsSimulatorTest {

  @TempDir private static Path folder;

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static ApnsAccount account;
  private static ApnsSimulator apns;
  private static FcmSimulator steering;
  private static ApnsClient client;

  private final String device = UUID.randomUUID().toString().replace("-", "").repeat(2);

  @BeforeAll
  static void start() throws Exception {
    account = ApnsAccount.in(folder.resolve("apns"));
    apns = ApnsSimulator.start(0, account);
    Path file = folder.resolve("fcm.json");
    Files.writeString(file, FcmAccount.of("a").credentials(URI.create("http://127.0.0.1:1")));
    steering = FcmSimulator.start(0, file, apns);
    client = client(account);
  }

  @AfterAll
  static void stop() {
    client.close().orTimeout(60, TimeUnit.SECONDS).join();
    steering.close();
    apns.close();
    HTTP.close();
  }

  @Test
  void showsADeviceTheLastPushOfEachCollapseId() throws Exception {
    assertThat(push(client, "old", "g1").isAccepted()).isTrue();
    assertThat(push(client, "other", "g2").isAccepted()).isTrue();
    PushNotificationResponse<?> last = push(client, "new", "g1");
    assertThat(last.getApnsId()).isNotNull();
    assertThat(call("GET", "devices/" + device, "").body())
        .contains("\"title\":\"new\"", "\"title\":\"other\"", "\"tag\":\"g1\"")
        .contains(last.getApnsId().toString())
        .doesNotContain("old");
    assertThat(call("GET", "devices/of-somebody-else", "").body()).isEqualTo("[]");
  }

  @Test
  void takesPushesOfItsAccountOnly() throws Exception {
    ApnsAccount other = ApnsAccount.in(folder.resolve("other"));
    Files.copy(account.certificate(), other.certificate(), StandardCopyOption.REPLACE_EXISTING);
    ApnsClient stranger = client(other);
    assertThat(push(stranger, "x", "g").getRejectionReason()).contains("InvalidProviderToken");
    stranger.close().get(60, TimeUnit.SECONDS);
    assertThat(call("GET", "devices/" + device, "").body()).isEqualTo("[]");
  }

  @Test
  void answersAsItIsTold() throws Exception {
    fault("{\"type\":\"REFUSE\",\"reason\":\"TOO_MANY_REQUESTS\"}");
    fault("{\"type\":\"REFUSE\",\"reason\":\"SERVICE_UNAVAILABLE\"}");
    fault("{\"type\":\"ANSWER_LATE\",\"millis\":10}");
    assertThat(push(client, "x", "g").getStatusCode()).isEqualTo(429);
    assertThat(push(client, "x", "g").getStatusCode()).isEqualTo(503);
    assertThat(push(client, "x", "g").isAccepted()).isTrue();
    fault("{\"type\":\"REFUSE\",\"reason\":\"SHUTDOWN\"}");
    assertThat(call("DELETE", "faults", "").statusCode()).isEqualTo(204);
    assertThat(push(client, "x", "g").isAccepted()).isTrue();
    assertThat(call("POST", "faults", "{\"type\":\"REFUSE\"}").statusCode()).isEqualTo(400);
    assertThat(call("POST", "faults", "{}").statusCode()).isEqualTo(400);
    assertThat(call("GET", "faults", "").statusCode()).isEqualTo(404);
  }

  @Test
  void saysSinceWhenTheAppIsGone() throws Exception {
    assertThat(call("DELETE", "devices/" + device, "").statusCode()).isEqualTo(204);
    PushNotificationResponse<?> gone = push(client, "x", "g");
    assertThat(gone.getStatusCode()).isEqualTo(410);
    assertThat(gone.getRejectionReason()).contains("Unregistered");
    assertThat(gone.getTokenInvalidationTimestamp()).isPresent();
  }

  @Test
  void anAccountIsMadeOnceAndItsOwnersOnly() throws Exception {
    String key = Files.readString(account.signingKey());
    assertThat(ApnsAccount.in(account.folder()).signingKey()).hasContent(key);
    try (Stream<Path> files = Files.list(account.folder())) {
      assertThat(files)
          .hasSize(4)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  private static ApnsClient client(ApnsAccount by) throws Exception {
    return new ApnsClientBuilder()
        .setApnsServer("localhost", apns.port())
        .setSigningKey(
            ApnsSigningKey.loadFromPkcs8File(
                by.signingKey().toFile(), ApnsAccount.TEAM_ID, ApnsAccount.KEY_ID))
        .setTrustedServerCertificateChain(by.certificate().toFile())
        .build();
  }

  private PushNotificationResponse<?> push(ApnsClient by, String title, String collapseId)
      throws Exception {
    return by.sendNotification(
            new SimpleApnsPushNotification(
                device,
                ApnsAccount.TOPIC,
                new SimpleApnsPayloadBuilder().setAlertTitle(title).setAlertBody("b").build(),
                Instant.now().plus(Duration.ofDays(1)),
                DeliveryPriority.IMMEDIATE,
                PushType.ALERT,
                collapseId,
                UUID.randomUUID()))
        .get(60, TimeUnit.SECONDS);
  }

  private void fault(String json) throws Exception {
    assertThat(call("POST", "faults", json).statusCode()).isEqualTo(204);
  }

  private HttpResponse<String> call(String method, String path, String body) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(steering.baseUrl().resolve("/sandbox/apns/" + path))
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
