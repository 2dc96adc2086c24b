package io.dams.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.sandbox.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetOwnersTest {

  private static final int LOOKS = 3_000;

  @TempDir private Path folder;

  @Test
  void anOwnerThatComesAgainIsNeverMissed() throws Exception {
    var owners = new SetOwners(folder);
    var self = ProcessIdentity.of(ProcessHandle.current());
    owners.add(self);
    var done = new AtomicBoolean();
    var adding = new FutureTask<Void>(() -> addUntil(done, owners, self));
    Thread.ofPlatform().start(adding);
    try {
      for (int look = 0; look < LOOKS && !adding.isDone(); look++) {
        assertThat(owners.anyAlive()).as("look %d", look).isTrue();
      }
    } finally {
      done.set(true);
    }
    adding.get();
  }

  @Test
  void whatHasEndedOwnsNothing() throws Exception {
    var owners = new SetOwners(folder);
    var ended = new ProcessBuilder("true").start();
    var identity = ProcessIdentity.of(ended.toHandle());
    owners.add(new ProcessIdentity(ProcessHandle.current().pid(), 1));
    owners.add(identity);
    ended.waitFor();
    assertThat(owners.anyAlive()).isFalse();
    owners.add(ProcessIdentity.of(ProcessHandle.current()));
    assertThat(owners.anyAlive()).isTrue();
  }

  private static @Nullable Void addUntil(
      AtomicBoolean done, SetOwners owners, ProcessIdentity owner) throws IOException {
    while (!done.get()) {
      owners.add(owner);
    }
    return null;
  }
}
