package io.dams.transfer.partnersignature;

import io.dams.contracts.merchant.RequestSignature;
import io.dams.platform.problem.ProblemException;
import io.dams.transfer.app.AppSecret;
import io.dams.transfer.app.AppSecrets;
import io.dams.transfer.app.Apps;
import io.dams.transfer.app.SecretPurpose;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks a partner's signature over the exact bytes that came. */
@Component
class PartnerSignatures {

  /** How long a nonce must be remembered: a time stamp may be ahead, or behind. */
  static final Duration MEMORY = RequestSignature.TOLERANCE.multipliedBy(2).plusMinutes(1);

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
  private static final Pattern NONCE = Pattern.compile("[\\x21-\\x7e]{16,64}");
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,40}");

  private final AppSecrets secrets;
  private final Apps apps;
  private final NonceMapper nonces;
  private final Clock clock;

  PartnerSignatures(AppSecrets secrets, Apps apps, NonceMapper nonces, Clock clock) {
    this.secrets = secrets;
    this.apps = apps;
    this.nonces = nonces;
    this.clock = clock;
  }

  /**
   * The signature's headers and what they cover.
   *
   * @param path the public path with its query, undecoded
   */
  record Signed(
      @Nullable String key,
      @Nullable String timestamp,
      @Nullable String nonce,
      @Nullable String signature,
      String method,
      String path,
      byte[] body) {}

  /**
   * Who signed; throws a problem. The nonce is used up only by a request that is rightly signed.
   */
  Partner check(Signed request) {
    String key = matching(KEY, request.key());
    long seconds = Long.parseLong(matching(SECONDS, request.timestamp()));
    String nonce = matching(NONCE, request.nonce());
    AppSecret secret =
        secrets
            .find(key)
            .filter(one -> one.purpose() == SecretPurpose.REQUEST)
            .orElseThrow(PartnerSignatures::invalid);
    Duration apart = Duration.between(Instant.ofEpochSecond(seconds), clock.instant()).abs();
    boolean right =
        request.signature() != null
            && RequestSignature.verify(
                secret.requestKey(),
                request.method(),
                request.path(),
                seconds,
                nonce,
                request.body(),
                request.signature());
    if (!right || apart.compareTo(RequestSignature.TOLERANCE) > 0) {
      throw invalid();
    }
    if (nonces.take(key, nonce) == 0) {
      throw new ProblemException(SignatureProblem.REPLAYED, "send a new nonce with each request");
    }
    return new Partner(apps.get(secret.appId()));
  }

  private static String matching(Pattern form, @Nullable String text) {
    if (text == null || !form.matcher(text).matches()) {
      throw invalid();
    }
    return text;
  }

  /** Says nothing of what was wrong: that would help to guess. */
  private static ProblemException invalid() {
    return new ProblemException(
        SignatureProblem.SIGNATURE_INVALID,
        "key, timestamp within 5 minutes, nonce and signature must fit the request");
  }
}
