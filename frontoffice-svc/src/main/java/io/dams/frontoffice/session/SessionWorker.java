package io.dams.frontoffice.session;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes old sessions and tokens. */
@Component
class SessionWorker {

  private final Sessions sessions;

  SessionWorker(Sessions sessions) {
    this.sessions = sessions;
  }

  @Scheduled(fixedDelay = 10, initialDelay = 5, timeUnit = TimeUnit.MINUTES)
  void prune() {
    sessions.prune();
  }
}
