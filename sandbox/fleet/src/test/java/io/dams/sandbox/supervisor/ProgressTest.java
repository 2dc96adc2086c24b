package io.dams.sandbox.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {

  @Test
  void everyFollowerReadsEverythingAndGoesAwayAtTheEnd() throws Exception {
    var progress = new Progress();
    progress.say("first");
    var early = follow(progress);
    progress.say("second");
    progress.end(true);
    var late = follow(progress);

    var lines = early.get(10, TimeUnit.SECONDS);
    assertThat(lines).hasSize(3).endsWith("=ready");
    assertThat(lines.get(0)).endsWith("first");
    assertThat(lines.get(1)).endsWith("second");
    assertThat(late.get(10, TimeUnit.SECONDS)).isEqualTo(lines);
  }

  private static CompletableFuture<ArrayList<String>> follow(Progress progress) {
    var lines = new ArrayList<String>();
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            progress.follow(lines::add);
            return lines;
          } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
          }
        });
  }
}
