package io.dams.platform.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private volatile boolean running;
  private volatile long leasedUntilNanos = System.nanoTime();
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
        Pass pass = pass();
        failing = failing && pass.failure() != null;
        if (pass.failure() != null) {
          failing = noteFailure(failing, pass.failure());
          pause(PAUSE_AFTER_FAILURE);
        } else if (pass.read() < properties.batch()) {
          pause(properties.pollInterval());
        }
      } catch (RuntimeException e) {
        failing = noteFailure(failing, e);
        pause(PAUSE_AFTER_FAILURE);
      }
    }
    giveUpLeases();
  }

  /** One outage is one line, not one each second. */
  private boolean noteFailure(boolean failing, Throwable cause) {
    if (!failing) {
      log.warn("outbox relay cannot send; rows are kept and tried again", cause);
    }
    return true;
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
    long now = System.nanoTime();
    long lease = properties.lease().toNanos();
    if (leasedUntilNanos - now > lease * 2 / 3) {
      return;
    }
    long leaseMillis = properties.lease().toMillis();
    mapper.alive(owner, leaseMillis);
    int held = mapper.renew(owner, leaseMillis);
    int share = Math.ceilDiv(Outbox.BUCKETS, Math.max(1, mapper.relays()));
    if (held > share) {
      mapper.release(owner, held - share);
    } else if (held < share) {
      mapper.lease(owner, leaseMillis, share - held);
    }
    mapper.forgetDead();
    leasedUntilNanos = now + lease;
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
   * What a pass did.
   *
   * @param read rows read
   * @param failure why some of them are not sent; null when all are
   */
  record Pass(int read, @Nullable Throwable failure) {}

  /** Sends what is oldest: in waves of at most one message for each key. */
  Pass pass() {
    List<OutboxRow> rows = mapper.oldest(owner, properties.batch());
    Map<OutboxRow.Stream, List<OutboxRow>> streams = new LinkedHashMap<>();
    for (OutboxRow row : rows) {
      streams.computeIfAbsent(row.stream(), _ -> new ArrayList<>()).add(row);
    }
    Throwable failure = null;
    for (int depth = 0; !streams.isEmpty() && mayStillSend(); depth++) {
      List<OutboxRow> wave = new ArrayList<>();
      for (List<OutboxRow> stream : streams.values()) {
        wave.add(stream.get(depth));
      }
      failure = sendWave(wave, streams);
      if (failure != null) {
        break;
      }
      int sent = depth + 1;
      streams.values().removeIf(stream -> stream.size() <= sent);
    }
    return new Pass(rows.size(), failure);
  }

  private boolean mayStillSend() {
    keepLeases();
    return leasedUntilNanos - System.nanoTime() > properties.sendTimeout().toNanos();
  }

  private @Nullable Throwable sendWave(
      List<OutboxRow> wave, Map<OutboxRow.Stream, List<OutboxRow>> streams) {
    Map<OutboxRow, CompletableFuture<?>> inFlight = new LinkedHashMap<>();
    Throwable failure = null;
    for (OutboxRow row : wave) {
      CompletableFuture<?> future = sender.send(row);
      inFlight.put(row, future);
      if (future.isCompletedExceptionally()) {
        break;
      }
    }
    List<Long> sent = new ArrayList<>();
    for (Map.Entry<OutboxRow, CompletableFuture<?>> each : inFlight.entrySet()) {
      Throwable cause = await(each.getValue());
      if (cause == null) {
        sent.add(each.getKey().id());
      } else {
        failure = cause;
        streams.remove(each.getKey().stream());
      }
    }
    if (!sent.isEmpty()) {
      mapper.deleteSent(owner, sent);
    }
    return failure;
  }

  private @Nullable Throwable await(CompletableFuture<?> future) {
    try {
      future.get(properties.sendTimeout().toMillis() * 2, TimeUnit.MILLISECONDS);
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (TimeoutException e) {
      return e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running = false;
      return e;
    }
  }
}
