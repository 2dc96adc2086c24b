package io.dams.frontoffice.stream;

import io.dams.contracts.id.UserId;
import io.dams.frontoffice.session.SignedIn;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The live stream of one's own orders. */
@RestController
class StreamController {

  private static final int PART = 100;

  private final Streams streams;
  private final AccountEvents events;

  StreamController(Streams streams, AccountEvents events) {
    this.streams = streams;
    this.events = events;
  }

  /**
   * Events named {@code order}, with an order group as JSON, one for each change. Their ids are
   * contiguous for each account. With {@code Last-Event-ID} the stream goes on after it, without it
   * from now on; 0 is from the beginning. When what follows is no longer kept, an event named
   * {@code reset} says to read all groups anew. The stream ends with the access token. Of more than
   * 5 streams of one user the oldest ends, with an event named {@code replaced}: its client must
   * not come back by itself, or it replaces the next.
   */
  @GetMapping(path = "/v1/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter stream(
      SignedIn who,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long lastEventId,
      @RequestParam(name = "lastEventId", required = false) @Nullable Long lastEventIdParameter) {
    Long asked = lastEventId != null ? lastEventId : lastEventIdParameter;
    long head = events.lastSequence(who.user());
    SseClient client = new SseClient();
    Feed feed = new AccountFeed(who.user(), asked == null ? head : asked, head);
    streams.connect(Audience.ACCOUNT, who.user().toString(), who.expiresAt(), feed, client);
    return client.emitter();
  }

  /** Reads on in an account's events. */
  private final class AccountFeed implements Feed {

    private final UserId user;
    private volatile long position;
    private boolean resumes;

    AccountFeed(UserId user, long asked, long head) {
      this.user = user;
      this.position = Math.max(0, asked);
      this.resumes = asked != head;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public boolean pump(Sink sink) throws IOException {
      List<AccountEvent> part = events.after(user, position, PART);
      if (resumes) {
        resumes = false;
        if (!part.isEmpty() && part.getFirst().sequence() != position + 1) {
          return reset(sink, part.getFirst().sequence() - 1);
        }
        if (part.isEmpty() && position != events.lastSequence(user)) {
          return reset(sink, events.lastSequence(user));
        }
      }
      for (AccountEvent event : part) {
        sink.send(Long.toString(event.sequence()), event.type(), event.body());
        position = event.sequence();
      }
      return !part.isEmpty();
    }

    private boolean reset(Sink sink, long next) throws IOException {
      position = next;
      sink.send(Long.toString(next), "reset", "{}");
      return true;
    }
  }
}
