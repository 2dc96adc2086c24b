package io.dams.platform.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens whose signatures were found right a short while ago, so that one that comes with every
 * request is not verified with every request. Says nothing of what may change meanwhile: times must
 * be looked at each time. Safe for several threads.
 *
 * @param <T> what a token says
 */
public final class VerifiedTokens<T> {

  private record Verified<T>(T content, Instant at) {}

  private final Duration kept;
  private final Clock clock;
  private final Map<String, Verified<T>> tokens;

  /**
   * Without any token.
   *
   * @param most how many; the one that came longest ago makes place
   * @param kept after which a token is verified again
   */
  public VerifiedTokens(int most, Duration kept, Clock clock) {
    this.kept = kept;
    this.clock = clock;
    this.tokens =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Verified<T>> eldest) {
            return size() > most;
          }
        };
  }

  /** What a token says, if its signature was found right a short while ago. */
  public Optional<T> find(String token) {
    Instant since = clock.instant().minus(kept);
    synchronized (tokens) {
      return Optional.ofNullable(tokens.get(token))
          .filter(one -> one.at().isAfter(since))
          .map(Verified::content);
    }
  }

  /** Remembers a token whose signature was found right just now. */
  public void keep(String token, T content) {
    var verified = new Verified<>(content, clock.instant());
    synchronized (tokens) {
      tokens.remove(token);
      tokens.put(token, verified);
    }
  }
}
