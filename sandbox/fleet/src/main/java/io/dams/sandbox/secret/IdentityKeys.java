package io.dams.sandbox.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** P-256 keys by which services, the operator and the auditor are known, one private file each. */
public final class IdentityKeys {

  private static final int COORDINATE_BYTES = 32;
  private static final int LIFETIME_SECONDS = 60;
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  private final Path folder;

  /** Those in this folder. */
  public IdentityKeys(Path folder) {
    this.folder = folder;
  }

  /** The file of a private key, PKCS#8 in PEM; made if it is missing. */
  public synchronized Path privateKey(String name) {
    var file = folder.resolve(name + ".pem");
    if (!Files.exists(file)) {
      make(name, file);
    }
    return file;
  }

  /** Writes a JWKS (RFC 7517) of the public keys of these, kid = name; returns the file. */
  public synchronized Path trusted(List<String> names) {
    var keys = names.stream().map(this::publicKey).collect(Collectors.joining(",\n  "));
    var file = folder.resolve("trusted.json");
    PrivateFile.write(file, "{\"keys\": [\n  " + keys + "\n]}\n");
    return file;
  }

  /** A token of that name for one audience (RFC 7519, ES256), valid for a minute. */
  public String token(String name, String audience) {
    var now = Instant.now().getEpochSecond();
    var header = "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(name);
    var claims =
        """
        {"iss":"%1$s","sub":"%1$s","aud":"%2$s","iat":%3$d,"exp":%4$d,"jti":"%5$s"}\
        """
            .formatted(name, audience, now, now + LIFETIME_SECONDS, UUID.randomUUID());
    var body = encoded(header) + "." + encoded(claims);
    try {
      var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(read(privateKey(name)));
      signature.update(body.getBytes(StandardCharsets.US_ASCII));
      return body + "." + URL.encodeToString(signature.sign());
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("could not sign as " + name, failure);
    }
  }

  private String publicKey(String name) {
    privateKey(name);
    return read(folder.resolve(name + ".jwk"), StandardCharsets.US_ASCII);
  }

  private void make(String name, Path file) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      var pair = generator.generateKeyPair();
      PrivateFile.write(folder.resolve(name + ".jwk"), jwk(name, (ECPublicKey) pair.getPublic()));
      var pem = Base64.getMimeEncoder(64, new byte[] {'\n'});
      PrivateFile.write(
          file,
          "-----BEGIN PRIVATE KEY-----\n"
              + pem.encodeToString(pair.getPrivate().getEncoded())
              + "\n-----END PRIVATE KEY-----\n");
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("could not make a key for " + name, failure);
    }
  }

  private static String jwk(String name, ECPublicKey key) {
    return """
    {"kty":"EC","crv":"P-256","alg":"ES256","use":"sig","kid":"%s","x":"%s","y":"%s"}\
    """
        .formatted(name, coordinate(key.getW().getAffineX()), coordinate(key.getW().getAffineY()));
  }

  /** Exactly 32 bytes, big-endian (RFC 7518, 6.2.1.2). */
  private static String coordinate(BigInteger value) {
    var bytes = value.toByteArray();
    var fixed = new byte[COORDINATE_BYTES];
    var length = Math.min(bytes.length, COORDINATE_BYTES);
    System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
    return URL.encodeToString(fixed);
  }

  private static PrivateKey read(Path file) throws GeneralSecurityException {
    var pem = read(file, StandardCharsets.US_ASCII).replaceAll("-----[A-Z ]+-----", "");
    var bytes = Base64.getMimeDecoder().decode(pem);
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes));
  }

  private static String read(Path file, Charset charset) {
    try {
      return Files.readString(file, charset);
    } catch (IOException failure) {
      throw new UncheckedIOException("could not read " + file, failure);
    }
  }

  private static String encoded(String json) {
    return URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
