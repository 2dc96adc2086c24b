package io.dams.matching.shard;

import io.dams.contracts.topic.CoreOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** All shards of this instance: one thread each, from start to end of the application. */
public class Shards implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Shards.class);
  private static final Duration END_TIMEOUT = Duration.ofSeconds(15);

  private final List<ShardWorker> workers;
  private final List<Thread> threads = new ArrayList<>();

  Shards(List<ShardWorker> workers) {
    this.workers = workers;
  }

  /** Whether this instance works on the shard or stands by for it. */
  public boolean has(int shard) {
    return workers.stream().anyMatch(worker -> worker.report().shard() == shard);
  }

  /**
   * Has the command passed over that the shard stopped at. False, and nothing happens, when it did
   * not stop there.
   */
  public boolean skip(int shard, CoreOrder.SkipCommand skip) {
    return workers.stream()
        .filter(worker -> worker.report().shard() == shard)
        .anyMatch(worker -> worker.skip(skip));
  }

  @Override
  public void start() {
    for (ShardWorker worker : workers) {
      // A platform thread: matching computes, it does not wait.
      threads.add(Thread.ofPlatform().name("shard-" + worker.report().shard()).start(worker));
    }
  }

  @Override
  public void stop() {
    workers.forEach(ShardWorker::end);
    try {
      for (Thread thread : threads) {
        if (!thread.join(END_TIMEOUT)) {
          log.warn("{} has not ended in {}", thread.getName(), END_TIMEOUT);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.clear();
  }

  @Override
  public boolean isRunning() {
    return !threads.isEmpty();
  }
}
