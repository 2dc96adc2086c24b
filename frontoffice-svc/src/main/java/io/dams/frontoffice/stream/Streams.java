package io.dams.frontoffice.stream;

import io.dams.platform.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
  private static final Duration ERRORS_TOLD = Duration.ofMinutes(1);

  private final Map<Topic, Set<Connection>> topics = new HashMap<>();
  private final Clock clock;
  private final Counter failed;
  private Instant quietUntil = Instant.MIN;
  private boolean running;

  Streams(Clock clock, MeterRegistry metrics) {
    this.failed =
        Counter.builder("dams.streams.failed")
            .description("Event streams that ended by an error of ours")
            .register(metrics);
    this.clock = clock;
  }

  /**
   * Connects a client until {@code end}. Throws {@link ProblemException} when there is no place:
   * {@code streams-full}. One's newest stream replaces one's oldest when there are too many: that
   * may be a client that is gone without a word, and comes back just now. Event: {@code replaced},
   * the last of the oldest.
   *
   * @param about the account or contract whose news wakes it
   */
  public void connect(Audience audience, String about, Instant end, Feed feed, SseClient client) {
    Connection connection = new Connection(new Topic(audience, about), end, feed, client);
    if (!enter(connection)) {
      throw new ProblemException(StreamProblem.STREAMS_FULL, "come back in some seconds");
    }
    client.onEnd(connection::leave);
    Thread.ofVirtual().name("stream-" + audience + "-" + about).start(connection);
  }

  private synchronized boolean enter(Connection connection) {
    Audience audience = connection.topic.audience();
    Set<Connection> ofTopic = topics.getOrDefault(connection.topic, Set.of());
    boolean replaces = ofTopic.size() >= audience.placesOfOne();
    if (!running || (!replaces && clients(audience) >= audience.places())) {
      return false;
    }
    if (replaces) {
      Connection oldest = ofTopic.iterator().next();
      ofTopic.remove(oldest);
      oldest.replace();
    }
    topics.computeIfAbsent(connection.topic, t -> new LinkedHashSet<>()).add(connection);
    return true;
  }

  private synchronized void exit(Connection connection) {
    topics.computeIfPresent(
        connection.topic,
        (topic, connections) -> {
          connections.remove(connection);
          return connections.isEmpty() ? null : connections;
        });
  }

  /** Once a minute: when the database is away, all streams end together. */
  private synchronized void tellError(Topic topic, RuntimeException e) {
    failed.increment();
    Instant now = clock.instant();
    if (now.isBefore(quietUntil)) {
      LOG.debug("stream of {} ends by an error too", topic, e);
      return;
    }
    quietUntil = now.plus(ERRORS_TOLD);
    LOG.warn(
        "stream of {} ends by an error, the client comes back; further ones are counted for {} s",
        topic,
        ERRORS_TOLD.toSeconds(),
        e);
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
    private volatile boolean replaced;

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

    /** A newer stream of the same owner has its place. */
    void replace() {
      replaced = true;
      leave();
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
        if (replaced) {
          sink.send(Long.toString(feed.position()), "replaced", "{}");
        }
      } catch (IOException | IllegalStateException e) {
        LOG.debug("client of {} is gone: {}", topic, e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        tellError(topic, e);
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
