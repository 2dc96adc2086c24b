package io.dams.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class CachedKeysTest {

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final AtomicInteger fetches = new AtomicInteger();
  private final List<JWK> published = new ArrayList<>();
  private boolean away;

  private final InstantSource time = () -> now;
  private final Clock clock = time.withZone(ZoneOffset.UTC);

  private final Mono<JWKSet> source =
      Mono.defer(
          () -> {
            fetches.incrementAndGet();
            return away
                ? Mono.error(new IOException("away"))
                : Mono.just(new JWKSet(List.copyOf(published)));
          });

  private final CachedKeys keys = keys(source);

  @Test
  void keepsWhatItFetched() {
    publish("a");
    assertThat(find("a")).containsExactly("a");
    now = now.plusSeconds(60);
    assertThat(find("a")).containsExactly("a");
    assertThat(fetches).hasValue(1);
  }

  @Test
  void fetchesForUnknownKeysOnlyNowAndThen() {
    publish("a");
    assertThat(find("a")).containsExactly("a");
    for (int i = 0; i < 100; i++) {
      assertThat(find("invented-" + i)).isEmpty();
    }
    assertThat(fetches).hasValue(1);
    now = now.plusSeconds(10);
    publish("b");
    assertThat(find("b")).containsExactly("b");
    assertThat(fetches).hasValue(2);
  }

  @Test
  void refusesToJudgeWithoutAnyKeys() {
    away = true;
    assertThatThrownBy(() -> find("a")).isInstanceOf(CachedKeys.KeysUnavailableException.class);
    away = false;
    publish("a");
    now = now.plusSeconds(10);
    assertThat(find("a")).containsExactly("a");
  }

  @Test
  void servesOnWhileTheIssuerIsAwayButNotForEver() {
    publish("a");
    assertThat(find("a")).containsExactly("a");
    away = true;
    now = now.plus(Duration.ofMinutes(59));
    assertThat(find("a")).containsExactly("a");
    assertThat(fetches).hasValue(2);
    now = now.plus(Duration.ofMinutes(2));
    assertThatThrownBy(() -> find("a")).isInstanceOf(CachedKeys.KeysUnavailableException.class);
  }

  @Test
  void forgetsAKeyThatIsNoLongerPublished() {
    publish("a");
    assertThat(find("a")).containsExactly("a");
    published.clear();
    publish("b");
    now = now.plus(Duration.ofMinutes(6));
    assertThat(find("a")).as("the old set still serves, and is refreshed").containsExactly("a");
    assertThat(find("a")).isEmpty();
  }

  @Test
  void allWhoWaitShareOneFetch() {
    Sinks.One<JWKSet> answer = Sinks.one();
    var waiting = keys(answer.asMono().doOnSubscribe(s -> fetches.incrementAndGet()));
    var first = Flux.from(waiting.apply(token("a"))).collectList().toFuture();
    var second = Flux.from(waiting.apply(token("a"))).collectList().toFuture();
    publish("a");
    answer.tryEmitValue(new JWKSet(List.copyOf(published)));
    assertThat(first.join()).hasSize(1);
    assertThat(second.join()).hasSize(1);
    assertThat(fetches).hasValue(1);
  }

  @Test
  void nobodyWhoComesAtTheSameMomentIsTurnedAway() throws Exception {
    publish("a");
    var set = new JWKSet(List.copyOf(published));
    for (int round = 0; round < 200; round++) {
      var slow = keys(Mono.just(set).delayElement(Duration.ofMillis(1)));
      try (var threads = Executors.newFixedThreadPool(8)) {
        Callable<List<JWK>> ask =
            () ->
                Objects.requireNonNull(
                    slow.apply(token("a")).collectList().block(Duration.ofSeconds(60)));
        var found = threads.invokeAll(Collections.nCopies(8, ask));
        for (Future<List<JWK>> each : found) {
          assertThat(each.get()).hasSize(1);
        }
      }
    }
  }

  private CachedKeys keys(Mono<JWKSet> from) {
    return new CachedKeys(
        from, clock, Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofHours(1));
  }

  private void publish(String id) {
    try {
      published.add(new ECKeyGenerator(Curve.P_256).keyID(id).generate().toPublicJWK());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> find(String id) {
    return keys.apply(token(id)).map(JWK::getKeyID).collectList().block(Duration.ofSeconds(60));
  }

  private static SignedJWT token(String id) {
    return new SignedJWT(
        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(id).build(),
        new JWTClaimsSet.Builder().build());
  }
}
