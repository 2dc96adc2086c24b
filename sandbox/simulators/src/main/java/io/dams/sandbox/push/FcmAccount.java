package io.dams.sandbox.push;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A service account of a project.
 *
 * @param project its id
 * @param email its name
 * @param keys RSA
 */
public record FcmAccount(String project, String email, KeyPair keys) {

  private static final int KEY_BITS = 2048;
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** A new account of a project. */
  public static FcmAccount of(String project) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS);
      String email = "push@" + project + ".iam.gserviceaccount.com";
      return new FcmAccount(project, email, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("RSA is in every JDK", e);
    }
  }

  /** The account of a file that {@link #credentials} has given. */
  static FcmAccount read(Path file) {
    try {
      Credentials credentials = JSON.readValue(Files.readString(file), Credentials.class);
      KeyFactory rsa = KeyFactory.getInstance("RSA");
      PrivateKey key =
          rsa.generatePrivate(
              new PKCS8EncodedKeySpec(
                  Base64.getMimeDecoder()
                      .decode(credentials.privateKey().replaceAll("-----[A-Z ]+-----", ""))));
      if (!(key instanceof RSAPrivateCrtKey known)) {
        throw new IllegalArgumentException(file + " has a key without its public half");
      }
      PublicKey open =
          rsa.generatePublic(new RSAPublicKeySpec(known.getModulus(), known.getPublicExponent()));
      return new FcmAccount(
          credentials.projectId(), credentials.clientEmail(), new KeyPair(open, key));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the account in " + file, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(file + " is no service account", e);
    }
  }

  /** What is read of the file. */
  private record Credentials(
      @JsonProperty("project_id") String projectId,
      @JsonProperty("private_key") String privateKey,
      @JsonProperty("client_email") String clientEmail) {}

  /** The file that Google gives for an account, with the token endpoint of a simulator. */
  public String credentials(URI simulator) {
    String key =
        "-----BEGIN PRIVATE KEY-----\\n"
            + Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded())
            + "\\n-----END PRIVATE KEY-----\\n";
    return """
    {"type": "service_account", "project_id": "%s", "private_key_id": "1", "private_key": "%s",
     "client_email": "%s", "client_id": "1", "token_uri": "%s"}
    """
        .formatted(project, key, email, simulator.resolve("/token"));
  }

  /** Whether the account signed a JWT (RFC 7515, RS256). */
  boolean signed(String jwt) {
    int dot = jwt.lastIndexOf('.');
    try {
      Signature check = Signature.getInstance("SHA256withRSA");
      check.initVerify(keys.getPublic());
      check.update(jwt.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
      return check.verify(Base64.getUrlDecoder().decode(jwt.substring(dot + 1)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "FcmAccount[" + email + "]";
  }
}
