package io.dams.systemtests.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PaceTest {

  private static final Duration LONG = Duration.ofMinutes(10);

  /** Nobody sees an end of the first three, so that there is no place for a fourth. */
  @Test
  void beginsNoMoreWhenTheTimeIsUp() throws Exception {
    var begun = new AtomicInteger();
    int said =
        Pace.run(10, new Semaphore(3), 0, Duration.ofMillis(20), _ -> begun.incrementAndGet());
    assertThat(said).isLessThanOrEqualTo(3).isEqualTo(begun.get());
  }

  @Test
  void beginsNoMoreAtARateEitherWhenTheTimeIsUp() throws Exception {
    assertThat(Pace.run(1_000, new Semaphore(1_000), 10, Duration.ofMillis(200), _ -> {}))
        .isLessThan(1_000);
  }

  @Test
  void beginsAllWhenThereIsTime() throws Exception {
    var places = new Semaphore(1);
    assertThat(Pace.run(20, places, 0, LONG, _ -> places.release())).isEqualTo(20);
  }

  @Test
  void throwsWhatTheFirstThatFailedHasThrown() {
    assertThatThrownBy(
            () ->
                Pace.run(
                    5,
                    new Semaphore(1),
                    0,
                    LONG,
                    _ -> {
                      throw new IllegalStateException("refused");
                    }))
        .hasMessage("refused");
  }
}
