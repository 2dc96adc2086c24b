package io.dams.contracts.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequestSignerTest {

  private static final byte[] SECRET =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.9Z");

  private final RequestSigner signer =
      new RequestSigner("key-1", SECRET, Clock.fixed(NOW, ZoneOffset.UTC), new Random(1));

  @Test
  void theHeadersAreThoseThatTheReceiverVerifies() {
    Map<String, String> headers = signer.headers("PUT", "/v1/transfers/a?b=c", BODY);
    assertThat(headers).containsEntry("DAMS-Key", "key-1").hasSize(4);
    assertThat(headers).containsEntry("DAMS-Timestamp", Long.toString(NOW.getEpochSecond()));
    String nonce = headers.getOrDefault("DAMS-Nonce", "");
    assertThat(nonce).matches("[0-9a-f]{32}");
    assertThat(
            RequestSignature.verify(
                SECRET,
                "PUT",
                "/v1/transfers/a?b=c",
                NOW.getEpochSecond(),
                nonce,
                BODY,
                headers.getOrDefault("DAMS-Signature", "")))
        .isTrue();
  }

  @Test
  void eachRequestHasANonceOfItsOwn() {
    assertThat(signer.headers("GET", "/", BODY).get("DAMS-Nonce"))
        .isNotEqualTo(signer.headers("GET", "/", BODY).get("DAMS-Nonce"));
  }
}
