package io.dams.frontoffice.stream;

import io.dams.platform.problem.ProblemException;
import io.dams.platform.problem.ProblemType;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final Map<Topic, Set<Connection>> topics = new HashMap<>();
  private final Clock clock;
  private boolean running;

  Streams(Clock clock) {
    this.clock = clock;
  }

  /**
   * Connects a client until {@code end}. Throws {@link ProblemException} when there is no place:
   * {@code too-many-streams} or {@code streams-full}.
   *
   * @param about the account or contract whose news wakes it
   */
  public void connect(Audience audience, String about, Instant end, Feed feed, SseClient client) {
    Connection connection = new Connection(new Topic(audience, about), end, feed, client);
    ProblemType refusal = enter(connection);
    if (refusal != null) {
      throw new ProblemException(refusal, "end a stream, or come back in some seconds");
    }
    client.onEnd(connection::leave);
    Thread.ofVirtual().name("stream-" + audience + "-" + about).start(connection);
  }

  private synchronized @Nullable ProblemType enter(Connection connection) {
    Audience audience = connection.topic.audience();
    Set<Connection> ofTopic = topics.getOrDefault(connection.topic, Set.of());
    if (ofTopic.size() >= audience.placesOfOne()) {
      return StreamProblem.TOO_MANY_STREAMS;
    }
    if (!running || clients(audience) >= audience.places()) {
      return StreamProblem.STREAMS_FULL;
    }
    topics.computeIfAbsent(connection.topic, t -> new HashSet<>()).add(connection);
    return null;
  }

  private synchronized void exit(Connection connection) {
    topics.computeIfPresent(
        connection.topic,
        (topic, connections) -> {
          connections.remove(connection);
          return connections.isEmpty() ? null : connections;
        });
  }

  private int clients(Audience audience) {
    return topics.entrySet().stream()
        .filter(entry -> entry.getKey().audience() == audience)
        .mapToInt(entry -> entry.getValue().size())
        .sum();
  }

  /** The accounts or contracts that have a client. */
  public synchronized Set<String> topics(Audience audience) {
    return topics.keySet().stream()
        .filter(topic -> topic.audience() == audience)
        .map(Topic::about)
        .collect(Collectors.toSet());
  }

  /** Tells the clients of an account or contract that there is something up to this position. */
  public synchronized void wake(Audience audience, String about, long position) {
    topics
        .getOrDefault(new Topic(audience, about), Set.of())
        .forEach(connection -> connection.wake(position));
  }

  @Override
  public synchronized void start() {
    running = true;
  }

  /** Before the web server waits for requests to end: streams would not. */
  @Override
  public synchronized void stop() {
    running = false;
    topics.values().forEach(connections -> connections.forEach(Connection::leave));
  }

  @Override
  public synchronized boolean isRunning() {
    return running;
  }

  /** What wakes a client. */
  private record Topic(Audience audience, String about) {}

  /** One client, from its connection to its end. */
  private final class Connection implements Runnable {

    private final Topic topic;
    private final Instant end;
    private final Feed feed;
    private final Sink sink;
    private final Semaphore signal = new Semaphore(0);
    private volatile boolean gone;

    Connection(Topic topic, Instant end, Feed feed, Sink sink) {
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
        exit(this);
        sink.close();
      }
    }

    private long patience() {
      return Math.clamp(Duration.between(clock.instant(), end).toMillis(), 1, HEARTBEAT.toMillis());
    }
  }
}
