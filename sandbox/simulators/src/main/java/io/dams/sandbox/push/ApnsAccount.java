package io.dams.sandbox.push;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/**
 * What an app's maker and a simulated APNs know of each other, as PEM files of one folder: the key
 * by which the maker signs tokens, and the server's certificate, which the JDK's keytool makes.
 *
 * @param folder its owner's only
 */
public record ApnsAccount(Path folder) {

  /** Name of the signing key. */
  public static final String KEY_ID = "KEY1234567";

  /** Whose key it is. */
  public static final String TEAM_ID = "TEAM123456";

  /** The app. */
  public static final String TOPIC = "io.dams.app";

  private static final String PASSWORD = "of-a-file-that-is-gone-at-once";

  /** The account of a folder. Its files are made when the folder is not there. */
  public static ApnsAccount in(Path folder) {
    ApnsAccount account = new ApnsAccount(folder);
    if (Files.exists(folder)) {
      return account;
    }
    try {
      // its owner's only, and complete as soon as it has its name
      Path parent = Files.createDirectories(folder.toAbsolutePath().resolveSibling("."));
      ApnsAccount half = new ApnsAccount(Files.createTempDirectory(parent, "apns"));
      half.makeSigningKey();
      half.makeCertificate();
      Files.move(half.folder(), folder);
      return account;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the account in " + folder, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("EC is in every JDK", e);
    }
  }

  /** The maker's key, as Apple gives it. */
  public Path signingKey() {
    return folder.resolve("signing.p8");
  }

  /** The server's certificate, for localhost; to be trusted. */
  public Path certificate() {
    return folder.resolve("server.pem");
  }

  Path verificationKey() {
    return folder.resolve("verification.pem");
  }

  Path serverKey() {
    return folder.resolve("server-key.pem");
  }

  private void makeSigningKey() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    pem(signingKey(), "PRIVATE KEY", pair.getPrivate().getEncoded());
    pem(verificationKey(), "PUBLIC KEY", pair.getPublic().getEncoded());
  }

  private void makeCertificate() throws IOException, GeneralSecurityException {
    Path store = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "apns",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "3650",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException("keytool: " + said);
      }
    } catch (InterruptedException e) {
      keytool.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while keytool runs", e);
    }
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    pem(serverKey(), "PRIVATE KEY", keys.getKey("apns", PASSWORD.toCharArray()).getEncoded());
    pem(certificate(), "CERTIFICATE", keys.getCertificate("apns").getEncoded());
    Files.delete(store);
  }

  private static void pem(Path file, String type, byte[] der) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file,
        "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
            .formatted(type, Base64.getMimeEncoder().encodeToString(der)));
  }
}
