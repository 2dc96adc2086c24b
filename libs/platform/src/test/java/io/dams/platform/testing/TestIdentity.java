package io.dams.platform.testing;

import io.dams.platform.identity.Es256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Keys of all services, of the operator and of the auditor, made anew for each test JVM. */
public final class TestIdentity {

  private static final List<String> NAMES =
      List.of(
          "gateway",
          "frontoffice-svc",
          "backoffice-svc",
          "matching-core-svc",
          "ledger-svc",
          "wallet-scanner-svc",
          "web3-settlement-svc",
          "transfer-svc",
          "remedy-task-svc",
          "platform-test",
          "operator",
          "auditor");
  private static final int COORDINATE_BYTES = 32;
  private static final Path DIRECTORY = make();

  private TestIdentity() {}

  /** A token by which one party is known to another, valid for a minute. */
  public static String token(String from, String to) {
    long now = Clock.systemUTC().instant().getEpochSecond();
    return Es256.sign(
        Es256.privateKey(DIRECTORY.resolve(from + ".pem")),
        "{\"alg\":\"ES256\",\"kid\":\"%s\"}".formatted(from),
        "{\"iss\":\"%1$s\",\"sub\":\"%1$s\",\"aud\":\"%2$s\",\"iat\":%3$d,\"exp\":%4$d}"
            .formatted(from, to, now, now + 60));
  }

  /** The value of the header {@code Authorization} with such a token. */
  public static String bearer(String from, String to) {
    return "Bearer " + token(from, to);
  }

  /** The JWKS file with all public keys. */
  public static Path trustedKeys() {
    return DIRECTORY.resolve("trusted.json");
  }

  static String privateKeyPattern() {
    return DIRECTORY + "/${spring.application.name}.pem";
  }

  private static Path make() {
    try {
      Path directory = Files.createTempDirectory("dams-test-keys");
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      List<String> keys = new ArrayList<>();
      for (String name : NAMES) {
        KeyPair pair = generator.generateKeyPair();
        keys.add(jwk(name, (ECPublicKey) pair.getPublic()));
        Path file = directory.resolve(name + ".pem");
        String base64 = Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded());
        Files.writeString(
            file, "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
        file.toFile().deleteOnExit();
      }
      Path jwks = directory.resolve("trusted.json");
      Files.writeString(jwks, "{\"keys\":[" + String.join(",", keys) + "]}");
      jwks.toFile().deleteOnExit();
      directory.toFile().deleteOnExit();
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String jwk(String name, ECPublicKey key) {
    return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"%s\",\"x\":\"%s\",\"y\":\"%s\"}"
        .formatted(name, coordinate(key.getW().getAffineX()), coordinate(key.getW().getAffineY()));
  }

  private static String coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] padded = new byte[COORDINATE_BYTES];
    int length = Math.min(bytes.length, COORDINATE_BYTES);
    System.arraycopy(bytes, bytes.length - length, padded, COORDINATE_BYTES - length, length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(padded);
  }
}
