package io.dams.contracts.conformance;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whom to ask, and what may be done there.
 *
 * @param baseUrl of the merchant's apiserver, without {@code /v1}
 * @param keyId the key that signs
 * @param secret its secret, at least 32 bytes
 * @param uid a member whom nobody else uses meanwhile, with points
 * @param phone the member's; null: what needs it is skipped
 * @param otherUid another member; null: what needs it is skipped
 * @param stepUnits the smallest amount that is moved; positive
 * @param limitUnits a RESERVE of more is refused with {@code LIMIT_EXCEEDED}; 0 when there is no
 *     such limit: what needs it is skipped
 * @param paysFee whether a fee of one step may be paid, which the member does not get back
 * @param restart how to restart the merchant's server; null: what needs it is skipped
 * @param answerWithin how long to wait for an answer
 * @param within how long the whole run may take, without the giving back
 */
public record ConformanceSettings(
    URI baseUrl,
    String keyId,
    byte[] secret,
    String uid,
    @Nullable String phone,
    @Nullable String otherUid,
    long stepUnits,
    long limitUnits,
    boolean paysFee,
    @Nullable Restart restart,
    Duration answerWithin,
    Duration within) {

  private static final int MIN_SECRET_BYTES = 32;

  /** Throws {@link IllegalArgumentException} with the reason when a value cannot be used. */
  public ConformanceSettings {
    require(
        String.valueOf(baseUrl.getScheme()).matches("https?") && baseUrl.getHost() != null,
        "the base URL must look like https://merchant.example");
    require(
        baseUrl.getRawQuery() == null && baseUrl.getRawFragment() == null,
        "the base URL may have no query");
    require(!keyId.isBlank(), "the key id is missing");
    require(secret.length >= MIN_SECRET_BYTES, "a secret has at least 32 bytes");
    require(uid.matches("[A-Za-z0-9._~-]{1,64}"), "the member's uid is missing or not a uid");
    require(stepUnits > 0 && stepUnits <= Integer.MAX_VALUE, "a step must be positive");
    require(limitUnits >= 0, "a limit must be positive");
    require(answerWithin.isPositive() && within.isPositive(), "a time must be positive");
    secret = secret.clone();
  }

  /** The usual: whole checks that need nothing more, 10 s for an answer, two minutes in all. */
  public static ConformanceSettings of(URI baseUrl, String keyId, byte[] secret, String uid) {
    return new ConformanceSettings(
        baseUrl,
        keyId,
        secret,
        uid,
        null,
        null,
        1,
        0,
        false,
        null,
        Duration.ofSeconds(10),
        Duration.ofMinutes(2));
  }

  /** Restarts a merchant's server and returns when it answers again. */
  @FunctionalInterface
  public interface Restart {

    /** As hard as it can be, best by SIGKILL. */
    void restart() throws Exception;
  }

  /** A copy. */
  @Override
  public byte[] secret() {
    return secret.clone();
  }

  /** The same, with the member's phone. */
  public ConformanceSettings phone(String other) {
    return new ConformanceSettings(
        baseUrl,
        keyId,
        secret,
        uid,
        other,
        otherUid,
        stepUnits,
        limitUnits,
        paysFee,
        restart,
        answerWithin,
        within);
  }

  /** The same, with another member. */
  public ConformanceSettings otherUid(String other) {
    return new ConformanceSettings(
        baseUrl,
        keyId,
        secret,
        uid,
        phone,
        other,
        stepUnits,
        limitUnits,
        paysFee,
        restart,
        answerWithin,
        within);
  }

  /** The same, with amounts: the smallest that is moved, and the merchant's limit or 0. */
  public ConformanceSettings amounts(long step, long limit) {
    return new ConformanceSettings(
        baseUrl,
        keyId,
        secret,
        uid,
        phone,
        otherUid,
        step,
        limit,
        paysFee,
        restart,
        answerWithin,
        within);
  }

  /** The same, and a fee may be paid. */
  public ConformanceSettings payingFee() {
    return new ConformanceSettings(
        baseUrl,
        keyId,
        secret,
        uid,
        phone,
        otherUid,
        stepUnits,
        limitUnits,
        true,
        restart,
        answerWithin,
        within);
  }

  /** The same, with a way to restart the server. */
  public ConformanceSettings restart(Restart other) {
    return new ConformanceSettings(
        baseUrl,
        keyId,
        secret,
        uid,
        phone,
        otherUid,
        stepUnits,
        limitUnits,
        paysFee,
        other,
        answerWithin,
        within);
  }

  /** The same, with other bounds for an answer and for the whole run. */
  public ConformanceSettings bounds(Duration answer, Duration run) {
    return new ConformanceSettings(
        baseUrl,
        keyId,
        secret,
        uid,
        phone,
        otherUid,
        stepUnits,
        limitUnits,
        paysFee,
        restart,
        answer,
        run);
  }

  @Override
  public String toString() {
    return "ConformanceSettings[" + baseUrl + ", key " + keyId + ", member " + uid + "]";
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
