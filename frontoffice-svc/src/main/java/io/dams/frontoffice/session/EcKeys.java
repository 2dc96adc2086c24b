package io.dams.frontoffice.session;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * Reads a private key of curve P-256 from PKCS#8 PEM. Such a file need not hold the public key, so
 * it is computed: the private number times the curve's generator. Done once, at start.
 */
final class EcKeys {

  private static final BigInteger TWO = BigInteger.TWO;
  private static final BigInteger THREE = BigInteger.valueOf(3);

  private EcKeys() {}

  /**
   * The key pair, named by its thumbprint (RFC 7638). Throws {@link IllegalArgumentException},
   * without the text, when it is not such a key.
   */
  static ECKey read(String pem) {
    String base64 =
        pem.replace("-----BEGIN PRIVATE KEY-----", "")
            .replace("-----END PRIVATE KEY-----", "")
            .replaceAll("\\s", "");
    try {
      KeyFactory factory = KeyFactory.getInstance("EC");
      ECPrivateKey secret =
          (ECPrivateKey)
              factory.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
      ECParameterSpec curve = secret.getParams();
      ECPublicKey shown =
          (ECPublicKey)
              factory.generatePublic(
                  new ECPublicKeySpec(times(curve, secret.getS(), curve.getGenerator()), curve));
      return new ECKey.Builder(Curve.P_256, shown)
          .privateKey(secret)
          .keyUse(KeyUse.SIGNATURE)
          .keyIDFromThumbprint()
          .build();
    } catch (GeneralSecurityException | JOSEException | IllegalArgumentException e) {
      throw new IllegalArgumentException("not a private key of curve P-256 in PKCS#8 PEM", e);
    }
  }

  private static ECPoint times(ECParameterSpec curve, BigInteger factor, ECPoint point) {
    ECPoint sum = ECPoint.POINT_INFINITY;
    for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
      sum = plus(curve, sum, sum);
      if (factor.testBit(bit)) {
        sum = plus(curve, sum, point);
      }
    }
    return sum;
  }

  private static ECPoint plus(ECParameterSpec curve, ECPoint a, ECPoint b) {
    if (a.equals(ECPoint.POINT_INFINITY)) {
      return b;
    }
    if (b.equals(ECPoint.POINT_INFINITY)) {
      return a;
    }
    BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
    BigInteger slope;
    if (!a.getAffineX().equals(b.getAffineX())) {
      slope =
          b.getAffineY()
              .subtract(a.getAffineY())
              .multiply(b.getAffineX().subtract(a.getAffineX()).modInverse(p));
    } else if (a.getAffineY().equals(b.getAffineY()) && a.getAffineY().signum() != 0) {
      slope =
          THREE
              .multiply(a.getAffineX().pow(2))
              .add(curve.getCurve().getA())
              .multiply(TWO.multiply(a.getAffineY()).modInverse(p));
    } else {
      return ECPoint.POINT_INFINITY;
    }
    BigInteger x = slope.pow(2).subtract(a.getAffineX()).subtract(b.getAffineX()).mod(p);
    BigInteger y = slope.multiply(a.getAffineX().subtract(x)).subtract(a.getAffineY()).mod(p);
    return new ECPoint(x, y);
  }
}
