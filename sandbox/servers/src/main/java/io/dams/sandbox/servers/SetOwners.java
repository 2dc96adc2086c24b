package io.dams.sandbox.servers;

import io.dams.sandbox.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

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

  void add(ProcessIdentity owner) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(Long.toString(owner.pid())), owner.toString());
  }

  /** Whether one of them lives; forgets those that do not. */
  boolean anyAlive() throws IOException {
    var alive = false;
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        var owner = Optional.of(Files.readString(file)).flatMap(ProcessIdentity::parse);
        if (owner.filter(ProcessIdentity::alive).isPresent()) {
          alive = true;
        } else {
          Files.deleteIfExists(file);
        }
      }
    }
    return alive;
  }
}
