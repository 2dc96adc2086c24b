package io.dams.frontoffice.login;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes old codes and counters. */
@Component
class LoginWorker {

  private final LoginLimits limits;

  LoginWorker(LoginLimits limits) {
    this.limits = limits;
  }

  @Scheduled(fixedDelay = 5, initialDelay = 5, timeUnit = TimeUnit.MINUTES)
  void prune() {
    limits.prune();
  }
}
