package io.dams.transfer.signedin;

import io.dams.contracts.id.UserId;
import io.dams.platform.identity.Es256;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Verifies the frontoffice's access tokens: JWTs (RFC 7519) signed by ES256. */
final class AccessTokens {

  private static final String ISSUER = "frontoffice-svc";
  private static final String AUDIENCE = "dams";
  private static final int MAX_LENGTH = 4_000;

  private final Function<String, Optional<PublicKey>> keys;
  private final Function<byte[], Map<String, Object>> json;
  private final Clock clock;

  /**
   * For tokens of these keys.
   *
   * @param json reads an object; throws {@link IllegalArgumentException} for anything else
   */
  AccessTokens(
      Function<String, Optional<PublicKey>> keys,
      Function<byte[], Map<String, Object>> json,
      Clock clock) {
    this.keys = keys;
    this.json = json;
    this.clock = clock;
  }

  /** Whose token it is; empty when it is not rightly signed, not for us, or has run out. */
  Optional<UserId> verify(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3 || token.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      Map<String, Object> header = json.apply(Base64.getUrlDecoder().decode(parts[0]));
      if (!"ES256".equals(header.get("alg")) || !(header.get("kid") instanceof String kid)) {
        return Optional.empty();
      }
      byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
      String signed = parts[0] + "." + parts[1];
      boolean right =
          keys.apply(kid).map(key -> Es256.verify(key, signed, signature)).orElse(false);
      return right ? user(json.apply(Base64.getUrlDecoder().decode(parts[1]))) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<UserId> user(Map<String, Object> claims) {
    boolean valid =
        ISSUER.equals(claims.get("iss"))
            && isForUs(claims.get("aud"))
            && claims.get("exp") instanceof Number end
            && clock.instant().getEpochSecond() < end.longValue();
    return valid && claims.get("sub") instanceof String subject
        ? Optional.of(UserId.of(subject))
        : Optional.empty();
  }

  private static boolean isForUs(@Nullable Object audience) {
    return audience instanceof Collection<?> many
        ? many.contains(AUDIENCE)
        : AUDIENCE.equals(audience);
  }
}
