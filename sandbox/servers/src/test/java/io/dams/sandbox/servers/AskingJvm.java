package io.dams.sandbox.servers;

import io.dams.sandbox.process.ProcessIdentity;
import java.nio.file.Path;

/** A JVM that needs a shared set, prints where it is, and stays until its input ends. */
final class AskingJvm {

  private AskingJvm() {}

  public static void main(String[] arguments) throws Exception {
    var set = SharedSet.unused(Path.of(arguments[0]));
    var servers = set.join(ProcessIdentity.parse(arguments[1]).orElseThrow());
    System.out.println(servers + " by " + SetAddress.read(set.folder()).orElseThrow().keeper());
    while (System.in.read() >= 0) {
      Thread.onSpinWait();
    }
  }
}
