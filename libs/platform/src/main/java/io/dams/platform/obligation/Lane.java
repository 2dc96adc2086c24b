package io.dams.platform.obligation;

import java.util.concurrent.Semaphore;

/** The places for attempts of one lane in this process. */
final class Lane {

  final Semaphore places;

  /** Whether more may be due than has a place: then what is new waits its turn. */
  volatile boolean behind;

  Lane(int places) {
    this.places = new Semaphore(places);
  }
}
