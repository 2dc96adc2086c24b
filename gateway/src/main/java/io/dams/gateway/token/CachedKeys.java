package io.dams.gateway.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The issuer's keys, kept. A key id that is not known makes one fetch, shared by all who wait, and
 * no more than one in {@code fetchEvery}: a flood of invented key ids costs the issuer nothing.
 * While the issuer is away the keys that we have serve on, until {@code discardAfter}.
 */
class CachedKeys implements Function<SignedJWT, Flux<JWK>> {

  private static final Logger LOG = LoggerFactory.getLogger(CachedKeys.class);

  private record Kept(JWKSet keys, Instant at) {}

  private final Mono<JWKSet> source;
  private final Clock clock;
  private final Duration fetchEvery;
  private final Duration refreshAfter;
  private final Duration discardAfter;
  private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();
  private @Nullable Instant lastFetch;
  private @Nullable Mono<Void> running;

  CachedKeys(
      Mono<JWKSet> source,
      Clock clock,
      Duration fetchEvery,
      Duration refreshAfter,
      Duration discardAfter) {
    this.source = source;
    this.clock = clock;
    this.fetchEvery = fetchEvery;
    this.refreshAfter = refreshAfter;
    this.discardAfter = discardAfter;
  }

  /**
   * The key that the token names. Empty when the issuer does not know it; {@link
   * KeysUnavailableException} when there are no keys to tell by.
   */
  @Override
  public Flux<JWK> apply(SignedJWT token) {
    @Nullable String id = token.getHeader().getKeyID();
    if (id == null) {
      return Flux.empty();
    }
    return Flux.defer(
        () -> {
          Optional<Kept> usable = usable();
          if (usable.map(k -> k.at().plus(refreshAfter).isBefore(clock.instant())).orElse(false)) {
            refresh().subscribe();
          }
          Optional<JWK> key = usable.flatMap(k -> Optional.ofNullable(k.keys().getKeyByKeyId(id)));
          return key.<Flux<JWK>>map(Flux::just).orElseGet(() -> afterRefresh(id));
        });
  }

  private Flux<JWK> afterRefresh(String id) {
    return refresh()
        .thenMany(
            Flux.defer(
                () ->
                    usable()
                        .map(k -> Flux.fromStream(() -> find(k, id).stream()))
                        .orElseGet(() -> Flux.error(new KeysUnavailableException()))));
  }

  private static Optional<JWK> find(Kept kept, String id) {
    return Optional.ofNullable(kept.keys().getKeyByKeyId(id));
  }

  private Optional<Kept> usable() {
    return Optional.ofNullable(kept.get())
        .filter(k -> k.at().plus(discardAfter).isAfter(clock.instant()));
  }

  /**
   * Completes when a fetch has ended, well or not; at once when it is too early for one. Whether
   * one runs and when the last began are one decision: who sees "too early" must see what runs.
   */
  private synchronized Mono<Void> refresh() {
    if (running != null) {
      return running;
    }
    Instant now = clock.instant();
    if (lastFetch != null && lastFetch.isAfter(now.minus(fetchEvery))) {
      return Mono.empty();
    }
    lastFetch = now;
    Mono<Void> mine =
        source
            .doOnNext(keys -> kept.set(new Kept(keys, clock.instant())))
            .doOnError(e -> LOG.error("cannot fetch the token keys: {}", e.toString()))
            .onErrorComplete()
            .then()
            .doFinally(signal -> ended())
            .cache();
    running = mine;
    return mine;
  }

  private synchronized void ended() {
    running = null;
  }

  /** There are no keys to check a token by; says nothing about the token. */
  static class KeysUnavailableException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    KeysUnavailableException() {
      super("the token keys cannot be fetched");
    }
  }
}
