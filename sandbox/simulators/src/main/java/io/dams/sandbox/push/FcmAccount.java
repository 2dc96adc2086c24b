package io.dams.sandbox.push;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;

/**
 * A service account of a project.
 *
 * @param project its id
 * @param email its name
 * @param keys RSA
 */
public record FcmAccount(String project, String email, KeyPair keys) {

  private static final int KEY_BITS = 2048;

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
