package io.dams.platform.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UpkeepWorkerTest {

  @Test
  void aChoreThatFailsInAnyWayIsDoneAgain() throws Exception {
    AtomicInteger times = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(1);
    UpkeepWorker worker =
        new UpkeepWorker(
            List.of(
                new Upkeep(
                    "test",
                    Duration.ofMillis(1),
                    () -> {
                      switch (times.incrementAndGet()) {
                        case 1 -> throw new IllegalStateException("database away");
                        case 2 -> throw new NoClassDefFoundError("lost");
                        default -> done.countDown();
                      }
                    })));
    worker.start();
    try {
      assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      worker.stop();
    }
  }
}
