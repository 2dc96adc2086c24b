package io.dams.gateway.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/**
 * Does not verify a token's signature with every request: one that was found right is right for a
 * short while, at most as long as a key that is no longer published may serve on. All its other
 * rules are judged each time.
 *
 * <p>Remembers as the platform's {@code VerifiedTokens} does, and cannot use it: that library is
 * made for servlet services, and to have it on the class path would configure this one by it.
 */
class RememberingDecoder implements ReactiveJwtDecoder {

  private record Verified(Jwt token, Instant at) {}

  private final ReactiveJwtDecoder decoder;
  private final OAuth2TokenValidator<Jwt> rules;
  private final Duration remembered;
  private final Clock clock;
  private final Map<String, Verified> tokens;

  /**
   * Around another.
   *
   * @param rules of the other decoder, too
   * @param remembered after which a signature is verified again
   * @param most tokens that are remembered; the one that came longest ago makes place
   */
  RememberingDecoder(
      ReactiveJwtDecoder decoder,
      OAuth2TokenValidator<Jwt> rules,
      Duration remembered,
      int most,
      Clock clock) {
    this.decoder = decoder;
    this.rules = rules;
    this.remembered = remembered;
    this.clock = clock;
    this.tokens =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Verified> eldest) {
            return size() > most;
          }
        };
  }

  @Override
  public Mono<Jwt> decode(String token) {
    return Mono.defer(
        () -> {
          Optional<Jwt> known = find(token).filter(jwt -> !rules.validate(jwt).hasErrors());
          return known.isPresent()
              ? Mono.just(known.get())
              : decoder.decode(token).doOnNext(jwt -> keep(token, jwt));
        });
  }

  private Optional<Jwt> find(String token) {
    Instant since = clock.instant().minus(remembered);
    synchronized (tokens) {
      return Optional.ofNullable(tokens.get(token))
          .filter(one -> one.at().isAfter(since))
          .map(Verified::token);
    }
  }

  private void keep(String token, Jwt jwt) {
    var verified = new Verified(jwt, clock.instant());
    synchronized (tokens) {
      tokens.remove(token);
      tokens.put(token, verified);
    }
  }
}
