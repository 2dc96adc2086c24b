package io.dams.sandbox.servers;

import java.nio.file.Path;

/** A JVM that asks for a shared set, prints where it is, and stays until its input ends. */
final class AskingJvm {

  private AskingJvm() {}

  public static void main(String[] arguments) throws Exception {
    var set = new SharedSet(Path.of(arguments[0]));
    System.out.println(set.join() + " by " + SetAddress.read(set.folder()).orElseThrow().keeper());
    while (System.in.read() >= 0) {
      Thread.onSpinWait();
    }
  }
}
