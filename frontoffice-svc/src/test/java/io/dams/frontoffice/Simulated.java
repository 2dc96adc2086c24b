package io.dams.frontoffice;

import com.sun.net.httpserver.HttpServer;
import io.dams.contracts.money.AssetCode;
import io.dams.sandbox.merchant.MerchantSettings;
import io.dams.sandbox.merchant.MerchantSimulator;
import io.dams.sandbox.push.ApnsAccount;
import io.dams.sandbox.push.ApnsSimulator;
import io.dams.sandbox.push.FcmAccount;
import io.dams.sandbox.push.FcmSimulator;
import io.dams.sandbox.sms.SmsSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.test.context.DynamicPropertyRegistry;

/** Merchants, SMS provider and ledger for the tests of this module, started once for its JVM. */
final class Simulated {

  static final MerchantSimulator SKY = merchant("SKY");
  static final MerchantSimulator BEAN = merchant("BEAN");
  static final MerchantSimulator MART = merchant("MART");
  static final SmsSimulator SMS = SmsSimulator.start(0);
  static final ApnsAccount APNS_ACCOUNT = ApnsAccount.in(directory().resolve("apns"));
  static final ApnsSimulator APNS = ApnsSimulator.start(0, APNS_ACCOUNT);
  static final FcmAccount FCM_ACCOUNT = FcmAccount.of("dams-test");
  static final FcmSimulator FCM = FcmSimulator.start(0, FCM_ACCOUNT);

  /** Path → JSON of the ledger's answers; what is not there is answered by 503. */
  static final Map<String, String> LEDGER = new ConcurrentHashMap<>();

  /** So many order groups of a user may be open. */
  static final int OPEN_GROUPS = 20;

  private static final HttpServer LEDGER_SERVER = ledger();
  private static final Path TOKEN_KEY = tokenKey();

  private Simulated() {}

  static void properties(DynamicPropertyRegistry registry) {
    merchant(registry, "SKY", SKY, 0);
    merchant(registry, "BEAN", BEAN, 0);
    merchant(registry, "MART", MART, 2);
    registry.add("dams.sms.url", () -> SMS.baseUrl() + "/sms");
    registry.add(
        "dams.services.ledger", () -> "http://127.0.0.1:" + LEDGER_SERVER.getAddress().getPort());
    registry.add("dams.push.apns.key-file", () -> APNS_ACCOUNT.signingKey().toString());
    registry.add("dams.push.apns.key-id", () -> ApnsAccount.KEY_ID);
    registry.add("dams.push.apns.team-id", () -> ApnsAccount.TEAM_ID);
    registry.add("dams.push.apns.topic", () -> ApnsAccount.TOPIC);
    registry.add("dams.push.apns.host", () -> "localhost");
    registry.add("dams.push.apns.port", APNS::port);
    registry.add("dams.push.apns.trusted-file", () -> APNS_ACCOUNT.certificate().toString());
    registry.add("dams.push.apns.timeout", () -> "2s");
    registry.add("dams.push.fcm.credentials-file", () -> fcmCredentials().toString());
    registry.add("dams.push.fcm.url", FCM::baseUrl);
    registry.add("dams.push.fcm.timeout", () -> "2s");
    registry.add("dams.login.token-key-file", () -> TOKEN_KEY);
    registry.add("dams.crypto.phone-key", () -> key('a'));
    registry.add("dams.crypto.phone-hash-key", () -> key('b'));
    registry.add("dams.login.limits.codes-per-address", () -> 100_000);
    registry.add("dams.login.limits.logins-per-address", () -> 100_000);
    // tests lock rows on which a statement then waits
    registry.add("mybatis.configuration.default-statement-timeout", () -> "60");
    // a machine that stalls is no merchant that is away; one that hangs is waited for no longer
    registry.add("dams.wallet.balances-within", () -> "30s");
    registry.add("dams.quote.valid-for", () -> "90s");
    registry.add("dams.order.max-open-groups", () -> OPEN_GROUPS);
  }

  private static void merchant(
      DynamicPropertyRegistry registry, String exCode, MerchantSimulator merchant, int scale) {
    String prefix = "dams.merchants." + exCode + ".";
    registry.add(prefix + "base-url", merchant::baseUrl);
    registry.add(prefix + "key-id", () -> MerchantSettings.TEST_KEY);
    registry.add(
        prefix + "secret", () -> Base64.getEncoder().encodeToString(MerchantSettings.testSecret()));
    registry.add(prefix + "point-scale", () -> scale);
    registry.add(prefix + "connect-timeout", () -> "15s");
    registry.add(prefix + "read-timeout", () -> "10m");
  }

  private static MerchantSimulator merchant(String exCode) {
    return MerchantSimulator.start(MerchantSettings.forTest(new AssetCode(exCode), directory()));
  }

  private static Path directory() {
    try {
      return Files.createTempDirectory("dams-simulated");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpServer ledger() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            String json = LEDGER.get(exchange.getRequestURI().getPath());
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            int status = token == null ? 401 : json == null ? 503 : 200;
            byte[] body = (json == null ? "{}" : json).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path fcmCredentials() {
    try {
      Path file = Files.createTempFile("fcm", ".json");
      file.toFile().deleteOnExit();
      return Files.writeString(file, FCM_ACCOUNT.credentials(FCM.baseUrl()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path tokenKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      Path file = Files.createTempFile("token-key", ".pem");
      file.toFile().deleteOnExit();
      Files.writeString(
          file,
          "-----BEGIN PRIVATE KEY-----\n"
              + Base64.getMimeEncoder()
                  .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
              + "\n-----END PRIVATE KEY-----\n");
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String key(char letter) {
    return Base64.getEncoder()
        .encodeToString(String.valueOf(letter).repeat(32).getBytes(StandardCharsets.US_ASCII));
  }
}
