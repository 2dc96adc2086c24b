package io.dams.gateway.token;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AuthenticationServiceException;

class JwtDecoderTest {

  @Test
  void aTokenIsNotWrongOnlyBecauseTheIssuerIsAway() throws Exception {
    var key = new ECKeyGenerator(Curve.P_256).keyID("k").generate();
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k").build(),
            new JWTClaimsSet.Builder().subject("7").build());
    token.sign(new ECDSASigner(key));
    var decoder =
        new TokenConfiguration()
            .jwtDecoder(settings("http://127.0.0.1:" + freePort()), Clock.systemUTC());
    assertThatThrownBy(() -> decoder.decode(token.serialize()).block(Duration.ofSeconds(60)))
        .isInstanceOf(AuthenticationServiceException.class);
  }

  private static TokenSettings settings(String jwks) {
    return new TokenSettings(
        URI.create(jwks),
        "frontoffice-svc",
        "dams",
        Duration.ofSeconds(5),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofMinutes(5),
        Duration.ofHours(1),
        Duration.ofMinutes(1));
  }

  private static int freePort() throws Exception {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
