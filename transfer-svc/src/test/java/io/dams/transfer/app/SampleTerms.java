package io.dams.transfer.app;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Terms of apps about diamonds, without addresses, for tests that need no database. */
public final class SampleTerms {

  private SampleTerms() {}

  /** At a rate of one and without a fee. */
  public static AppTerms of(String keyname, int outId) {
    return of(keyname, outId, "1.0000", null, null);
  }

  /**
   * Without a fee.
   *
   * @param fund what goes out comes to it, and what comes in is paid by it
   */
  public static AppTerms of(String keyname, int outId, String rate, @Nullable Long fund) {
    return of(keyname, outId, rate, fund, null);
  }

  /** Whose results are told at this address. */
  static AppTerms callbackAt(String url) {
    return of("app", 1, "1.0000", null, url);
  }

  private static AppTerms of(
      String keyname, int outId, String rate, @Nullable Long fund, @Nullable String callbackUrl) {
    BigDecimal none = BigDecimal.ZERO;
    return new AppTerms(
        keyname,
        "Sample",
        null,
        outId,
        null,
        null,
        2,
        2,
        fund,
        fund,
        new BigDecimal(rate),
        none,
        none,
        none,
        null,
        none,
        null,
        null,
        true,
        true,
        callbackUrl,
        null,
        null,
        null,
        true);
  }
}
