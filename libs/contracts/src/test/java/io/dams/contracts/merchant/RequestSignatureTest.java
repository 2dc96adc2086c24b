package io.dams.contracts.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The vectors were made by {@code openssl dgst -sha256 -hmac}, not by the code under test. */
class RequestSignatureTest {

  private static final byte[] SECRET =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final long SECONDS = 1_769_860_800L;
  private static final String NONCE = "n-0123456789abcdef";
  private static final String PUT_PATH = "/v1/transfers/reserve-70368744177664";
  private static final String BODY =
      "{\"kind\":\"RESERVE\",\"uid\":\"sky-1001\",\"units\":\"1010\",\"reverses\":null,"
          + "\"notAfter\":\"2026-01-31T12:00:30Z\",\"orderGroup\":\"70368744177664\"}";
  private static final String PUT_SIGNATURE =
      "ace2ef5bc8455b330522b4329c048d17e10ae305d96be78a280acf7d2f755689";
  private static final String GET_SIGNATURE =
      "8cb378563ad48b37181c6cf4b648ff9a773b46454e683d2366ed433d53fb510b";

  @Test
  void signsTheVectorWithABody() {
    assertThat(RequestSignature.sign(SECRET, "PUT", PUT_PATH, SECONDS, NONCE, bytes(BODY)))
        .isEqualTo(PUT_SIGNATURE);
  }

  @Test
  void signsTheVectorWithAQueryAndNoBody() {
    assertThat(
            RequestSignature.sign(
                SECRET,
                "GET",
                "/v1/statements/2026-01-31?after=7&limit=100",
                SECONDS,
                NONCE,
                new byte[0]))
        .isEqualTo(GET_SIGNATURE);
  }

  @Test
  void verifiesOnlyWhatWasSigned() {
    assertThat(verifies("PUT", PUT_PATH, SECONDS, NONCE, BODY)).isTrue();
    assertThat(verifies("POST", PUT_PATH, SECONDS, NONCE, BODY)).isFalse();
    assertThat(verifies("PUT", PUT_PATH + "?a=b", SECONDS, NONCE, BODY)).isFalse();
    assertThat(verifies("PUT", PUT_PATH, SECONDS + 1, NONCE, BODY)).isFalse();
    assertThat(verifies("PUT", PUT_PATH, SECONDS, NONCE + "x", BODY)).isFalse();
    assertThat(verifies("PUT", PUT_PATH, SECONDS, NONCE, BODY.replace(",", ", "))).isFalse();
  }

  @Test
  void theDocumentShowsTheSameVectors() throws IOException {
    try (InputStream file = getClass().getResourceAsStream("apiserver.openapi.yaml")) {
      assertThat(file).isNotNull();
      assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8))
          .contains(BODY, PUT_SIGNATURE, GET_SIGNATURE);
    }
  }

  private static boolean verifies(
      String method, String path, long seconds, String nonce, String body) {
    return RequestSignature.verify(
        SECRET, method, path, seconds, nonce, bytes(body), PUT_SIGNATURE);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
