package io.dams.frontoffice.stream;

import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** A client that is connected by server-sent events. */
public final class SseClient implements Sink {

  private static final long RECONNECT_MILLIS = 1_000;

  /** No time-out by the server: the stream itself knows its end. */
  private final SseEmitter emitter = new SseEmitter(0L);

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

  @Override
  public void close() {
    emitter.complete();
  }
}
