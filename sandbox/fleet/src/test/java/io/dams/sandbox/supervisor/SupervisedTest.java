package io.dams.sandbox.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.sandbox.FleetProcess;
import io.dams.sandbox.FleetProcess.State;
import io.dams.sandbox.process.ChildProcess;
import io.dams.sandbox.process.ProcessFailedException;
import io.dams.sandbox.process.ProcessPlan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedTest {

  @TempDir private Path folder;

  private final class Sleeper implements Unit {
    private int starts;

    @Override
    public String name() {
      return "sleeper";
    }

    @Override
    public int port() {
      return 7;
    }

    @Override
    public ChildProcess start() {
      starts++;
      var command = List.of("sleep", "60");
      return ChildProcess.start(
          ProcessPlan.of(name(), command, folder, folder.resolve("sleeper.log")));
    }
  }

  @Test
  void startsOnceAndStops() {
    var unit = new Sleeper();
    var supervised = new Supervised(unit);
    assertThat(supervised.look()).isEqualTo(new FleetProcess("sleeper", State.STOPPED, 0, 7, ""));
    supervised.start();
    supervised.start();
    var running = supervised.look();
    assertThat(unit.starts).isEqualTo(1);
    assertThat(running.state()).isEqualTo(State.RUNNING);
    assertThat(ProcessHandle.of(running.pid())).get().matches(ProcessHandle::isAlive);

    supervised.stop();
    assertThat(supervised.look().state()).isEqualTo(State.STOPPED);
    assertThat(ProcessHandle.of(running.pid()).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void saysThatAKilledProcessFailedAndStartsItAgainWhenAsked() {
    var supervised = new Supervised(new Sleeper());
    supervised.start();
    var killed = ProcessHandle.of(supervised.look().pid()).orElseThrow();
    assertThat(killed.destroyForcibly()).isTrue();
    killed.onExit().join();
    assertThat(supervised.look().state()).isEqualTo(State.FAILED);

    supervised.start();
    assertThat(supervised.look().state()).isEqualTo(State.RUNNING);
    supervised.stop();
  }

  @Test
  void remembersWhyItDidNotStart() {
    var supervised =
        new Supervised(
            new Unit() {
              @Override
              public String name() {
                return "never";
              }

              @Override
              public int port() {
                return 7;
              }

              @Override
              public ChildProcess start() {
                throw new ProcessFailedException("no luck\nat all");
              }
            });
    assertThatThrownBy(supervised::start).hasMessageContaining("no luck");
    var looked = supervised.look();
    assertThat(looked.state()).isEqualTo(State.FAILED);
    assertThat(FleetProcess.parse(looked.line()))
        .isEqualTo(new FleetProcess("never", State.FAILED, 0, 7, "no luck"));
  }
}
