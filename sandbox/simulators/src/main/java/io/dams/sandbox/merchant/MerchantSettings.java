package io.dams.sandbox.merchant;

import io.dams.contracts.money.AssetCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * How a simulated merchant is set up.
 *
 * @param exCode whose points it keeps
 * @param port where it listens; 0 for any that is free
 * @param journal the file of its books
 * @param secrets of the keys that may call, by key id; two while a key is rotated
 */
public record MerchantSettings(
    AssetCode exCode, int port, Path journal, Map<String, byte[]> secrets) {

  /** Copies the map. */
  public MerchantSettings {
    secrets = Map.copyOf(secrets);
  }

  /** The key id of {@link #forTest}. */
  public static final String TEST_KEY = "test-key";

  /** For a test: any free port, the books in {@code directory}, a key that is known. */
  public static MerchantSettings forTest(AssetCode exCode, Path directory) {
    return new MerchantSettings(
        exCode, 0, directory.resolve(exCode + ".journal"), Map.of(TEST_KEY, testSecret()));
  }

  /** The secret of {@link #TEST_KEY}. */
  public static byte[] testSecret() {
    return "a secret of tests, 32 bytes long".getBytes(StandardCharsets.US_ASCII);
  }

  /** The same, at a given port. */
  public MerchantSettings at(int newPort) {
    return new MerchantSettings(exCode, newPort, journal, secrets);
  }

  @Override
  public String toString() {
    return "MerchantSettings[" + exCode + ", port " + port + ", " + journal + "]";
  }
}
