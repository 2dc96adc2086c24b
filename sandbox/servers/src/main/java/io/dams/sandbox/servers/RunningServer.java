package io.dams.sandbox.servers;

import io.dams.sandbox.process.ChildProcess;

/** A server that answered a real request after it was started by us. */
public interface RunningServer {

  /** Its process. */
  ChildProcess process();

  /** Where it listens, on 127.0.0.1. */
  int port();

  /** Ends it in order; its data stays. */
  default void stop() {
    process().stop();
  }
}
