package io.dams.frontoffice.stream;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** A client that is connected by server-sent events. */
public final class SseClient implements Sink {

  private static final long RECONNECT_MILLIS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(SseClient.class);

  private final SseEmitter emitter;

  /** No time-out by the server: the stream itself knows its end. */
  public SseClient() {
    this(new SseEmitter(0L));
  }

  SseClient(SseEmitter emitter) {
    this.emitter = emitter;
  }

  /** What the controller returns. */
  public SseEmitter emitter() {
    return emitter;
  }

  /** Runs when the client is gone, or the stream at its end. */
  public void onEnd(Runnable action) {
    emitter.onCompletion(action);
    emitter.onError(e -> action.run());
    emitter.onTimeout(action);
  }

  @Override
  public void send(String id, String type, String json) throws IOException {
    emitter.send(SseEmitter.event().id(id).name(type).data(json, MediaType.TEXT_PLAIN));
  }

  @Override
  public void comment(String text) throws IOException {
    emitter.send(SseEmitter.event().comment(text).reconnectTime(RECONNECT_MILLIS));
  }

  /** Nothing happens when the server has ended the request already, because the client was gone. */
  @Override
  public void close() {
    try {
      emitter.complete();
    } catch (IllegalStateException e) {
      LOG.debug("the request had ended before its stream: {}", e.getMessage());
    }
  }
}
