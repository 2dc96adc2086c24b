package io.dams.sandbox.merchant;

import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.RequestSignature;
import io.dams.sandbox.http.Call;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Lets a request pass once: known key, timestamp within the tolerance, right signature, and a nonce
 * that was not used within twice the tolerance. A restart forgets nonces, not transfers.
 */
final class SignatureCheck {

  private static final Pattern NONCE = Pattern.compile("[\\x21-\\x7e]{16,64}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
  private static final Duration MEMORY = RequestSignature.TOLERANCE.multipliedBy(2);
  private static final int MAX_NONCES = 1_000_000;

  private final Map<String, byte[]> secrets;
  private final Clock clock;
  private final LinkedHashMap<String, Instant> nonces = new LinkedHashMap<>();

  SignatureCheck(Map<String, byte[]> secrets, Clock clock) {
    this.secrets = Map.copyOf(secrets);
    this.clock = clock;
  }

  /** Why the call may not pass; empty when it may. */
  Optional<MerchantProblem> refusal(Call call) {
    String key = header(call, RequestSignature.KEY_HEADER);
    String timestamp = header(call, RequestSignature.TIMESTAMP_HEADER);
    String nonce = header(call, RequestSignature.NONCE_HEADER);
    String signature = header(call, RequestSignature.SIGNATURE_HEADER);
    byte[] secret = secrets.get(key);
    if (secret == null
        || !SECONDS.matcher(timestamp).matches()
        || !NONCE.matcher(nonce).matches()) {
      return Optional.of(MerchantProblem.SIGNATURE_INVALID);
    }
    long seconds = Long.parseLong(timestamp);
    Instant now = clock.instant();
    Duration apart = Duration.between(Instant.ofEpochSecond(seconds), now).abs();
    if (apart.compareTo(RequestSignature.TOLERANCE) > 0
        || !RequestSignature.verify(
            secret, call.method(), call.pathWithQuery(), seconds, nonce, call.body(), signature)) {
      return Optional.of(MerchantProblem.SIGNATURE_INVALID);
    }
    return isFirst(key + '\n' + nonce, now)
        ? Optional.empty()
        : Optional.of(MerchantProblem.REPLAYED);
  }

  private synchronized boolean isFirst(String use, Instant now) {
    Iterator<Instant> oldest = nonces.values().iterator();
    while (oldest.hasNext() && oldest.next().plus(MEMORY).isBefore(now)) {
      oldest.remove();
    }
    if (nonces.size() >= MAX_NONCES) {
      throw new IllegalStateException("more nonces than can be remembered");
    }
    return nonces.putIfAbsent(use, now) == null;
  }

  private static String header(Call call, String name) {
    String value = call.header(name);
    return value == null ? "" : value;
  }
}
