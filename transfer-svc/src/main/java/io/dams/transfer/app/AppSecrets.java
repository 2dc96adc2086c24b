package io.dams.transfer.app;

import io.dams.platform.webhook.WebhookSecret;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.transaction.annotation.Transactional;

/**
 * Secrets of apps. A new one replaces the old ones after an overlap, in which both are valid, so
 * that a partner changes over without a moment of refusals.
 */
public class AppSecrets {

  private static final int REQUEST_KEY_BYTES = 32;
  private static final int KEY_ID_BYTES = 8;

  private final SecretMapper mapper;
  private final Apps apps;
  private final SecretSeal seal;
  private final RandomGenerator random;

  AppSecrets(SecretMapper mapper, Apps apps, SecretSeal seal, RandomGenerator random) {
    this.mapper = mapper;
    this.apps = apps;
    this.seal = seal;
    this.random = random;
  }

  /**
   * Makes a new secret, which is shown this once.
   *
   * @param overlap for how long the former ones stay valid; zero when one has leaked
   */
  @Transactional
  public AppSecret rotate(int appId, SecretPurpose purpose, Duration overlap, String operator) {
    apps.get(appId);
    mapper.expire(appId, purpose, overlap.toSeconds());
    String keyId = "app-" + appId + "-" + HexFormat.of().formatHex(randomBytes(KEY_ID_BYTES));
    String text =
        switch (purpose) {
          case REQUEST -> Base64.getEncoder().encodeToString(randomBytes(REQUEST_KEY_BYTES));
          case CALLBACK -> WebhookSecret.random(random).text();
        };
    mapper.insert(appId, purpose, keyId, seal.seal(keyId, text));
    apps.audit(operator, "ROTATE_" + purpose, "app-" + appId, keyId + ", overlap " + overlap);
    return new AppSecret(appId, purpose, keyId, text);
  }

  /** The valid secrets of an app, the newest first. */
  public List<AppSecret> valid(int appId, SecretPurpose purpose) {
    return mapper.valid(appId, purpose).stream().map(this::open).toList();
  }

  /** The valid secret of a key id. */
  public Optional<AppSecret> find(String keyId) {
    return mapper.find(keyId).map(this::open);
  }

  private AppSecret open(SecretMapper.Row row) {
    return new AppSecret(
        row.transferAppId(), row.purpose(), row.keyId(), seal.open(row.keyId(), row.sealed()));
  }

  private byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
