package io.dams.backoffice;

import io.dams.contracts.money.AssetCode;
import io.dams.sandbox.merchant.MerchantSettings;
import io.dams.sandbox.merchant.MerchantSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.support.TestPropertySourceUtils;

/** Who stands around the service: merchants and the ledger, one set for all tests of the JVM. */
public final class World {

  /** The merchants. */
  public enum Merchant {
    SKY(Duration.ofSeconds(30)),
    /** We do not wait for it for long. */
    BEAN(Duration.ofMillis(500)),
    MART(Duration.ofSeconds(30)),
    /**
     * Nor for this one. Three unanswered reserves close it for a while, and what it leaves
     * unanswered is asked for many times before it is booked.
     */
    TIDE(Duration.ofMillis(500));

    private final Duration readTimeout;

    Merchant(Duration readTimeout) {
      this.readTimeout = readTimeout;
    }

    /** The point's code. */
    public AssetCode point() {
      return new AssetCode(name());
    }
  }

  private static final Map<Merchant, MerchantSimulator> MERCHANTS = start();
  private static final LedgerStub LEDGER = new LedgerStub();

  private World() {}

  /** A merchant's simulator. */
  public static MerchantSimulator merchant(Merchant merchant) {
    return MERCHANTS.get(merchant);
  }

  static LedgerStub ledger() {
    return LEDGER;
  }

  /** Properties with which the service finds them, as lines. */
  static List<String> properties() {
    List<String> lines = new ArrayList<>();
    lines.add("dams.services.ledger=" + LEDGER.uri());
    MERCHANTS.forEach(
        (merchant, simulator) -> {
          String prefix = "dams.merchants." + merchant + ".";
          lines.add(prefix + "base-url=" + simulator.baseUrl());
          lines.add(prefix + "key-id=" + MerchantSettings.TEST_KEY);
          lines.add(
              prefix
                  + "secret="
                  + Base64.getEncoder().encodeToString(MerchantSettings.testSecret()));
          lines.add(prefix + "point-scale=0");
          lines.add(prefix + "connect-timeout=30s");
          lines.add(prefix + "read-timeout=" + merchant.readTimeout.toMillis() + "ms");
        });
    lines.add("dams.reserve.breakers.TIDE.failures=3");
    lines.add("dams.reserve.breakers.TIDE.pause=4s");
    lines.add("dams.retry.merchants.TIDE.attempts-to-book=1000");
    return lines;
  }

  private static Map<Merchant, MerchantSimulator> start() {
    try {
      Path directory = Files.createTempDirectory("backoffice-merchants");
      Map<Merchant, MerchantSimulator> merchants = new EnumMap<>(Merchant.class);
      for (Merchant merchant : Merchant.values()) {
        merchants.put(
            merchant,
            MerchantSimulator.start(MerchantSettings.forTest(merchant.point(), directory)));
      }
      return merchants;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells a test's context where they are. */
  static class Addresses implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
      TestPropertySourceUtils.addInlinedPropertiesToEnvironment(
          context, properties().toArray(String[]::new));
    }
  }
}
