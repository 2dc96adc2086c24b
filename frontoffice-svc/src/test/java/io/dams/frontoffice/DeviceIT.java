package io.dams.frontoffice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The registry of devices, and what tests of pushes share with it. */
class DeviceIT extends FrontofficeTest {

  @Test
  void showsReplacesAndRemovesTheDeviceOfASession() {
    User user = newUser();
    assertThat(get(user, "/v1/device").status()).isEqualTo(404);
    assertThat(put(user, "IOS", iosToken(), "en").status()).isEqualTo(200);
    assertThat(get(user, "/v1/device").text("platform")).isEqualTo("IOS");
    assertThat(put(user, "ANDROID", androidToken(), "zh").status()).isEqualTo(200);
    Answer replaced = get(user, "/v1/device");
    assertThat(replaced.text("platform")).isEqualTo("ANDROID");
    assertThat(replaced.text("language")).isEqualTo("zh");
    assertThat(delete(user, "/v1/device").status()).isEqualTo(204);
    assertThat(delete(user, "/v1/device").status()).isEqualTo(204);
    assertThat(get(user, "/v1/device").status()).isEqualTo(404);
  }

  @Test
  void aTokenBelongsToTheSessionThatNamedItLast() {
    User before = newUser();
    User after = newUser();
    String token = iosToken();
    put(before, "IOS", token, "en");
    put(after, "IOS", token.toUpperCase(Locale.ROOT), "en");
    assertThat(get(before, "/v1/device").status()).isEqualTo(404);
    assertThat(get(after, "/v1/device").status()).isEqualTo(200);
  }

  @Test
  void aSessionThatEndedHasNoDeviceAndGetsNone() {
    User user = newUser();
    put(user, "IOS", iosToken(), "en");
    logout(user);
    assertThat(get(user, "/v1/device").status()).isEqualTo(404);
    Answer late = put(user, "IOS", iosToken(), "en");
    assertThat(late.status()).isEqualTo(401);
    assertThat(late.code()).isEqualTo("unauthenticated");
  }

  @Test
  void keepsNoTokenReadable() {
    User user = newUser();
    String token = androidToken();
    put(user, "ANDROID", token, "en");
    String rows =
        jdbc.sql("SELECT GROUP_CONCAT(HEX(token), HEX(token_hash)) FROM push_device")
            .query(String.class)
            .single();
    assertThat(rows).isNotEmpty();
    assertThat(rows)
        .doesNotContain(HexFormat.of().withUpperCase().formatHex(token.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @CsvSource({"IOS, xyz", "IOS, ", "ANDROID, short", "WINDOWS, abcdefghijklmnopqrstuvwxyz"})
  void refusesWhatIsNoToken(String platform, String token) {
    Answer refused = put(newUser(), platform, token == null ? "" : token, "en");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("invalid-request");
  }

  private Answer put(User user, String platform, String token, String language) {
    return putDevice(this, user, platform, token, language);
  }

  private void logout(User user) {
    logout(this, user);
  }

  static Answer putDevice(
      FrontofficeTest test, User user, String platform, String token, String language) {
    return test.send(
        user,
        HttpRequest.newBuilder(test.uri("/v1/device"))
            .PUT(
                BodyPublishers.ofString(
                    "{\"platform\":\"%s\",\"token\":\"%s\",\"language\":\"%s\"}"
                        .formatted(platform, token, language))));
  }

  static void logout(FrontofficeTest test, User user) {
    Answer answer =
        test.post(null, "/v1/auth/logout", "{\"refreshToken\":\"" + user.refreshToken() + "\"}");
    assertThat(answer.status()).isEqualTo(204);
  }

  static String iosToken() {
    byte[] bytes = new byte[32];
    ThreadLocalRandom.current().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  static String androidToken() {
    return "android:" + iosToken();
  }
}
