package io.dams.sandbox.supervisor;

import io.dams.sandbox.process.ChildProcess;

/** One process of the fleet, and how it is started. */
interface Unit {

  String name();

  int port();

  /** Starts it and returns when it has answered a real request. */
  ChildProcess start();
}
