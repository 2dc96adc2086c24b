package io.dams.matching.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CrashRoundsTest {

  private final long seed = new Random().nextLong();

  @Test
  void goesOnWithTheRoundThatWasNotFinished() throws Exception {
    CrashRounds broken = CrashRounds.of(seed, 25, 10);
    broken.finished();
    broken.finished();
    CrashRounds next = CrashRounds.of(seed, 25, 10);
    assertThat(next.number()).isEqualTo(2);
    assertThat(next.kills()).isEqualTo(5);
    assertThat(next).hasToString("20 of 25 kills done");
    next.finished();
    assertThat(next.left()).isFalse();
    next.forget();
  }

  @Test
  void beginsAnewWithAnotherSeedSizeOrAfterItsEnd() throws Exception {
    CrashRounds done = CrashRounds.of(seed, 10, 10);
    done.finished();
    assertThat(CrashRounds.of(seed + 1, 10, 10).left()).isTrue();
    assertThat(CrashRounds.of(seed, 11, 10).number()).isZero();
    done.forget();
    assertThat(CrashRounds.of(seed, 10, 10).left()).isTrue();
  }
}
