package io.dams.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

  @TempDir private Path folder;
  private ChildProcess process;

  @BeforeEach
  void start() {
    process =
        ChildProcess.start(
            ProcessPlan.of("sleeper", List.of("sleep", "60"), folder, folder.resolve("log")));
  }

  @AfterEach
  void end() {
    process.kill();
  }

  @Test
  void restsBetweenLooksThatNobodyAnswers() {
    var looks = new AtomicInteger();
    assertThatThrownBy(
            () ->
                process.awaitReady(
                    Duration.ofMillis(500),
                    () -> {
                      looks.incrementAndGet();
                      throw new ConnectException("nobody listens");
                    }))
        .isInstanceOf(ProcessFailedException.class)
        .hasRootCauseMessage("nobody listens");
    assertThat(looks.get()).isBetween(1, 6);
    assertThat(process.alive()).isFalse();
  }

  @Test
  void isReadyAsSoonAsTheProbeSaysSo() {
    var looks = new AtomicInteger();
    process.awaitReady(Duration.ofSeconds(30), () -> looks.incrementAndGet() == 3);
    assertThat(looks.get()).isEqualTo(3);
    assertThat(process.alive()).isTrue();
  }

  @Test
  void tellsAnEndBeforeReadiness() {
    process.kill();
    assertThatThrownBy(() -> process.awaitReady(Duration.ofSeconds(30), () -> false))
        .isInstanceOf(ProcessFailedException.class)
        .hasMessageContaining("ended with exit code");
  }
}
