package io.dams.frontoffice.session;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.dams.contracts.id.UserId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Issues access tokens: JWTs (RFC 7519) signed by ES256, with the account in {@code sub} and the
 * session in {@code sid}. Their life is short, since they are not revoked.
 */
class AccessTokens {

  static final String ISSUER = "frontoffice-svc";
  static final String AUDIENCE = "dams";
  static final String SESSION = "sid";

  private final ECKey key;
  private final ECDSASigner signer;
  private final Duration life;
  private final SecureRandom random;
  private final Clock clock;

  AccessTokens(ECKey key, Duration life, SecureRandom random, Clock clock) {
    this.key = key;
    this.life = life;
    this.random = random;
    this.clock = clock;
    try {
      this.signer = new ECDSASigner(key);
    } catch (JOSEException e) {
      throw new IllegalArgumentException("the key cannot sign by ES256", e);
    }
  }

  String issue(UserId user, String session) {
    Instant now = clock.instant();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience(AUDIENCE)
            .subject(user.toString())
            .claim(SESSION, session)
            .jwtID(new UUID(random.nextLong(), random.nextLong()).toString())
            .claim("iat", now.getEpochSecond())
            .claim("exp", now.plus(life).getEpochSecond())
            .build();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(JOSEObjectType.JWT)
            .keyID(key.getKeyID())
            .build();
    SignedJWT token = new SignedJWT(header, claims);
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("an access token could not be signed", e);
    }
    return token.serialize();
  }

  long lifeSeconds() {
    return life.toSeconds();
  }

  /** The public key by which tokens are checked. */
  JWKSet publicKeys() {
    return new JWKSet(key.toPublicJWK());
  }
}
