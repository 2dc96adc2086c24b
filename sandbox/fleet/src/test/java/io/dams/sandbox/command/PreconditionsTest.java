package io.dams.sandbox.command;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.sandbox.CommandException;
import io.dams.sandbox.Installation;
import io.dams.sandbox.Ports;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreconditionsTest {

  @TempDir private Path root;

  @Test
  void namesThePortThatIsTakenAndWhoNeedsIt() throws Exception {
    var fleet = Installation.at(root, root, 13_000);
    var preconditions = new Preconditions(fleet);
    try (var other =
        new ServerSocket(fleet.port(Ports.REDIS), 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> preconditions.check(Set.of("anvil")))
          .isInstanceOf(CommandException.class)
          .hasMessageContaining("port %d, which redis needs", other.getLocalPort());
      assertThatCode(() -> preconditions.check(Set.of("anvil", "redis")))
          .doesNotThrowAnyException();
    }
  }
}
