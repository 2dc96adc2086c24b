package io.dams.frontoffice.session;

import io.dams.contracts.id.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sessions and their refresh tokens. A refresh token is used once and replaced (OAuth 2.0 Security
 * BCP, RFC 9700, section 4.14); one that comes again was stolen, or its thief came first: the whole
 * session ends.
 */
public class Sessions {

  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
  private static final int TOKEN_BYTES = 32;
  private static final Duration PRUNE_AFTER = Duration.ofDays(7);

  private final SessionMapper mapper;
  private final AccessTokens accessTokens;
  private final Duration refreshLife;
  private final Duration sessionLife;
  private final SecureRandom random;
  private final Clock clock;

  Sessions(
      SessionMapper mapper,
      AccessTokens accessTokens,
      SessionProperties properties,
      SecureRandom random,
      Clock clock) {
    this.mapper = mapper;
    this.accessTokens = accessTokens;
    this.refreshLife = properties.refreshTokenLife();
    this.sessionLife = properties.sessionLife();
    this.random = random;
    this.clock = clock;
  }

  /**
   * Opens a session, in the caller's transaction.
   *
   * @param device a hash of the device; empty for none
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public SessionTokens open(UserId user, String device) {
    String session = new UUID(random.nextLong(), random.nextLong()).toString();
    Instant now = clock.instant();
    Instant end = now.plus(sessionLife);
    mapper.open(session, user, device, now, end);
    return issue(session, user, now, end);
  }

  /** Takes a refresh token and gives the next pair. A used one ends its session. */
  @Transactional
  public RefreshAnswer refresh(String refreshToken) {
    byte[] hash = hash(refreshToken);
    SessionMapper.Row row = mapper.lock(hash);
    Instant now = clock.instant();
    if (row == null || row.revoked() || !now.isBefore(row.sessionExpiresAt())) {
      return new RefreshAnswer.Invalid();
    }
    if (row.used()) {
      revoke(row, "REUSED", now);
      LOG.warn(
          "refresh token of session {} of user {} came again: session ended",
          row.sessionId(),
          row.accountId());
      return new RefreshAnswer.Reused();
    }
    if (!now.isBefore(row.expiresAt())) {
      return new RefreshAnswer.Invalid();
    }
    if (row.blocked()) {
      revoke(row, "BLOCKED", now);
      return new RefreshAnswer.Invalid();
    }
    if (mapper.use(hash, now) != 1) {
      throw new IllegalStateException("a locked refresh token of " + row.sessionId() + " is gone");
    }
    return new RefreshAnswer.Renewed(
        issue(row.sessionId(), row.accountId(), now, row.sessionExpiresAt()));
  }

  /** The row is locked with its session, which was not ended. */
  private void revoke(SessionMapper.Row row, String reason, Instant now) {
    if (mapper.revoke(row.sessionId(), reason, now) != 1) {
      throw new IllegalStateException("the locked session " + row.sessionId() + " was ended");
    }
  }

  /** Ends the session of a refresh token; nothing happens for an unknown or ended one. */
  @Transactional
  public void close(String refreshToken) {
    SessionMapper.Row row = mapper.lock(hash(refreshToken));
    if (row != null && !row.revoked()) {
      revoke(row, "LOGOUT", clock.instant());
    }
  }

  /** Deletes so many of the tokens that expired a week ago; returns how many there were. */
  int pruneTokens(int limit) {
    return mapper.pruneTokens(clock.instant().minus(PRUNE_AFTER), limit);
  }

  /** Deletes so many of the sessions that expired a week ago; returns how many there were. */
  int pruneSessions(int limit) {
    return mapper.pruneSessions(clock.instant().minus(PRUNE_AFTER), limit);
  }

  private SessionTokens issue(String session, UserId user, Instant now, Instant sessionEnd) {
    byte[] token = new byte[TOKEN_BYTES];
    random.nextBytes(token);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    Instant end = now.plus(refreshLife);
    mapper.issue(hash(text), session, now, end.isBefore(sessionEnd) ? end : sessionEnd);
    return new SessionTokens(accessTokens.issue(user, session), text, accessTokens.lifeSeconds());
  }

  /** A token has 256 random bits, so that a plain hash hides it. */
  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is in every JDK", e);
    }
  }

  /** What became of a refresh. */
  public sealed interface RefreshAnswer {

    /** The next pair. */
    record Renewed(SessionTokens tokens) implements RefreshAnswer {}

    /** Unknown, expired, or of an ended session. */
    record Invalid() implements RefreshAnswer {}

    /** Used before: its session is ended now. */
    record Reused() implements RefreshAnswer {}
  }
}
