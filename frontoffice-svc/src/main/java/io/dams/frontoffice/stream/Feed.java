package io.dams.frontoffice.stream;

import java.io.IOException;

/** What one client is sent: read on from a position, from the database. */
public interface Feed {

  /** Up to where the client was sent. */
  long position();

  /**
   * Sends what is new, a bounded part of it; false when there was nothing. Throws when the client
   * is gone.
   */
  boolean pump(Sink sink) throws IOException;
}
