package io.dams.sandbox.servers;

import io.dams.sandbox.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The processes for which a shared set of servers runs: a file for each. */
final class SetOwners {

  /** In the command line of every Maven JVM. */
  private static final String MAVEN = "plexus-classworlds";

  private final Path folder;

  SetOwners(Path setFolder) {
    folder = setFolder.resolve("owners");
  }

  /** The Maven process that started this JVM; this JVM when there is none. */
  static ProcessIdentity ofThisJvm() {
    var self = ProcessHandle.current();
    for (var at = self.parent(); at.isPresent(); at = at.get().parent()) {
      if (at.get().info().commandLine().orElse("").contains(MAVEN)) {
        return ProcessIdentity.of(at.get());
      }
    }
    return ProcessIdentity.of(self);
  }

  /**
   * Adds one; again changes nothing. Its file appears whole or not at all, because the keeper looks
   * at any moment. Only who holds the set's lock may call this.
   */
  void add(ProcessIdentity owner) throws IOException {
    Files.createDirectories(folder);
    var half = folder.resolveSibling("owner.half");
    Files.writeString(half, owner.toString());
    Files.move(half, folder.resolve(Long.toString(owner.pid())), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Whether one of them lives. */
  boolean anyAlive() throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        if (ProcessIdentity.parse(Files.readString(file))
            .filter(ProcessIdentity::alive)
            .isPresent()) {
          return true;
        }
      }
    }
    return false;
  }
}
