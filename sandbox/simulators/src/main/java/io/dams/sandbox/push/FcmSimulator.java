package io.dams.sandbox.push;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.sun.net.httpserver.HttpHandler;
import io.dams.sandbox.http.Answer;
import io.dams.sandbox.http.SimulatorServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages as FCM does ({@code POST /v1/projects/P/messages:send}), for access tokens that it
 * gave itself ({@code POST /token}, RFC 7523), and has faults ({@code POST /sandbox/faults}, one
 * for each message to come; {@code DELETE} clears them). Remembers the last 10,000 messages, and
 * shows those of a device at {@code GET /sandbox/devices/TOKEN}; {@code DELETE} removes the app
 * from it.
 */
public final class FcmSimulator implements AutoCloseable {

  private static final int MAX_MESSAGES = 10_000;

  private final FcmAccount account;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final List<Message> received = new ArrayList<>();
  private final Set<String> unregistered = new HashSet<>();
  private final Set<String> accessTokens = new HashSet<>();
  private final Deque<Fault> faults = new ArrayDeque<>();
  private final SimulatorServer server;

  private FcmSimulator(int port, FcmAccount account, Clock clock, @Nullable ApnsSimulator apns) {
    this.account = account;
    this.clock = clock;
    Map<String, HttpHandler> handlers = new HashMap<>();
    handlers.put("/", new FcmController(this));
    if (apns != null) {
      handlers.put(ApnsController.PATH, new ApnsController(apns));
    }
    this.server = SimulatorServer.start(port, handlers);
  }

  /** What it does with one message. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Fault.Refuse.class, name = "REFUSE"),
    @JsonSubTypes.Type(value = Fault.WrongField.class, name = "WRONG_FIELD"),
    @JsonSubTypes.Type(value = Fault.DropReply.class, name = "DROP_REPLY"),
    @JsonSubTypes.Type(value = Fault.Garble.class, name = "GARBLE")
  })
  public sealed interface Fault {

    /** Answers with an error of FCM's, and delivers nothing. */
    record Refuse(int status, String code, @Nullable String retryAfter) implements Fault {}

    /** Names a field of the request as wrong. */
    record WrongField(String field) implements Fault {}

    /** Delivers the message, and closes the connection without an answer. */
    record DropReply() implements Fault {}

    /** Answers with this status and text. */
    record Garble(int status, String text) implements Fault {}
  }

  /**
   * A message as it was taken.
   *
   * @param tag of a device's notifications with the same one, the last is seen
   * @param ttl for example {@code 60s}
   */
  public record Message(
      String token, String title, String body, String tag, String ttl, Map<String, String> data) {

    /** Copies the map. */
    public Message {
      data = Map.copyOf(data);
    }
  }

  /**
   * Starts to listen.
   *
   * @param port 0 for any that is free
   */
  public static FcmSimulator start(int port, FcmAccount account) {
    return new FcmSimulator(port, account, Clock.systemUTC(), null);
  }

  /**
   * Starts to listen.
   *
   * @param account the file of the service account that may send
   * @param apns is steered at the same port, below {@code /sandbox/apns/}; null for none
   */
  public static FcmSimulator start(int port, Path account, @Nullable ApnsSimulator apns) {
    return new FcmSimulator(port, FcmAccount.read(account), Clock.systemUTC(), apns);
  }

  /** Where it listens. */
  public URI baseUrl() {
    return server.baseUrl();
  }

  /** All messages of a device, oldest first. */
  public synchronized List<Message> received(String token) {
    return received.stream().filter(message -> message.token().equals(token)).toList();
  }

  /** The notifications that a device shows. */
  public synchronized List<Message> seen(String token) {
    Map<String, Message> byTag = new LinkedHashMap<>();
    received(token).forEach(message -> byTag.put(message.tag(), message));
    return List.copyOf(byTag.values());
  }

  /** The next message meets this; several are met in turn. */
  public synchronized void next(Fault fault) {
    faults.add(fault);
  }

  /** No fault is left. */
  public synchronized void heal() {
    faults.clear();
  }

  /** The app was removed from the device. */
  public synchronized void unregister(String token) {
    unregistered.add(token);
  }

  /** No access token that was given is valid any more. */
  public synchronized void revokeAccess() {
    accessTokens.clear();
  }

  FcmAccount account() {
    return account;
  }

  Clock clock() {
    return clock;
  }

  synchronized String giveAccess() {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    accessTokens.add(token);
    return token;
  }

  synchronized boolean hasAccess(String token) {
    return accessTokens.contains(token);
  }

  synchronized Answer take(Message message) {
    return switch (faults.poll()) {
      case null -> deliver(message);
      case Fault.Refuse refuse ->
          new Answer.Later(
              refuse.status(),
              FcmController.error(refuse.status(), refuse.code()),
              refuse.retryAfter());
      case Fault.WrongField wrong -> new Answer.Json(400, FcmController.wrongField(wrong.field()));
      case Fault.DropReply() -> {
        deliver(message);
        yield new Answer.Dropped();
      }
      case Fault.Garble garble ->
          new Answer.Raw(
              garble.status(), "text/html", garble.text().getBytes(StandardCharsets.UTF_8));
    };
  }

  private Answer deliver(Message message) {
    if (unregistered.contains(message.token())) {
      return new Answer.Json(404, FcmController.error(404, "UNREGISTERED"));
    }
    received.add(message);
    if (received.size() > MAX_MESSAGES) {
      received.removeFirst();
    }
    return Answer.ok(
        Map.of("name", "projects/" + account.project() + "/messages/" + received.size()));
  }

  @Override
  public void close() {
    server.close();
  }
}
