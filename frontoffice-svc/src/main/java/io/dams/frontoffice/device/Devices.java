package io.dams.frontoffice.device;

import io.dams.contracts.id.UserId;
import io.dams.frontoffice.privacy.PrivateData;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The registry of devices. A session has one at most, and a token belongs to one session at most:
 * the last that named it. A device counts only as long as its session lives, so that who logs out
 * is told nothing more. Tokens are sealed, and found by a keyed hash.
 */
@Component
public class Devices {

  private static final String TOKEN = "push.token";

  /** Of more, those that were registered last are told. */
  private static final int MAX_OF_ONE = 20;

  private final DeviceMapper mapper;
  private final PrivateData privateData;
  private final Clock clock;

  Devices(DeviceMapper mapper, PrivateData privateData, Clock clock) {
    this.mapper = mapper;
    this.privateData = privateData;
    this.clock = clock;
  }

  /**
   * Registers the session's device, or replaces it. Nothing happens when the session has ended.
   *
   * @return whether it lives
   */
  @Transactional
  public boolean register(
      String session, UserId user, Platform platform, String token, Language language) {
    Instant now = clock.instant();
    if (mapper.countLive(session, user, now) == 0) {
      return false;
    }
    String one = platform == Platform.IOS ? token.toLowerCase(Locale.ROOT) : token;
    mapper.put(
        session, user, platform, hash(platform, one), privateData.seal(TOKEN, one), language, now);
    return true;
  }

  /** The device of a session; null when there is none, or the session has ended. */
  public @Nullable Device find(String session) {
    DeviceMapper.Row row = mapper.find(session, clock.instant());
    return row == null ? null : device(row);
  }

  /** The devices of a user, those that were registered last first; a bounded number. */
  public List<Device> of(UserId user) {
    return mapper.of(user, clock.instant(), MAX_OF_ONE).stream().map(this::device).toList();
  }

  /** Removes the session's device; nothing happens when there is none. */
  public void remove(String session) {
    mapper.remove(session);
  }

  /**
   * Removes a device whose push service says that its token is dead. Nothing happens when the
   * session has another token by now, or said the same one again since.
   *
   * @param since from when it was dead; null when that is not told
   */
  public void forget(Device device, @Nullable Instant since) {
    mapper.forget(
        device.session(),
        hash(device.platform(), device.token()),
        since == null || since.isAfter(clock.instant()) ? device.registeredAt() : since);
  }

  /** Deletes so many devices of sessions that ended; returns how many there were. */
  int prune(int limit) {
    return mapper.prune(clock.instant(), limit);
  }

  private Device device(DeviceMapper.Row row) {
    return new Device(
        row.sessionId(),
        row.platform(),
        privateData.open(TOKEN, row.token()),
        row.language(),
        row.registeredAt());
  }

  private byte[] hash(Platform platform, String token) {
    return privateData.fingerprint(TOKEN, platform + ":" + token);
  }
}
