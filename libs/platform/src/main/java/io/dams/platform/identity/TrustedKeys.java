package io.dams.platform.identity;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Verifies tokens of other services. */
public class TrustedKeys {

  private static final Duration SKEW = Duration.ofSeconds(10);
  private static final int MAX_LENGTH = 2_000;
  private static final int MOST_REMEMBERED = 1_000;

  private final String ownName;
  private final Map<String, PublicKey> keys;
  private final Clock clock;
  private final Function<byte[], Map<String, Object>> json;
  private final VerifiedTokens<Signed> verified;

  /** Claims that the named caller has signed. */
  private record Signed(String name, Map<String, Object> claims) {}

  TrustedKeys(
      String ownName,
      Map<String, PublicKey> keys,
      Clock clock,
      Function<byte[], Map<String, Object>> json) {
    this.ownName = ownName;
    this.keys = Map.copyOf(keys);
    this.clock = clock;
    this.json = json;
    this.verified = new VerifiedTokens<>(MOST_REMEMBERED, ServiceTokens.LIFETIME, clock);
  }

  /**
   * Who the token is from. Empty when it is unreadable, of an unknown key, not for this service,
   * not valid at this time (ten seconds of skew are allowed), valid for longer than a minute, or
   * not rightly signed.
   */
  public Optional<Caller> verify(String token) {
    Optional<Signed> known = verified.find(token);
    Optional<Signed> signed = known.isPresent() ? known : signed(token);
    if (known.isEmpty()) {
      signed.ifPresent(one -> verified.keep(token, one));
    }
    return signed.filter(this::holds).map(one -> new Caller(one.name()));
  }

  private Optional<Signed> signed(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3 || token.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      Map<String, Object> header = decode(parts[0]);
      String name = String.valueOf(header.get("kid"));
      PublicKey key = keys.get(name);
      byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
      return key != null
              && "ES256".equals(header.get("alg"))
              && Es256.verify(key, parts[0] + "." + parts[1], signature)
          ? Optional.of(new Signed(name, decode(parts[1])))
          : Optional.empty();
    } catch (IllegalArgumentException | ClassCastException e) {
      return Optional.empty();
    }
  }

  private boolean holds(Signed signed) {
    String name = signed.name();
    Map<String, Object> claims = signed.claims();
    if (!(claims.get("iat") instanceof Number iat) || !(claims.get("exp") instanceof Number exp)) {
      return false;
    }
    long now = clock.instant().getEpochSecond();
    return name.equals(claims.get("iss"))
        && name.equals(claims.get("sub"))
        && ownName.equals(claims.get("aud"))
        && exp.longValue() - iat.longValue() <= ServiceTokens.LIFETIME.toSeconds()
        && iat.longValue() <= now + SKEW.toSeconds()
        && exp.longValue() >= now - SKEW.toSeconds();
  }

  private Map<String, Object> decode(String part) {
    return json.apply(
        new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8)
            .getBytes(StandardCharsets.UTF_8));
  }
}
