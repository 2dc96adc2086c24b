package io.dams.platform.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private final AtomicLong now = new AtomicLong(-5 * SECOND);

  @Test
  void lets10PercentGoAtOnceAndSpreadsTheRest() {
    Pace pace = new Pace(100, now::get);
    for (int i = 0; i <= 10; i++) {
      assertThat(pace.take(SECOND)).as("call %s", i).isEqualTo(OptionalLong.of(0));
    }
    assertThat(pace.take(SECOND)).isEqualTo(OptionalLong.of(SECOND / 100));
    assertThat(pace.take(SECOND)).isEqualTo(OptionalLong.of(2 * SECOND / 100));
    now.addAndGet(SECOND);
    assertThat(pace.take(SECOND)).as("after a rest").isEqualTo(OptionalLong.of(0));
  }

  @Test
  void refusesAWaitThatIsTooLongAndTakesNoPlaceForIt() {
    Pace pace = new Pace(1, now::get);
    assertThat(pace.take(0)).isEqualTo(OptionalLong.of(0));
    assertThat(pace.take(SECOND / 2)).isEmpty();
    assertThat(pace.take(SECOND / 2)).isEmpty();
    now.addAndGet(SECOND / 2);
    assertThat(pace.take(SECOND / 2)).isNotEmpty();
  }

  /** However the calls come, no second begins more than its number and one burst. */
  @RepeatedTest(100)
  void neverBeginsMoreThanAllowed(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int perSecond = 1 + random.nextInt(1_000);
    Pace pace = new Pace(perSecond, now::get);
    List<Long> begun = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      now.addAndGet(random.nextLong(SECOND / perSecond * 2));
      OptionalLong wait = pace.take(SECOND);
      if (wait.isPresent()) {
        begun.add(now.get() + wait.getAsLong());
      }
    }
    for (int from = 0; from < begun.size(); from++) {
      long start = begun.get(from);
      long within = begun.stream().filter(at -> at >= start && at < start + SECOND).count();
      assertThat(within).isLessThanOrEqualTo(perSecond + perSecond / 10 + 2);
    }
  }
}
