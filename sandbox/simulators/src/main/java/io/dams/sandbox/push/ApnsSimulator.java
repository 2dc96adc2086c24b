package io.dams.sandbox.push;

import com.eatthepath.pushy.apns.auth.ApnsVerificationKey;
import com.eatthepath.pushy.apns.server.MockApnsServer;
import com.eatthepath.pushy.apns.server.MockApnsServerBuilder;
import com.eatthepath.pushy.apns.server.PushNotificationHandler;
import com.eatthepath.pushy.apns.server.RejectedNotificationException;
import com.eatthepath.pushy.apns.server.RejectionReason;
import com.eatthepath.pushy.apns.server.ValidatingPushNotificationHandlerFactory;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.AbstractSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Takes pushes as APNs does: pushy's mock (HTTP/2 over TLS, tokens that are checked by the
 * account's public key, headers as Apple documents them), with faults. Remembers the last 10,000
 * pushes. The mock listens on every address of the machine; only the account can push.
 */
public final class ApnsSimulator implements AutoCloseable {

  private static final int MAX_PUSHES = 10_000;
  private static final long START_SECONDS = 30;

  private final List<Push> received = new ArrayList<>();
  private final Map<String, Instant> unregistered = new ConcurrentHashMap<>();
  private final Deque<Fault> faults = new ArrayDeque<>();
  private final MockApnsServer server;
  private final int port;

  private ApnsSimulator(int port, ApnsAccount account) {
    try {
      ApnsVerificationKey known =
          ApnsVerificationKey.loadFromPkcs8File(
              account.verificationKey().toFile(), ApnsAccount.TEAM_ID, ApnsAccount.KEY_ID);
      ValidatingPushNotificationHandlerFactory checks =
          new ValidatingPushNotificationHandlerFactory(
              Map.of(ApnsAccount.TOPIC, new Everything()),
              unregistered,
              Map.of(ApnsAccount.KEY_ID, known),
              Map.of(known, Set.of(ApnsAccount.TOPIC)));
      this.server =
          new MockApnsServerBuilder()
              .setServerCredentials(
                  account.certificate().toFile(), account.serverKey().toFile(), null)
              .setHandlerFactory(session -> new Handler(checks.buildHandler(session)))
              .build();
      this.port = server.start(port).get(START_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the account in " + account.folder(), e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(account.folder() + " is no account", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalArgumentException("cannot listen on port " + port + ", is it taken?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while APNs starts", e);
    }
  }

  /** A push as it was taken. */
  public record Push(
      String token, String payload, String collapseId, String apnsId, Instant expiration) {}

  /** What it does with one push. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Fault.Refuse.class, name = "REFUSE"),
    @JsonSubTypes.Type(value = Fault.AnswerLate.class, name = "ANSWER_LATE")
  })
  public sealed interface Fault {

    /** Refuses it; the reason has a status, 410 for UNREGISTERED. */
    record Refuse(RejectionReason reason) implements Fault {

      /** Throws {@link NullPointerException} without a reason. */
      public Refuse {
        Objects.requireNonNull(reason);
      }
    }

    /** Takes it, and answers only after this time; others wait behind it. */
    record AnswerLate(long millis) implements Fault {}
  }

  /**
   * Starts to listen.
   *
   * @param port 0 for any that is free
   */
  public static ApnsSimulator start(int port, ApnsAccount account) {
    return new ApnsSimulator(port, account);
  }

  /** Where it listens, at localhost. */
  public int port() {
    return port;
  }

  /** All pushes to a device, oldest first. */
  public synchronized List<Push> received(String token) {
    return received.stream().filter(push -> push.token().equals(token)).toList();
  }

  /** What a device shows. */
  public synchronized List<Push> seen(String token) {
    Map<String, Push> byCollapseId = new LinkedHashMap<>();
    received(token).forEach(push -> byCollapseId.put(push.collapseId(), push));
    return List.copyOf(byCollapseId.values());
  }

  /** The next push meets this; several are met in turn. */
  public synchronized void next(Fault fault) {
    faults.add(fault);
  }

  /** No fault is left. */
  public synchronized void heal() {
    faults.clear();
  }

  /** The app was removed from the device at that time. */
  public void unregister(String token, Instant at) {
    unregistered.put(token, at);
  }

  private synchronized @Nullable Fault take(Push push) throws RejectedNotificationException {
    Fault fault = faults.poll();
    if (fault instanceof Fault.Refuse(RejectionReason reason)) {
      throw new RejectedNotificationException(reason);
    }
    received.add(push);
    if (received.size() > MAX_PUSHES) {
      received.removeFirst();
    }
    return fault;
  }

  @Override
  public void close() {
    server.shutdown().orTimeout(START_SECONDS, TimeUnit.SECONDS).join();
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
      Fault fault =
          take(
              new Push(
                  headers.path().toString().substring("/3/device/".length()),
                  payload.toString(StandardCharsets.UTF_8),
                  String.valueOf(headers.get("apns-collapse-id")),
                  String.valueOf(headers.get("apns-id")),
                  Instant.ofEpochSecond(headers.getLong("apns-expiration", 0))));
      if (fault instanceof Fault.AnswerLate(long millis)) {
        try {
          Thread.sleep(millis);
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
