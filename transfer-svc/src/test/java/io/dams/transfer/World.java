package io.dams.transfer;

import com.sun.net.httpserver.HttpServer;
import io.dams.platform.identity.Es256;
import io.dams.sandbox.partner.PartnerSettings;
import io.dams.sandbox.partner.PartnerSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.support.TestPropertySourceUtils;

/** Who stands around the service: the ledger, partners, and the frontoffice's keys. */
final class World {

  /** The URL cases of the seed, each with a partner of its own. */
  enum Case {
    /** All addresses. */
    FULL,
    /** A transfer out is created, and cannot be asked about. */
    CREATE_ONLY,
    /** A transfer out is asked about, and not created. */
    INFO_ONLY,
    /** No address at all. */
    INTERNAL
  }

  private static final int COORDINATE_BYTES = 32;

  private static final LedgerStub LEDGER = new LedgerStub();
  private static final KeyPair USERS = pair();
  private static final HttpServer FRONTOFFICE = frontoffice();
  private static final Map<Case, PartnerSimulator> PARTNERS = partners();
  private static final CountingPartner COUNTING = new CountingPartner();

  private World() {}

  static LedgerStub ledger() {
    return LEDGER;
  }

  static PartnerSimulator partner(Case which) {
    return PARTNERS.get(which);
  }

  static CountingPartner counting() {
    return COUNTING;
  }

  /** The header of a user who is signed in. */
  static String bearer(long user) {
    long now = Clock.systemUTC().instant().getEpochSecond();
    return "Bearer "
        + Es256.sign(
            USERS.getPrivate(),
            "{\"alg\":\"ES256\",\"kid\":\"test\"}",
            "{\"iss\":\"frontoffice-svc\",\"aud\":\"dams\",\"sub\":\"%d\",\"exp\":%d}"
                .formatted(user, now + 300));
  }

  private static List<String> properties() {
    String allowed =
        Stream.concat(
                PARTNERS.values().stream().map(PartnerSimulator::baseUrl),
                Stream.of(URI.create(COUNTING.url(""))))
            .map(partner -> "127.0.0.1:" + partner.getPort())
            .collect(Collectors.joining(","));
    return List.of(
        "dams.services.ledger=" + LEDGER.uri(),
        "dams.services.frontoffice=http://127.0.0.1:" + FRONTOFFICE.getAddress().getPort(),
        "dams.outside.allow=" + allowed);
  }

  private static Map<Case, PartnerSimulator> partners() {
    Map<Case, PartnerSimulator> partners = new EnumMap<>(Case.class);
    try {
      for (Case which : Case.values()) {
        var settings = PartnerSettings.forTest(Files.createTempDirectory("transfer-partner"));
        partners.put(which, PartnerSimulator.start(settings));
      }
      return partners;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpServer frontoffice() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      byte[] keys = keySet().getBytes(StandardCharsets.UTF_8);
      server.createContext(
          "/.well-known/jwks.json",
          exchange -> {
            try (exchange) {
              exchange.sendResponseHeaders(200, keys.length);
              exchange.getResponseBody().write(keys);
            }
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String keySet() {
    ECPublicKey key = (ECPublicKey) USERS.getPublic();
    return "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"test\",\"x\":\"%s\",\"y\":\"%s\"}]}"
        .formatted(coordinate(key.getW().getAffineX()), coordinate(key.getW().getAffineY()));
  }

  private static String coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] padded = new byte[COORDINATE_BYTES];
    int length = Math.min(bytes.length, COORDINATE_BYTES);
    System.arraycopy(bytes, bytes.length - length, padded, COORDINATE_BYTES - length, length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(padded);
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
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
