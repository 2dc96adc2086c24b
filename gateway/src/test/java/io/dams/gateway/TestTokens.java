package io.dams.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;

/** A key of the issuer, and tokens signed with it. */
record TestTokens(ECKey key) {

  static TestTokens withKey(String id) {
    try {
      return new TestTokens(new ECKeyGenerator(Curve.P_256).keyID(id).generate());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The published set. */
  String jwks() {
    return new JWKSet(key.toPublicJWK()).toString();
  }

  /** A good token of the user. */
  String of(String user) {
    return of(user, claims -> {});
  }

  /** A token of the user with some claims made otherwise. */
  String of(String user, Consumer<JWTClaimsSet.Builder> otherwise) {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer("frontoffice-svc")
            .audience("dams")
            .subject(user)
            .issueTime(Date.from(Instant.now()))
            .expirationTime(Date.from(Instant.now().plusSeconds(300)));
    otherwise.accept(claims);
    try {
      var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
      var token = new SignedJWT(header, claims.build());
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
