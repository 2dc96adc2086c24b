package io.dams.platform.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** ECDSA on P-256 with SHA-256, as JWS names it ES256 (RFC 7518, section 3.4). */
public final class Es256 {

  private static final String ALGORITHM = "SHA256withECDSAinP1363Format";
  private static final int FIELD_BITS = 256;

  private Es256() {}

  /**
   * Reads a PKCS#8 PEM file. Throws {@link IllegalArgumentException} when it is not a P-256 key.
   */
  public static PrivateKey privateKey(Path file) {
    try {
      String base64 =
          Files.readString(file)
              .replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "")
              .replaceAll("\\s", "");
      PrivateKey key =
          KeyFactory.getInstance("EC")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
      if (key instanceof ECPrivateKey ec
          && ec.getParams().getCurve().getField().getFieldSize() == FIELD_BITS) {
        return key;
      }
      throw new IllegalArgumentException("not a P-256 key: " + file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException("not a PKCS#8 PEM of a P-256 key: " + file, e);
    }
  }

  /** A public key from the JWK members {@code x} and {@code y}. */
  public static PublicKey publicKey(String x, String y) {
    try {
      AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
      curve.init(new ECGenParameterSpec("secp256r1"));
      ECPoint point = new ECPoint(coordinate(x), coordinate(y));
      return KeyFactory.getInstance("EC")
          .generatePublic(
              new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a point of P-256", e);
    }
  }

  /** Signs a JWS in compact form: header and claims as JSON in, three parts with dots out. */
  public static String sign(PrivateKey key, String headerJson, String claimsJson) {
    String signed = base64(headerJson) + "." + base64(claimsJson);
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed
          + "."
          + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the signature over {@code header.claims} (both still encoded) is the key's. */
  public static boolean verify(PublicKey key, String signed, byte[] signatureBytes) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signature.verify(signatureBytes);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static BigInteger coordinate(String base64Url) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(base64Url));
  }

  private static String base64(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
