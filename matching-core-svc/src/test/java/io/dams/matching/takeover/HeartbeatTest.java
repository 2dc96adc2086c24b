package io.dams.matching.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.matching.takeover.OwnerWatchClient.Owner;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

  private final Heartbeat heartbeat = new Heartbeat(Duration.ofSeconds(10));

  @Test
  void anOwnerThatCommitsNothingForLongEnoughIsGone() {
    assertThat(isGone(7, 0)).isFalse();
    assertThat(isGone(7, 5)).isFalse();
    assertThat(isGone(7, 9)).isFalse();
    assertThat(isGone(7, 10)).isTrue();
  }

  @Test
  void anOwnerThatCommitsIsThere() {
    for (int second = 0; second < 100; second += 9) {
      assertThat(isGone(second, second)).isFalse();
    }
  }

  @Test
  void whatCouldNotBeSeenProvesNothing() {
    assertThat(isGone(7, 0)).isFalse();
    heartbeat.unseen();
    assertThat(isGone(7, 60)).isFalse();
    heartbeat.unseen();
    assertThat(isGone(7, 120)).isFalse();
    assertThat(isGone(7, 130)).isTrue();
  }

  @Test
  void anOwnerThatGivesTheShardUpIsGoneAtOnce() {
    assertThat(isGone(7, 0)).isFalse();
    assertThat(heartbeat.isGone(new Owner(7, true), 1)).isTrue();
  }

  private boolean isGone(long offset, int second) {
    return heartbeat.isGone(new Owner(offset, false), Duration.ofSeconds(second).toNanos());
  }
}
