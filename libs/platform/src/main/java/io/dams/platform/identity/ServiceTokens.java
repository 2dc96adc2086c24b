package io.dams.platform.identity;

import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Issues the tokens by which this service is known to others. */
public class ServiceTokens {

  /** How long a token is valid. */
  static final Duration LIFETIME = Duration.ofSeconds(60);

  private final String name;
  private final PrivateKey key;
  private final Clock clock;
  private final RandomGenerator random;
  private final Function<Map<String, ?>, String> json;

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
   * A token for one service, valid for a minute.
   *
   * @param audience the called service's name, such as {@code ledger-svc}
   */
  public String issue(String audience) {
    long now = clock.instant().getEpochSecond();
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
