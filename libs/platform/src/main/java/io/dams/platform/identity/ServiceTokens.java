package io.dams.platform.identity;

import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Issues the tokens by which this service is known to others. */
public class ServiceTokens {

  /** How long a token is valid. */
  static final Duration LIFETIME = Duration.ofSeconds(60);

  /**
   * For so long it is used again: what is left must do for the request, and for clocks that differ.
   */
  private static final long USED_SECONDS = LIFETIME.toSeconds() / 3;

  private final String name;
  private final PrivateKey key;
  private final Clock clock;
  private final RandomGenerator random;
  private final Function<Map<String, ?>, String> json;
  private final Map<String, Issued> issued = new ConcurrentHashMap<>();

  /** A token, and the second in which it was issued. */
  private record Issued(String token, long second) {}

  ServiceTokens(
      String name,
      PrivateKey key,
      Clock clock,
      RandomGenerator random,
      Function<Map<String, ?>, String> json) {
    this.name = name;
    this.key = key;
    this.clock = clock;
    this.random = random;
    this.json = json;
  }

  /**
   * A token for one service, valid for forty seconds or more. A signature costs more than many a
   * request: the same token is given out for a while.
   *
   * @param audience the called service's name, such as {@code ledger-svc}
   */
  public String issue(String audience) {
    long now = clock.instant().getEpochSecond();
    Issued last = issued.get(audience);
    if (last == null || now < last.second() || now >= last.second() + USED_SECONDS) {
      last = new Issued(sign(audience, now), now);
      issued.put(audience, last);
    }
    return last.token();
  }

  private String sign(String audience, long now) {
    String header = json.apply(Map.of("alg", "ES256", "typ", "JWT", "kid", name));
    String claims =
        json.apply(
            Map.of(
                "iss", name,
                "sub", name,
                "aud", audience,
                "iat", now,
                "exp", now + LIFETIME.toSeconds(),
                "jti", new UUID(random.nextLong(), random.nextLong()).toString()));
    return Es256.sign(key, header, claims);
  }
}
