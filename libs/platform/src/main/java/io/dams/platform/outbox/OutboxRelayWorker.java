package io.dams.platform.outbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Moves rows of the outbox to Kafka. Relays share the work by leasing buckets of keys, so that one
 * relay at a time sends the messages of a key; of each key it sends one message after the other. A
 * row is deleted when Kafka has it: a relay that dies in between leaves a row that is sent again
 * with the same id.
 */
class OutboxRelayWorker implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(OutboxRelayWorker.class);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  /** Of so many keys that fail, the fault is not theirs: then the whole place rests. */
  private static final int MAX_RESTING_STREAMS = 200;

  /** Hands a row to Kafka. */
  @FunctionalInterface
  interface Sender {
    CompletableFuture<?> send(OutboxRow row);
  }

  private final OutboxMapper mapper;
  private final Sender sender;
  private final OutboxProperties properties;
  private final String owner;
  private final Semaphore wake = new Semaphore(0);
  private final Resting<OutboxRow.Place> restingPlaces = new Resting<>();
  private final Resting<OutboxRow.Stream> restingStreams = new Resting<>();
  private volatile int stuckPlaces;
  private volatile int stuckStreams;
  private volatile boolean running;
  private long leasedUntilNanos = System.nanoTime();
  private int held;
  private volatile Thread thread = Thread.currentThread();

  OutboxRelayWorker(OutboxMapper mapper, Sender sender, OutboxProperties properties, String owner) {
    this.mapper = mapper;
    this.sender = sender;
    this.properties = properties;
    this.owner = owner;
  }

  /** Says that there may be rows to send. Costs nothing; may be called at any time. */
  void wake() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
  }

  /** Keys whose next message cannot be sent. */
  int stuckStreams() {
    return stuckStreams;
  }

  /** Topics, or partitions that were asked for, which take nothing. */
  int stuckPlaces() {
    return stuckPlaces;
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().name("outbox-relay").start(this::run);
  }

  @Override
  public void stop() {
    running = false;
    wake.release();
    try {
      thread.join(properties.sendTimeout().plusSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Stops late, so that what others write while they stop is still sent. */
  @Override
  public int getPhase() {
    return -1000;
  }

  private void run() {
    boolean failing = false;
    while (running) {
      try {
        keepLeases();
        boolean more = pass() == properties.batch();
        failing = false;
        if (!more) {
          pause(properties.pollInterval());
        }
      } catch (RuntimeException | Error e) { // or nothing ever leaves again, unseen
        if (!failing) {
          log.warn("outbox relay cannot read; rows are kept and tried again", e);
        }
        failing = true;
        pause(PAUSE_AFTER_FAILURE);
      }
    }
    giveUpLeases();
  }

  private void pause(Duration atMost) {
    try {
      wake.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
      wake.drainPermits();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running = false;
    }
  }

  /** Renews at a third of the lease, takes free buckets up to a fair share, gives back the rest. */
  void keepLeases() {
    if (isFresh()) {
      return;
    }
    long before = System.nanoTime();
    long leaseMillis = properties.lease().toMillis();
    mapper.alive(owner, leaseMillis);
    held = mapper.renew(owner, leaseMillis);
    int share = Math.ceilDiv(Outbox.BUCKETS, Math.max(1, mapper.relays()));
    if (held > share) {
      held -= mapper.release(owner, held - share);
    } else if (held < share) {
      held += mapper.lease(owner, leaseMillis, share - held);
    }
    mapper.forgetDead();
    leasedUntilNanos = before + properties.lease().toNanos();
  }

  private boolean isFresh() {
    return leasedUntilNanos - System.nanoTime() > properties.lease().toNanos() * 2 / 3;
  }

  private void giveUpLeases() {
    try {
      mapper.release(owner, Outbox.BUCKETS);
      mapper.gone(owner);
    } catch (RuntimeException e) {
      log.info("leases of the outbox relay are left to expire: {}", e.toString());
    }
  }

  /**
   * Sends what is oldest, in waves of at most one message for each key, so that a message leaves
   * only when Kafka has its predecessor. Returns how many rows were read.
   */
  int pass() {
    long now = System.nanoTime();
    List<OutboxRow> rows =
        mapper.oldest(owner, restingStreams.at(now), restingPlaces.at(now), properties.batch());
    Map<OutboxRow.Stream, Deque<OutboxRow>> streams = new LinkedHashMap<>();
    for (OutboxRow row : rows) {
      streams.computeIfAbsent(row.stream(), _ -> new ArrayDeque<>()).add(row);
    }
    while (!streams.isEmpty() && mayStillSend()) {
      sendWave(streams);
    }
    stuckPlaces = restingPlaces.size();
    stuckStreams = restingStreams.size();
    return rows.size();
  }

  /** Renews in the middle of a pass; false when a bucket went to another relay meanwhile. */
  private boolean mayStillSend() {
    if (!isFresh()) {
      long before = System.nanoTime();
      int renewed = mapper.renew(owner, properties.lease().toMillis());
      boolean lost = renewed < held;
      held = renewed;
      leasedUntilNanos = lost ? before : before + properties.lease().toNanos();
    }
    return leasedUntilNanos - System.nanoTime() > properties.sendTimeout().toNanos();
  }

  /** Sends the first of each stream; a stream ends when it is empty, or its first fails. */
  private void sendWave(Map<OutboxRow.Stream, Deque<OutboxRow>> streams) {
    Map<OutboxRow, CompletableFuture<?>> inFlight = new LinkedHashMap<>();
    for (Deque<OutboxRow> stream : streams.values()) {
      OutboxRow row = stream.element();
      CompletableFuture<?> future = sender.send(row);
      inFlight.put(row, future);
      if (future.isCompletedExceptionally() && SendFailures.isOfPlace(future.exceptionNow())) {
        break; // it may have waited for long: the others go when the leases were looked at
      }
    }
    Map<OutboxRow, Throwable> failures = new LinkedHashMap<>();
    List<OutboxRow> sent = new ArrayList<>();
    inFlight.forEach(
        (row, future) -> {
          Throwable failure = await(future);
          if (failure == null) {
            sent.add(row);
          } else {
            failures.put(row, failure);
          }
        });
    delete(sent);
    Set<OutboxRow.Place> failedPlaces = rest(sent, failures);
    sent.forEach(row -> Objects.requireNonNull(streams.get(row.stream())).remove());
    failures.keySet().forEach(row -> streams.remove(row.stream()));
    streams
        .values()
        .removeIf(rows -> rows.isEmpty() || failedPlaces.contains(rows.element().place()));
  }

  private void delete(List<OutboxRow> sent) {
    if (sent.isEmpty()) {
      return;
    }
    int deleted = mapper.deleteSent(owner, sent.stream().map(OutboxRow::id).toList());
    if (deleted != sent.size()) {
      log.info(
          "{} messages are sent again by the relay that took their buckets", sent.size() - deleted);
    }
  }

  /**
   * A place that takes nothing rests as a whole; otherwise only the key of the message does. The
   * row says why. One outage is one line of the log, not one each second. Returns the places that
   * failed.
   */
  private Set<OutboxRow.Place> rest(List<OutboxRow> sent, Map<OutboxRow, Throwable> failures) {
    long now = System.nanoTime();
    Map<OutboxRow.Place, OutboxRow> places = new LinkedHashMap<>();
    failures.forEach(
        (row, failure) -> {
          if (SendFailures.isOfPlace(failure) || restingStreams.size() >= MAX_RESTING_STREAMS) {
            places.putIfAbsent(row.place(), row);
          } else {
            mapper.failed(row.id(), "KEY", failure.toString());
            if (restingStreams.failed(row.stream(), now)) {
              log.warn(
                  "{} {} number {} of key {} to {} cannot be sent; it and what follows of its key"
                      + " stay behind and are tried again: {}",
                  row.type(),
                  row.messageId(),
                  row.sequenceNumber(),
                  row.messageKey(),
                  row.place(),
                  failure.toString());
            }
          }
        });
    for (OutboxRow row : sent) {
      restingStreams.wentWell(row.stream());
      if (!places.containsKey(row.place())) {
        restingPlaces.wentWell(row.place());
      }
    }
    places.forEach(
        (place, row) -> {
          Throwable failure = Objects.requireNonNull(failures.get(row));
          mapper.failed(row.id(), "PLACE", failure.toString());
          if (restingPlaces.failed(place, now)) {
            log.warn("{} takes no message; rows are kept and tried again", place, failure);
          }
        });
    return places.keySet();
  }

  private @Nullable Throwable await(CompletableFuture<?> future) {
    try {
      future.get(properties.sendTimeout().toMillis() * 2, TimeUnit.MILLISECONDS);
      return null;
    } catch (ExecutionException e) {
      return e.getCause() == null ? e : e.getCause();
    } catch (TimeoutException e) {
      return e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running = false;
      return e;
    }
  }
}
