package io.dams.frontoffice.stream;

import java.io.IOException;

/** One connected client. */
public interface Sink {

  /** Sends an event (WHATWG HTML, server-sent events). Throws when the client is gone. */
  void send(String id, String type, String json) throws IOException;

  /** Sends a comment, which clients pass over, so that the connection is seen to live. */
  void comment(String text) throws IOException;

  /** Ends the connection; the client comes back by itself. */
  void close();
}
