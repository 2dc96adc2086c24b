package io.dams.sandbox.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class IdentityKeysTest {

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;

  /** Repeated, since one key in 128 has a coordinate that is shorter than 32 bytes. */
  @RepeatedTest(200)
  void tokensVerifyByThePublishedKey() throws Exception {
    var keys = new IdentityKeys(folder);
    var jwk = jwks(keys, "operator").get("keys").get(0);
    var token = keys.token("operator", "ledger-svc").split("\\.", -1);

    var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(publicKey(jwk));
    signature.update((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(token[2]))).isTrue();
    assertThat(Base64.getUrlDecoder().decode(jwk.get("x").asString())).hasSize(32);
  }

  @Test
  void tokensNameIssuerAndAudienceAndLiveAMinute() {
    var token = new IdentityKeys(folder).token("operator", "ledger-svc").split("\\.", -1);
    var header = JSON.readTree(Base64.getUrlDecoder().decode(token[0]));
    var claims = JSON.readTree(Base64.getUrlDecoder().decode(token[1]));

    assertThat(header.get("kid").asString()).isEqualTo("operator");
    assertThat(claims.get("iss").asString()).isEqualTo("operator");
    assertThat(claims.get("sub").asString()).isEqualTo("operator");
    assertThat(claims.get("aud").asString()).isEqualTo("ledger-svc");
    assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(60);
  }

  @Test
  void keepsKeysAndPublishesThoseThatAreAskedFor() throws Exception {
    var first = Files.readString(new IdentityKeys(folder).privateKey("ledger-svc"));
    var keys = new IdentityKeys(folder);
    assertThat(Files.readString(keys.privateKey("ledger-svc"))).isEqualTo(first);

    var names = jwks(keys, "ledger-svc", "auditor").get("keys").findValuesAsString("kid");
    assertThat(names).isEqualTo(List.of("ledger-svc", "auditor"));
  }

  private static JsonNode jwks(IdentityKeys keys, String... names) throws Exception {
    return JSON.readTree(Files.readString(keys.trusted(List.of(names))));
  }

  private static PublicKey publicKey(JsonNode jwk) throws Exception {
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    var point = new ECPoint(number(jwk.get("x")), number(jwk.get("y")));
    return KeyFactory.getInstance("EC")
        .generatePublic(
            new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class)));
  }

  private static BigInteger number(JsonNode coordinate) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(coordinate.asString()));
  }
}
