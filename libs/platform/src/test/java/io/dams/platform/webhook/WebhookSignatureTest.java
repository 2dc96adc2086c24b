package io.dams.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {

  private static final WebhookSecret SECRET =
      WebhookSecret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
  private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";

  @Test
  void signsTheOfficialVector() {
    assertThat(WebhookSignature.headers(List.of(SECRET), ID, AT, BODY))
        .isEqualTo(
            Map.of(
                "webhook-id", ID,
                "webhook-timestamp", "1614265330",
                "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
  }

  @Test
  void signsByEachSecretWhileOneReplacesTheOther() {
    WebhookSecret next = WebhookSecret.random(new Random(1));

    String both =
        WebhookSignature.headers(List.of(next, SECRET), ID, AT, BODY).get("webhook-signature");

    assertThat(both.split(" "))
        .hasSize(2)
        .allMatch(one -> one.startsWith("v1,"))
        .contains("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void anIdWithADotIsRefusedSinceItWouldMoveTheTimestamp() {
    assertThatThrownBy(() -> WebhookSignature.headers(List.of(SECRET), "msg.1", AT, BODY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSecretIsReadAsItWasWrittenAndNeverShown() {
    WebhookSecret secret = WebhookSecret.random(new Random(2));

    assertThat(WebhookSecret.of(secret.text())).isEqualTo(secret);
    assertThat(secret.toString()).doesNotContain(secret.text());
    assertThatThrownBy(() -> WebhookSecret.of("whsec_c2hvcnQ="))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WebhookSecret.of(secret.text().substring(6)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
