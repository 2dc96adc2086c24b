package io.dams.transfer.signedin;

import io.dams.platform.identity.Es256;
import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The frontoffice's public keys, kept for a while. An unknown key has them fetched again, but not
 * more often than every few seconds: anybody can name a key.
 */
class KeySetClient {

  private static final Logger log = LoggerFactory.getLogger(KeySetClient.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration KEEP = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final long MAX_BYTES = 65_536;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI uri;
  private final JsonMapper json;
  private final Clock clock;
  private Map<String, PublicKey> keys = Map.of();
  private Instant triedAt = Instant.MIN;
  private Instant fetchedAt = Instant.EPOCH;

  KeySetClient(URI uri, JsonMapper json, Clock clock) {
    this.uri = uri;
    this.json = json;
    this.clock = clock;
  }

  /**
   * The key of a name; empty when the frontoffice has none of it. Throws the problem {@code
   * temporarily-unavailable} while no keys at all could be fetched.
   */
  synchronized Optional<PublicKey> find(String kid) {
    Instant now = clock.instant();
    boolean stale = !keys.containsKey(kid) || now.isAfter(fetchedAt.plus(KEEP));
    if (stale && (triedAt.equals(Instant.MIN) || now.isAfter(triedAt.plus(PAUSE)))) {
      triedAt = now;
      fetch(now);
    }
    if (keys.isEmpty()) {
      throw new ProblemException(
          CommonProblem.TEMPORARILY_UNAVAILABLE, "access tokens cannot be checked at this moment");
    }
    return Optional.ofNullable(keys.get(kid));
  }

  private void fetch(Instant now) {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
    try {
      HttpResponse<byte[]> answer =
          http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
      if (answer.statusCode() != 200) {
        throw new IOException("status " + answer.statusCode());
      }
      keys = read(json.readTree(answer.body()));
      fetchedAt = now;
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      log.warn("the keys of access tokens cannot be fetched: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, PublicKey> read(JsonNode set) {
    Map<String, PublicKey> read = new HashMap<>();
    for (JsonNode key : set.path("keys")) {
      if ("P-256".equals(key.path("crv").asString(""))) {
        read.put(
            key.path("kid").asString(""),
            Es256.publicKey(key.path("x").asString(""), key.path("y").asString("")));
      }
    }
    return Map.copyOf(read);
  }
}
