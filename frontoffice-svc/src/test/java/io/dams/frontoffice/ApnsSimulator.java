package io.dams.frontoffice;

import com.eatthepath.pushy.apns.auth.ApnsVerificationKey;
import com.eatthepath.pushy.apns.server.MockApnsServer;
import com.eatthepath.pushy.apns.server.MockApnsServerBuilder;
import com.eatthepath.pushy.apns.server.PushNotificationHandler;
import com.eatthepath.pushy.apns.server.RejectedNotificationException;
import com.eatthepath.pushy.apns.server.RejectionReason;
import com.eatthepath.pushy.apns.server.ValidatingPushNotificationHandlerFactory;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.AbstractSet;
import java.util.Base64;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * Pushy's mock of APNs (HTTP/2 over TLS, tokens that are checked by our public key), with faults.
 * Its certificate is made by the JDK's keytool when it starts.
 */
final class ApnsSimulator {

  private static final String TOPIC = "io.dams.app";
  private static final String TEAM = "TEAM123456";
  private static final String KEY = "KEY1234567";
  private static final String PASSWORD = "simulated";

  private final Path folder;
  private final int port;
  private final List<Push> received = new CopyOnWriteArrayList<>();
  private final Map<String, Instant> unregistered = new ConcurrentHashMap<>();
  private final Deque<Fault> faults = new ConcurrentLinkedDeque<>();

  /** A push as it was taken. */
  record Push(String token, String payload, String collapseId, String apnsId, Instant expiration) {}

  /** What it does with one push. */
  sealed interface Fault {

    /** Refuses it. */
    record Refuse(RejectionReason reason) implements Fault {}

    /** Takes it, and answers too late. */
    record AnswerLate(long millis) implements Fault {}
  }

  ApnsSimulator() {
    try {
      folder = Files.createTempDirectory("apns");
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair signing = generator.generateKeyPair();
      pem("signing.p8", "PRIVATE KEY", signing.getPrivate().getEncoded());
      ApnsVerificationKey known =
          new ApnsVerificationKey(KEY, TEAM, (ECPublicKey) signing.getPublic());
      port =
          server(
                  new ValidatingPushNotificationHandlerFactory(
                      Map.of(TOPIC, new Everything()),
                      unregistered,
                      Map.of(KEY, known),
                      Map.of(known, Set.of(TOPIC))))
              .start(0)
              .get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("the mock of APNs does not start", e);
    }
  }

  void properties(DynamicPropertyRegistry registry) {
    registry.add("dams.push.apns.key-file", () -> folder.resolve("signing.p8").toString());
    registry.add("dams.push.apns.key-id", () -> KEY);
    registry.add("dams.push.apns.team-id", () -> TEAM);
    registry.add("dams.push.apns.topic", () -> TOPIC);
    registry.add("dams.push.apns.host", () -> "localhost");
    registry.add("dams.push.apns.port", () -> port);
    registry.add("dams.push.apns.trusted-file", () -> folder.resolve("server.pem").toString());
    registry.add("dams.push.apns.timeout", () -> "2s");
  }

  /** All pushes to a device, oldest first. */
  List<Push> received(String token) {
    return received.stream().filter(push -> push.token().equals(token)).toList();
  }

  /** What a device shows. */
  List<Push> seen(String token) {
    Map<String, Push> byCollapseId = new LinkedHashMap<>();
    received(token).forEach(push -> byCollapseId.put(push.collapseId(), push));
    return List.copyOf(byCollapseId.values());
  }

  /** The next push meets this. */
  void next(Fault fault) {
    faults.add(fault);
  }

  /** The app was removed from the device at that time. */
  void unregister(String token, Instant at) {
    unregistered.put(token, at);
  }

  private MockApnsServer server(ValidatingPushNotificationHandlerFactory checks)
      throws IOException, GeneralSecurityException, InterruptedException {
    KeyStore.PrivateKeyEntry own = certificate();
    pem("server.pem", "CERTIFICATE", own.getCertificate().getEncoded());
    PrivateKey key = own.getPrivateKey();
    return new MockApnsServerBuilder()
        .setServerCredentials(
            new X509Certificate[] {(X509Certificate) own.getCertificate()}, key, null)
        .setHandlerFactory(session -> new Handler(checks.buildHandler(session)))
        .build();
  }

  private KeyStore.PrivateKeyEntry certificate()
      throws IOException, GeneralSecurityException, InterruptedException {
    Path store = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "apns",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException("keytool: " + said);
    }
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    return (KeyStore.PrivateKeyEntry)
        keys.getEntry("apns", new KeyStore.PasswordProtection(PASSWORD.toCharArray()));
  }

  private void pem(String name, String type, byte[] der) throws IOException {
    Files.writeString(
        folder.resolve(name),
        "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
            .formatted(type, Base64.getMimeEncoder().encodeToString(der)));
  }

  /** Checks a push as APNs does, and meets it with the next fault. */
  private final class Handler implements PushNotificationHandler {

    private final PushNotificationHandler checks;

    Handler(PushNotificationHandler checks) {
      this.checks = checks;
    }

    @Override
    public void handlePushNotification(Http2Headers headers, ByteBuf payload)
        throws RejectedNotificationException {
      checks.handlePushNotification(headers, payload);
      Fault fault = faults.poll();
      if (fault instanceof Fault.Refuse refuse) {
        throw new RejectedNotificationException(refuse.reason());
      }
      received.add(
          new Push(
              headers.path().toString().substring("/3/device/".length()),
              payload.toString(StandardCharsets.UTF_8),
              String.valueOf(headers.get("apns-collapse-id")),
              String.valueOf(headers.get("apns-id")),
              Instant.ofEpochSecond(headers.getLong("apns-expiration", 0))));
      if (fault instanceof Fault.AnswerLate late) {
        try {
          Thread.sleep(late.millis());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  /** Every token is one of the app. */
  private static final class Everything extends AbstractSet<String> {

    @Override
    public boolean contains(Object token) {
      return true;
    }

    @Override
    public Iterator<String> iterator() {
      return Collections.emptyIterator();
    }

    @Override
    public int size() {
      return 0;
    }
  }
}
