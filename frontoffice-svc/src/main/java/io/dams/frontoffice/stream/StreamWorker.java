package io.dams.frontoffice.stream;

import io.dams.contracts.id.UserId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks whether there is something new for the clients that are connected here. It asks the
 * database, so that it does not matter which copy of the service wrote it.
 */
@Component
class StreamWorker {

  private static final int PART = 500;

  private final Streams streams;
  private final AccountEvents events;

  StreamWorker(Streams streams, AccountEvents events) {
    this.streams = streams;
    this.events = events;
  }

  @Scheduled(fixedDelay = 200)
  void wake() {
    List<UserId> users = new ArrayList<>();
    streams.topics(Audience.ACCOUNT).forEach(user -> users.add(UserId.of(user)));
    for (int from = 0; from < users.size(); from += PART) {
      events
          .lastSequences(users.subList(from, Math.min(users.size(), from + PART)))
          .forEach((user, last) -> streams.wake(Audience.ACCOUNT, user.toString(), last));
    }
  }
}
