package io.dams.platform.upkeep;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Does each chore on a virtual thread of its own. */
class UpkeepWorker implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(UpkeepWorker.class);

  private final List<Upkeep> chores;
  private final List<Thread> threads = new ArrayList<>();

  UpkeepWorker(List<Upkeep> chores) {
    this.chores = List.copyOf(chores);
  }

  @Override
  public synchronized void start() {
    for (Upkeep chore : chores) {
      threads.add(Thread.ofVirtual().name("upkeep-" + chore.name()).start(() -> repeat(chore)));
    }
  }

  @Override
  public synchronized void stop() {
    threads.forEach(Thread::interrupt);
    threads.clear();
  }

  @Override
  public synchronized boolean isRunning() {
    return !threads.isEmpty();
  }

  private static void repeat(Upkeep chore) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        chore.work().run();
      } catch (RuntimeException | Error e) { // or the chore is never done again, unseen
        log.warn("upkeep {} failed and is tried again: {}", chore.name(), e.toString());
      }
      try {
        Thread.sleep(chore.every());
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
