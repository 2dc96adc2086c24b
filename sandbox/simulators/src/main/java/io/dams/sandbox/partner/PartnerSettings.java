package io.dams.sandbox.partner;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a simulated partner is set up.
 *
 * @param port where it listens; 0 for any that is free
 * @param journal the file of its books
 * @param transfers where the transfer service is, as partners reach it, such as {@code
 *     http://127.0.0.1:8080/transfer}; null for a partner that never calls
 */
public record PartnerSettings(int port, Path journal, @Nullable URI transfers) {

  /** For a test: any free port, the books in {@code directory}. */
  public static PartnerSettings forTest(Path directory) {
    return new PartnerSettings(0, directory.resolve("partner.journal"), null);
  }

  /**
   * What the operators gave the partner.
   *
   * @param keyId names the secret by which requests are signed, both ways
   * @param requestSecret base64
   * @param callbackSecrets {@code whsec_…}, more than one while one replaces the other
   */
  public record Keys(String keyId, String requestSecret, List<String> callbackSecrets) {

    /** Copies the list. */
    public Keys {
      callbackSecrets = List.copyOf(callbackSecrets);
    }

    @Override
    public String toString() {
      return "Keys[" + keyId + "]";
    }
  }
}
