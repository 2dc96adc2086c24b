package io.dams.frontoffice.stream;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The clients that are connected to this copy of the service. Each has a virtual thread that reads
 * on from the database when its topic is woken, so that a slow client holds up nobody, and what was
 * missed is read and not remembered here.
 */
@Component
public class Streams implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
  private static final int MAX_CLIENTS = 2_000;
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final Map<String, Set<Connection>> topics = new ConcurrentHashMap<>();
  private final AtomicInteger clients = new AtomicInteger();
  private final Clock clock;
  private volatile boolean running;

  Streams(Clock clock) {
    this.clock = clock;
  }

  /**
   * Connects a client until {@code end}; false when there are too many.
   *
   * @param topic what wakes it
   * @param maxOfTopic clients of this topic
   */
  public boolean connect(String topic, int maxOfTopic, Instant end, Feed feed, SseClient client) {
    if (!running) {
      return false;
    }
    if (clients.incrementAndGet() > MAX_CLIENTS) {
      clients.decrementAndGet();
      return false;
    }
    Connection connection = new Connection(topic, end, feed, client);
    Set<Connection> ofTopic =
        topics.compute(
            topic,
            (t, present) -> {
              Set<Connection> set = present == null ? ConcurrentHashMap.newKeySet() : present;
              if (set.size() < maxOfTopic) {
                set.add(connection);
              }
              return set;
            });
    if (!ofTopic.contains(connection)) {
      clients.decrementAndGet();
      return false;
    }
    client.onEnd(connection::leave);
    Thread.ofVirtual().name("stream-" + topic).start(connection);
    return true;
  }

  /** Topics with this prefix that have a client. */
  public Set<String> topics(String prefix) {
    Set<String> found = ConcurrentHashMap.newKeySet();
    topics.forEach(
        (topic, connections) -> {
          if (topic.startsWith(prefix) && !connections.isEmpty()) {
            found.add(topic);
          }
        });
    return found;
  }

  /** Tells the clients of a topic that there is something up to this position. */
  public void wake(String topic, long position) {
    Set<Connection> connections = topics.get(topic);
    if (connections != null) {
      connections.forEach(connection -> connection.wake(position));
    }
  }

  @Override
  public void start() {
    running = true;
  }

  /** Before the web server waits for requests to end: streams would not. */
  @Override
  public void stop() {
    running = false;
    topics.values().forEach(connections -> connections.forEach(Connection::leave));
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** One client, from its connection to its end. */
  private final class Connection implements Runnable {

    private final String topic;
    private final Instant end;
    private final Feed feed;
    private final Sink sink;
    private final Semaphore signal = new Semaphore(0);
    private volatile boolean gone;

    Connection(String topic, Instant end, Feed feed, Sink sink) {
      this.topic = topic;
      this.end = end;
      this.feed = feed;
      this.sink = sink;
    }

    void wake(long position) {
      if (feed.position() < position && signal.availablePermits() == 0) {
        signal.release();
      }
    }

    void leave() {
      gone = true;
      signal.release();
    }

    @Override
    public void run() {
      try {
        sink.comment("connected");
        while (!gone && clock.instant().isBefore(end)) {
          if (!feed.pump(sink) && !signal.tryAcquire(patience(), TimeUnit.MILLISECONDS)) {
            sink.comment("alive");
          }
          signal.drainPermits();
        }
      } catch (IOException | IllegalStateException e) {
        LOG.debug("client of {} is gone: {}", topic, e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        LOG.warn("stream of {} ends by an error, the client comes back", topic, e);
      } finally {
        topics.computeIfPresent(
            topic,
            (t, connections) -> {
              connections.remove(this);
              return connections.isEmpty() ? null : connections;
            });
        clients.decrementAndGet();
        sink.close();
      }
    }

    private long patience() {
      return Math.clamp(Duration.between(clock.instant(), end).toMillis(), 1, HEARTBEAT.toMillis());
    }
  }
}
