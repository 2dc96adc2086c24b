package io.dams.sandbox.sms;

import io.dams.sandbox.http.SimulatorServer;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes text messages at {@code POST /sms} and shows the last one of a phone at {@code GET
 * /sms/{phone}}, in place of the phone. Remembers 10,000 phones until its end.
 */
public final class SmsSimulator implements AutoCloseable {

  private static final int MAX_PHONES = 10_000;

  private final Clock clock;
  private final LinkedHashMap<String, Message> last = new LinkedHashMap<>();
  private final SimulatorServer server;
  private int failures;
  private long delayMillis;

  private SmsSimulator(int port, Clock clock) {
    this.clock = clock;
    this.server = SimulatorServer.start(port, Map.of("/", new SmsController(this)));
  }

  /**
   * A message as it was taken.
   *
   * @param code the one-time code in the text, for programs
   * @param number how many the phone got
   */
  public record Message(String phone, String text, String code, int number, Instant at) {}

  /**
   * Starts to listen.
   *
   * @param port 0 for any that is free
   */
  public static SmsSimulator start(int port) {
    return new SmsSimulator(port, Clock.systemUTC());
  }

  /** Where it listens. */
  public URI baseUrl() {
    return server.baseUrl();
  }

  /** The last message of a phone. */
  public synchronized Optional<Message> last(String phone) {
    return Optional.ofNullable(last.get(phone));
  }

  /** The next so many messages are answered by 500 and not delivered. */
  public synchronized void failNext(int count) {
    failures = count;
  }

  /** Every message waits so long from now on; 0 for no wait. */
  public synchronized void delay(long millis) {
    delayMillis = millis;
  }

  synchronized long delayMillis() {
    return delayMillis;
  }

  /** Whether the message was delivered. */
  synchronized boolean take(String phone, String text, String code) {
    if (failures > 0) {
      failures--;
      return false;
    }
    @Nullable Message before = last.remove(phone);
    int number = before == null ? 1 : before.number() + 1;
    last.put(phone, new Message(phone, text, code, number, clock.instant()));
    if (last.size() > MAX_PHONES) {
      last.pollFirstEntry();
    }
    return true;
  }

  @Override
  public void close() {
    server.close();
  }
}
