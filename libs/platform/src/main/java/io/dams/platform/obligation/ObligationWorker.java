package io.dams.platform.obligation;

import io.dams.platform.tracing.TraceContexts;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Attempts obligations that are due. One thread claims, by lane, as many as the lane has places
 * free; each attempt runs on a virtual thread of its own, so that a lane which hangs fills its own
 * places and nobody else's. A claim raises the row's fence; whoever ends an attempt must still find
 * the fence that it claimed.
 */
class ObligationWorker implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ObligationWorker.class);
  private static final int MAX_REASON = 500;

  /** Reads a payload. */
  @FunctionalInterface
  interface PayloadReader {
    Object read(String json, Class<?> type);
  }

  /** Counts what must not go unseen. */
  interface Meter {
    void attempted(String kind, String lane, String outcome, Duration took);

    void fencedOff(String kind, String lane);
  }

  private final ObligationMapper mapper;
  private final TransactionTemplate transaction;
  private final Map<String, ObligationHandler<?>> handlers = new HashMap<>();
  private final PayloadReader payloads;
  private final TraceContexts traces;
  private final RandomGenerator random;
  private final ObligationProperties properties;
  private final Meter meter;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
  private final Map<ObligationMapper.Fenced, Attempt> running = new ConcurrentHashMap<>();
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean on;
  private volatile @Nullable Thread renewer;

  ObligationWorker(
      ObligationMapper mapper,
      TransactionTemplate transaction,
      List<ObligationHandler<?>> handlers,
      PayloadReader payloads,
      TraceContexts traces,
      RandomGenerator random,
      ObligationProperties properties,
      Meter meter) {
    this.mapper = mapper;
    this.transaction = transaction;
    for (ObligationHandler<?> handler : handlers) {
      if (this.handlers.put(handler.kind(), handler) != null) {
        throw new IllegalStateException("two handlers of kind " + handler.kind());
      }
    }
    this.payloads = payloads;
    this.traces = traces;
    this.random = random;
    this.properties = properties;
    this.meter = meter;
  }

  /**
   * One attempt that runs in this process.
   *
   * @param interruptible taken by whoever comes first: the timeout, or the end of the handler. The
   *     outcome is noted without the interruption that was meant for the handler.
   */
  private record Attempt(
      ObligationMapper.Row row, Thread thread, long startedNanos, AtomicBoolean interruptible) {

    void interrupt() {
      if (interruptible.compareAndSet(true, false)) {
        thread.interrupt();
      }
    }

    void handled() {
      interruptible.set(false);
      Thread.interrupted();
    }
  }

  /** Says that something may be due. Costs nothing; may be called at any time. */
  void wake() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
  }

  /**
   * A place for the first attempt of something new. Null when the lane has none free, or others
   * that are due wait for one.
   */
  @Nullable FirstAttempt place(String kind, String laneName) {
    if (!on || !handlers.containsKey(kind)) {
      return null;
    }
    Lane lane = lane(laneName);
    return !lane.behind && lane.places.tryAcquire()
        ? new FirstAttempt(this, lane, properties.lease(), System.nanoTime())
        : null;
  }

  private Lane lane(String name) {
    return lanes.computeIfAbsent(name, _ -> new Lane(properties.laneLimit()));
  }

  @Override
  public void start() {
    if (handlers.isEmpty()) {
      return;
    }
    on = true;
    Thread.ofPlatform().name("obligation-claimer").start(this::claimLoop);
    renewer = Thread.ofPlatform().name("obligation-renewer").start(this::renewLoop);
  }

  /** Lets what runs end, and claims no more. */
  void stopClaiming() {
    on = false;
    wake.release();
  }

  /** Claims no more, and lets running attempts end for the length of a lease. */
  @Override
  public void stop() {
    stopClaiming();
    long deadline = System.nanoTime() + properties.lease().toNanos();
    while (!running.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    Thread renewing = renewer;
    if (renewing != null) {
      renewing.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return on;
  }

  /** Stops before the outbox relay does, so that what the last attempts write is still sent. */
  @Override
  public int getPhase() {
    return 1000;
  }

  private void claimLoop() {
    boolean failing = false;
    while (on) {
      try {
        long waitMillis = claimDue();
        failing = false;
        if (wake.tryAcquire(waitMillis, TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        on = false;
      } catch (RuntimeException | Error e) { // or nothing is ever claimed again, unseen
        if (!failing) {
          log.warn("obligations cannot be claimed; trying again", e);
        }
        failing = true;
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      }
    }
  }

  /** Starts what is due and has a place. Returns for how long there is nothing to do. */
  private long claimDue() {
    long waitMicros = TimeUnit.MILLISECONDS.toMicros(properties.pollInterval().toMillis());
    for (ObligationMapper.LaneDue due : mapper.lanes()) {
      Lane lane = lane(due.lane());
      lane.behind = due.dueInMicros() <= 0;
      if (!lane.behind) {
        waitMicros = Math.min(waitMicros, due.dueInMicros());
      } else if (lane.places.availablePermits() > 0) {
        claim(due.lane(), lane);
      }
    }
    return TimeUnit.MICROSECONDS.toMillis(waitMicros) + 1;
  }

  private void claim(String name, Lane lane) {
    int free = lane.places.drainPermits();
    if (free == 0) {
      return;
    }
    List<ObligationMapper.Row> rows = List.of();
    try {
      rows = lease(name, free);
    } finally {
      lane.places.release(free - rows.size());
    }
    if (rows.size() < free) {
      lane.behind = false;
    }
    rows.forEach(row -> begin(row, lane, System.nanoTime()));
  }

  /** Starts the attempt of a claim that has a place. */
  void begin(ObligationMapper.Row row, Lane lane, long sinceNanos) {
    Thread thread =
        Thread.ofVirtual()
            .name("obligation-" + row.kind() + "-" + row.reference())
            .unstarted(() -> attemptInPlace(row, lane));
    running.put(row.fenced(), new Attempt(row, thread, sinceNanos, new AtomicBoolean(true)));
    thread.start();
  }

  private List<ObligationMapper.Row> lease(String lane, int limit) {
    Set<String> kinds = handlers.keySet();
    List<ObligationMapper.Row> rows =
        transaction.execute(
            _ -> {
              List<ObligationMapper.Row> due = mapper.lockDue(lane, kinds, limit);
              if (!due.isEmpty()) {
                List<Long> ids = due.stream().map(ObligationMapper.Row::id).toList();
                int leased =
                    mapper.lease(ids, properties.lease().toMillis(), properties.attemptsToStuck());
                if (leased != ids.size()) {
                  throw new IllegalStateException("obligations " + ids + " are locked, and gone");
                }
              }
              return due;
            });
    return rows == null ? List.of() : rows;
  }

  private void attemptInPlace(ObligationMapper.Row row, Lane lane) {
    var settled = new AtomicBoolean();
    try {
      traces.inside(
          row.traceparent(), "obligation " + row.kind(), () -> settled.set(attemptAndNote(row)));
    } finally {
      running.remove(row.fenced());
      lane.places.release();
      if (lane.behind || !settled.get()) {
        wake();
      }
    }
  }

  /** Whether it is over. */
  private boolean attemptAndNote(ObligationMapper.Row row) {
    long started = System.nanoTime();
    String outcome = attemptAndNote(row, Objects.requireNonNull(handlers.get(row.kind())));
    meter.attempted(row.kind(), row.lane(), outcome, Duration.ofNanos(System.nanoTime() - started));
    return outcome.equals(Outcome.Settled.class.getSimpleName());
  }

  /** Says in one word what became of it. */
  private <P> String attemptAndNote(ObligationMapper.Row row, ObligationHandler<P> handler) {
    @Nullable Claim<P> claim = null;
    try {
      claim = claim(row, handler);
      Outcome outcome = attempt(claim, row, handler);
      note(row, outcome);
      return outcome.getClass().getSimpleName();
    } catch (Exception | Error e) {
      // an Error too: a class that is missing must not keep a row from ever being seen
      Claim<P> seen = claim;
      String reason = "threw-" + e.getClass().getSimpleName();
      noteFailure(row, e, seen == null ? () -> {} : () -> handler.stuck(seen, reason));
      return "Failed";
    }
  }

  private <P> Claim<P> claim(ObligationMapper.Row row, ObligationHandler<P> handler) {
    P payload = handler.payload().cast(payloads.read(row.payload(), handler.payload()));
    return new Claim<>(
        row.id(),
        row.kind(),
        row.lane(),
        row.reference(),
        payload,
        row.attempts(),
        row.createdAt());
  }

  private <P> Outcome attempt(
      Claim<P> claim, ObligationMapper.Row row, ObligationHandler<P> handler) throws Exception {
    try {
      return handler.attempt(claim);
    } finally {
      Objects.requireNonNull(running.get(row.fenced())).handled();
    }
  }

  private void note(ObligationMapper.Row row, Outcome outcome) {
    boolean held =
        changeIfHeld(
            row,
            outcome.effect(),
            () ->
                switch (outcome) {
                  case Outcome.Settled _ -> mapper.settle(row.id(), row.fence());
                  case Outcome.Again again ->
                      postpone(row, false, false, again.reason(), again.after());
                  case Outcome.Stuck stuck ->
                      postpone(row, true, false, stuck.reason(), properties.stuckRetry());
                });
    if (held && outcome instanceof Outcome.Stuck stuck) {
      log.error("{} {} is stuck: {}", row.kind(), row.reference(), stuck.reason());
    }
  }

  /** No outcome: tried again, and after some of them in a row it is stuck. */
  private void noteFailure(ObligationMapper.Row row, Throwable failure, Runnable effect) {
    boolean stuck = row.failures() >= properties.attemptsToStuck();
    String reason =
        failure instanceof InterruptedException ? "interrupted: took too long" : failure.toString();
    Duration pause =
        stuck ? properties.stuckRetry() : properties.backoff().after(row.failures(), random);
    if (stuck) {
      log.error("{} {} is stuck: it fails", row.kind(), row.reference(), failure);
    } else {
      log.warn("attempt {} of {} {} failed", row.attempts(), row.kind(), row.reference(), failure);
    }
    IntSupplier change = () -> postpone(row, stuck, true, reason, pause);
    try {
      changeIfHeld(row, stuck ? effect : () -> {}, change);
    } catch (RuntimeException e) {
      log.warn("{} {} is marked without its effect", row.kind(), row.reference(), e);
      markOrLeave(row, change);
    }
  }

  private void markOrLeave(ObligationMapper.Row row, IntSupplier change) {
    try {
      changeIfHeld(row, () -> {}, change);
    } catch (RuntimeException e) {
      log.info("{} {} is left until its lease ends: {}", row.kind(), row.reference(), e.toString());
    }
  }

  /**
   * The effect and the change of the row, both or neither. The row comes last, so that nobody waits
   * for anything while he has it: who has other locks may then wait for it.
   */
  private boolean changeIfHeld(ObligationMapper.Row row, Runnable effect, IntSupplier change) {
    boolean held =
        Boolean.TRUE.equals(
            transaction.execute(
                status -> {
                  if (!isYoung(row) && !mapper.holds(row.id(), row.fence())) {
                    return false;
                  }
                  effect.run();
                  if (change.getAsInt() == 1) {
                    return true;
                  }
                  status.setRollbackOnly();
                  return false;
                }));
    if (!held) {
      meter.fencedOff(row.kind(), row.lane());
      log.warn("{} {} was claimed by another: outcome dropped", row.kind(), row.reference());
    }
    return held;
  }

  /** Nobody else can have claimed it: then it is not asked before the effect, only after it. */
  private boolean isYoung(ObligationMapper.Row row) {
    Attempt attempt = running.get(row.fenced());
    return attempt != null
        && System.nanoTime() - attempt.startedNanos() < properties.lease().dividedBy(2).toNanos();
  }

  private int postpone(
      ObligationMapper.Row row, boolean stuck, boolean failed, String reason, Duration after) {
    String cut = reason.substring(0, Math.min(reason.length(), MAX_REASON));
    return mapper.postpone(
        row.id(), row.fence(), stuck, failed, cut, Math.max(0, after.toMillis()));
  }

  private void renewLoop() {
    while (on || !running.isEmpty()) {
      try {
        Thread.sleep(properties.lease().dividedBy(3));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      running.values().forEach(this::renewOrInterrupt);
    }
  }

  private void renewOrInterrupt(Attempt attempt) {
    long took = System.nanoTime() - attempt.startedNanos();
    if (took > properties.attemptTimeout().toNanos()) {
      attempt.interrupt();
      return;
    }
    try {
      ObligationMapper.Row row = attempt.row();
      if (mapper.renew(row.id(), row.fence(), properties.lease().toMillis()) != 1) {
        // another has it, or its outcome has just been noted: what it still does counts for nothing
        attempt.interrupt();
      }
    } catch (RuntimeException e) {
      log.warn("a lease could not be renewed: {}", e.toString());
    }
  }
}
