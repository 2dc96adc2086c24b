package io.dams.frontoffice.login;

import io.dams.frontoffice.account.Accounts;
import io.dams.frontoffice.privacy.Phone;
import io.dams.frontoffice.privacy.PrivateData;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * One-time codes of six digits. One is live for each phone; it is kept as a keyed hash, may be
 * tried a few times, and is taken once.
 */
@Component
class LoginCodes {

  private static final int BOUND = 1_000_000;
  private static final Duration KEPT = Duration.ofHours(2);

  private final LoginMapper mapper;
  private final PrivateData privateData;
  private final LoginProperties properties;
  private final SecureRandom random;
  private final Clock clock;

  LoginCodes(
      LoginMapper mapper,
      PrivateData privateData,
      LoginProperties properties,
      SecureRandom random,
      Clock clock) {
    this.mapper = mapper;
    this.privateData = privateData;
    this.properties = properties;
    this.random = random;
    this.clock = clock;
  }

  /** A new code; an older one is void. */
  @Transactional
  public String issue(Phone phone) {
    String code = String.format(Locale.ROOT, "%06d", random.nextInt(BOUND));
    Instant now = clock.instant();
    mapper.putCode(phoneHash(phone), hash(phone, code), now, now.plus(properties.codeLife()));
    return code;
  }

  /** Tries a code. The attempt counts, whatever comes after; the code is not taken yet. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public CodeAnswer check(Phone phone, String code) {
    byte[] phoneHash = phoneHash(phone);
    LoginMapper.Code sent = mapper.lockCode(phoneHash);
    if (sent == null || !clock.instant().isBefore(sent.expiresAt())) {
      return CodeAnswer.EXPIRED;
    }
    if (sent.attempts() >= properties.codeAttempts()) {
      return CodeAnswer.TOO_MANY_ATTEMPTS;
    }
    if (mapper.countAttempt(phoneHash) != 1) {
      throw new IllegalStateException("a locked login code is gone");
    }
    return MessageDigest.isEqual(sent.codeHash(), hash(phone, code))
        ? CodeAnswer.RIGHT
        : CodeAnswer.WRONG;
  }

  /** Takes the code, in the caller's transaction; false when another login took it first. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean take(Phone phone, String code) {
    return mapper.takeCode(phoneHash(phone), hash(phone, code)) == 1;
  }

  /** Deletes so many of the codes that are over; returns how many there were. */
  int prune(int limit) {
    return mapper.pruneCodes(clock.instant().minus(KEPT), limit);
  }

  private byte[] phoneHash(Phone phone) {
    return privateData.fingerprint(Accounts.PHONE, phone.e164());
  }

  private byte[] hash(Phone phone, String code) {
    return privateData.fingerprint("login.code", phone.e164() + "/" + code);
  }

  /** What became of an attempt. */
  enum CodeAnswer {
    RIGHT,
    WRONG,
    EXPIRED,
    TOO_MANY_ATTEMPTS
  }
}
